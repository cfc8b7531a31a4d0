"""Giving a key to a room, and changing it into another."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kith.domains.people.queries import AgeBand
from kith.domains.rooms.models import KeyKind, Room
from kith.ui import forms


def _begun(label: str) -> str:
    """As it begins a line, in the language of whoever reads."""
    return label[:1].upper() + label[1:]


class ConvertForm(forms.Form):
    """What a key becomes."""

    room = forms.Choice(_("Which room"), missing=_("Choose a room."))
    kind = forms.Choice(_("Why they hold it"), choices=(), missing=_("Choose why they hold it."))
    reason = forms.Text(
        _("A few words about why"),
        hint=_("The person can read it. It needs no diagnosis."),
        required=False,
        max_length=200,
        autocomplete="off",
    )
    until = forms.Date(_("Last day"), hint=_("Leave empty if it has no end."), required=False)
    both_reason = forms.Text(
        _("Why they need both rooms"),
        hint=_("Only when two rooms are kept apart. A clinician says why."),
        required=False,
        max_length=200,
        autocomplete="off",
    )

    def __init__(self, *args: Any, rooms: list[Room], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rooms = {room.slug: room for room in rooms}
        field = cast("forms.Choice", self.fields["room"])
        kinds = cast("forms.Choice", self.fields["kind"])
        kinds.choices = [(one.value, _begun(str(one.label))) for one in KeyKind]
        field.choices = [(slug, f"{room.name} ({room.get_for_whom_display()})") for slug, room in self.rooms.items()]

    @property
    def chosen_room(self) -> Room:
        """The room that was chosen."""
        return self.rooms[self.cleaned_data["room"]]

    @property
    def kind_in_words(self) -> str:
        """Why they hold it, as it was chosen."""
        return _begun(str(KeyKind(self.cleaned_data["kind"]).label))

    def given(self) -> dict[str, Any]:
        """What the use cases take, whichever it is."""
        known = self.cleaned_data
        return {
            "room": self.chosen_room,
            "kind": known["kind"],
            "reason": known["reason"].strip(),
            "until_at": _end_of(known["until"]),
            "both_reason": known["both_reason"].strip(),
        }


class GiveForm(ConvertForm):
    """A first key."""

    starts = forms.Date(_("First day"), hint=_("Leave empty for today."), required=False)
    age_band = forms.Choice(
        _("How old are they?"), choices=AgeBand.choices, missing=_("Choose if they are 18 or over."), inline=True
    )
    field_order = ("room", "kind", "age_band", "reason", "starts", "until", "both_reason")

    def given(self) -> dict[str, Any]:
        """With its first day, and how old they are."""
        starts = self.cleaned_data["starts"]
        begins = _at(starts, dt.time.min) if starts else None
        return {**super().given(), "from_at": begins, "age_band": self.cleaned_data["age_band"]}


def _end_of(day: dt.date | None) -> dt.datetime | None:
    return _at(day + dt.timedelta(days=1), dt.time.min) if day else None


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time))

"""Setting up houses and rooms."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from kith.domains.rooms.actions.places import RULES
from kith.domains.rooms.models import ContentNote, ForWhom, Look, Room, RoomKind
from kith.domains.rooms.starters import TITLES
from kith.domains.safety.queries import families
from kith.ui import forms

SLOW = [("0", _("No wait")), ("20", _("20 seconds")), ("60", _("1 minute")), ("300", _("5 minutes"))]


class Choosing(forms.Form):
    """A form whose choices are known only once somebody looks: `offered` names the field and what it offers."""

    def __init__(self, *args: Any, offered: dict[str, list[tuple[str, str]]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (offered or {}).items():
            cast("forms.Choice", self.fields[name]).choices = choices


class HouseForm(Choosing):
    """A new house."""

    name = forms.Text(
        _("Name of the house"), hint=_("It says nothing of illness."), missing=_("Type a name."), max_length=40
    )
    team = forms.Choice(_("Which team looks after it"), shown_as="select", missing=_("Choose a team."))
    starter = forms.Choice(
        _("Begin with a set of rooms"),
        choices=[*TITLES.items(), ("none", _("Begin with none"))],
        missing=_("Choose a set, or none."),
    )
    look = forms.Choice(_("Colour"), choices=Look.choices, missing=_("Choose a colour."), inline=True)


class AgreementForm(forms.Form):
    """The next version of an agreement."""

    lines = forms.LongText(
        _("What members promise each other"), hint=_("One sentence on each line."), rows=10, max_length=3000
    )
    lines_cy = forms.LongText(_("The same in Welsh"), required=False, rows=6, max_length=4000)
    because = forms.Text(
        _("Why it changes"), hint=_("Members read this beside the new version."), required=False, max_length=200
    )

    def said(self) -> dict[str, Any]:
        """What the use case takes."""
        known = self.cleaned_data
        lines, welsh = known["lines"].split("\n"), known["lines_cy"].split("\n")
        return {"lines": lines, "lines_cy": welsh, "because": known["because"]}


class RulesForm(forms.Form):
    """What stands on the door, and the rules of a room."""

    opening = forms.Text(_("On the door"), hint=_("Everybody with a key to it reads this."), max_length=160)
    inside = forms.LongText(_("Inside: whom it is for"), rows=2, max_length=240)
    opening_cy = forms.Text(_("On the door, in Welsh"), required=False, max_length=200)
    inside_cy = forms.LongText(_("Inside, in Welsh"), required=False, rows=2, max_length=300)
    reads_first = forms.Switch(_("Somebody of the team reads each post before others see it"))
    allows_messages = forms.Switch(_("Members may write to each other alone"))
    slow_seconds = forms.Choice(_("Between two posts of one person"), choices=SLOW, coerce=int, inline=True)
    quiet_slow_seconds = forms.Choice(_("While nobody of the team is there"), choices=SLOW, coerce=int, inline=True)
    closes_when_empty = forms.Switch(_("Closed while nobody of the team is there"))
    notes = forms.Choices(_("Notes that writers are offered"), choices=ContentNote.choices, required=False)
    subjects = forms.Choices(
        _("The room's own subject"),
        hint=_("Words about this alone raise no alert."),
        choices=families,
        required=False,
    )
    reply_hours = forms.Number(_("A first post is answered within"), suffix=_("hours"), min_value=1, max_value=168)
    is_open = forms.Switch(_("The door is open"))

    def __init__(self, *args: Any, room: Room | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if room is None or room.kind != RoomKind.LIVING_ROOM:
            del self.fields["closes_when_empty"]

    @staticmethod
    def first(room: Room) -> dict[str, Any]:
        """As it is now."""
        return {name: getattr(room, name) for name in RULES}

    def rules(self) -> dict[str, Any]:
        """What the use cases take."""
        return {name: value for name, value in self.cleaned_data.items() if name in RULES}


class RoomForm(RulesForm):
    """A new room."""

    name = forms.Text(_("Name"), hint=_("A tree, a colour: nothing of illness."), max_length=40)
    for_whom = forms.Choice(
        _("Who is given its key"), choices=[one for one in ForWhom.choices if one[0] != ForWhom.EVERYBODY]
    )
    field_order = ("name", "for_whom")


class NoticeForm(forms.Form):
    """A line for the noticeboard."""

    words = forms.Text(_("What it says"), missing=_("Write a few words first."), max_length=300)


class ReaderForm(Choosing):
    """One more reader."""

    person = forms.Choice(_("Who"), shown_as="select", missing=_("Choose somebody of the team."))
    why = forms.Text(_("Why"), hint=_("Members read this."), missing=_("Say in a few words why."), max_length=120)


class ApartForm(Choosing):
    """A room to keep apart from this one."""

    other = forms.Choice(_("Which room"), shown_as="select", missing=_("Choose a room."))

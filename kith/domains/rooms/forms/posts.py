"""What one writes in a room: a topic, a reply, another wording; and what one looks for."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kith.domains.rooms.authoring import LONGEST_BODY, LONGEST_TITLE
from kith.domains.rooms.models import ContentNote
from kith.domains.rooms.queries.search import LONGEST_SEARCH
from kith.ui import forms

if TYPE_CHECKING:
    from kith.domains.rooms.models import Draft, Room

_CHOICES = ("ask", "mask", "wait")


class ReplyForm(forms.Form):
    """A reply. `sent_key` is new for each empty form, so that one form is one post."""

    says_optional = False
    body = forms.LongText(
        _("Your words"), rows=6, max_length=LONGEST_BODY, missing=_("Write a few words first."), autocomplete="off"
    )
    notes = forms.Choices(
        _("Is it about one of these?"),
        hint=_("Then it stays closed until somebody chooses to open it."),
        required=False,
        small=True,
    )
    quoted = forms.Hidden(required=False)
    sent_key = forms.Hidden(required=False)

    def __init__(self, room: Room, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = room.notes or ContentNote.values
        self.fields["notes"].choices = [one for one in ContentNote.choices if one[0] in offered]  # type: ignore[attr-defined]
        if not self.is_bound and not self.initial.get("sent_key"):
            self.initial["sent_key"] = uuid.uuid4()

    @staticmethod
    def first(draft: Draft | None) -> dict[str, Any]:
        """What was begun here before."""
        if draft is None:
            return {}
        kept = {"title": draft.title or "", "body": draft.body or "", "notes": draft.notes}
        return {**kept, "quoted": draft.quoted_id or ""}

    def said(self) -> dict[str, Any]:
        """What the use case takes."""
        return {
            "body": self.cleaned_data["body"],
            "notes": self.cleaned_data["notes"],
            "quoted_id": id_of(self.cleaned_data["quoted"]),
            "sent_key": id_of(self.cleaned_data["sent_key"]) or uuid.uuid4(),
        }

    def renew(self) -> None:
        """The same words in a form that was not sent yet."""
        kept = QueryDict(mutable=True)
        kept.update(self.data)
        kept["sent_key"] = str(uuid.uuid4())
        self.data = kept

    def again(self) -> list[tuple[str, str]]:
        """Every field as it was sent, for a page between this form and its sending."""
        found = []
        for bound in self:
            value = bound.value()
            found += [(bound.html_name, str(one)) for one in (value if isinstance(value, list) else [value or ""])]
        return found

    def begun(self) -> dict[str, Any]:
        """What is in it so far, right or not, to be kept as a draft."""
        known = self["notes"].value() or []
        return {
            "title": str(self.data.get("title", "")),
            "body": str(self.data.get("body", "")),
            "notes": [note for note in known if note in ContentNote.values],
            "quoted_id": id_of(str(self.data.get("quoted", ""))),
            "sent_key": id_of(str(self.data.get("sent_key", ""))),
        }


class TopicForm(ReplyForm):
    """A topic with its first words."""

    field_order = ("title", "body", "notes")
    title = forms.Text(
        _("Title"),
        hint=_("A few words that say what it is about."),
        max_length=LONGEST_TITLE,
        missing=_("Give your topic a title. A few words are enough."),
        autocomplete="off",
    )

    def said(self) -> dict[str, Any]:
        """What the use case takes: a topic answers nothing."""
        said = {**super().said(), "title": self.cleaned_data["title"]}
        said.pop("quoted_id")
        return said


class SearchForm(forms.Form):
    """Words to look for."""

    says_optional = False
    words = forms.Text(
        _("What are you looking for?"), max_length=LONGEST_SEARCH, missing=_("Write a word or two."), autocomplete="off"
    )


def id_of(text: str) -> uuid.UUID | None:
    """The id in a hidden field; None for anything else that somebody put there."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def held_choice(text: str) -> Any:
    """What the writer chose about a passage that would wait; at first nobody has asked."""
    return text if text in _CHOICES else "ask"

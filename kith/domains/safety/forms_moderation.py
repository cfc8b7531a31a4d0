"""What people fill in to report, to decide, to appeal, and to look after themselves."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from kith.domains.safety.actions.sanctions import LENGTHS
from kith.domains.safety.models import ReportReason
from kith.domains.safety.queries.found import reasons
from kith.ui.forms import Choice, Choices, Form, Hidden, LongText, Switch

LONG, SHORT = 2000, 600
REASONS = reasons()
NOTES = (
    ("food", _("food")),
    ("birth", _("birth")),
    ("loss", _("loss")),
    ("self_harm", _("self-harm")),
    ("other", _("something hard")),
)
"""The notes that readers know from the rooms."""
SOON = (("2", _("today")), ("3", _("within the hour")), ("4", _("now")))
DAYS = tuple(zip(LENGTHS, (_("1 day"), _("3 days"), _("7 days"), _("14 days")), strict=True))

_to_writer: dict[str, Any] = {"label": _("Your words to the writer"), "max_length": SHORT}
_for_team: dict[str, Any] = {
    "label": _("For the team"),
    "hint": _("The writer is not shown this."),
    "max_length": LONG,
    "required": False,
}


class DecisionForm(Form):
    """What every decision carries: how the row stood when the page was drawn."""

    version = Hidden()

    def given(self) -> dict[str, Any]:
        """The arguments for the use case."""
        return {**self.cleaned_data, "version": number(self.cleaned_data["version"])}


def number(text: str) -> int:
    """A version from a form; what is no number fits no row."""
    return int(text) if text.isdecimal() and len(text) < 9 else -1


class ReplyForm(DecisionForm):
    """A word to the writer alone."""

    words = LongText(_("Your words"), hint=_("They alone see it. It comes from you by name."), max_length=SHORT)


class NoteForm(DecisionForm):
    """Content notes."""

    notes = Choices(_("What is it about?"), choices=NOTES)
    words = LongText(**_to_writer, required=False)


class HoldForm(DecisionForm):
    """Why it waits for a moderator."""

    why = Choice(_("Why?"), hint=_("Its writer is told this."), choices=REASONS)
    for_team = LongText(**_for_team)


class ReleaseForm(DecisionForm):
    """Showing what waited, or what was hidden."""

    words = LongText(**_to_writer, required=False)


class HideForm(DecisionForm):
    """Why it is hidden."""

    why = Choice(_("Why?"), hint=_("Its writer is told this, and gets their words back."), choices=REASONS)
    words = LongText(**_to_writer, hint=_("Say what would be fine. Nobody is in trouble."), required=False)
    for_team = LongText(**_for_team)


class MoveForm(DecisionForm):
    """Where it fits better."""

    place_id = Choice(_("Where to?"))
    words = LongText(**_to_writer, required=False)

    def offer(self, places: Sequence[tuple[uuid.UUID, str]]) -> None:
        """The places it can go to."""
        cast("Choice", self.fields["place_id"]).choices = [(str(key), words) for key, words in places]

    def given(self) -> dict[str, Any]:
        known = super().given()
        return {**known, "place_id": uuid.UUID(known["place_id"])}


class BreakForm(DecisionForm):
    """A break from writing."""

    days = Choice(_("How long?"), choices=DAYS, initial="1")
    why = Choice(_("Why?"), hint=_("Its writer is told this."), choices=REASONS)
    words = LongText(**_to_writer, hint=_("Say why, and that they are welcome. They still read and get help."))
    for_team = LongText(**_for_team)


class EscalateForm(DecisionForm):
    """Bringing it to the duty clinician."""

    tier = Choice(_("How soon?"), choices=SOON, initial="3", coerce=int)
    for_team = LongText(
        _("What worries you?"), hint=_("The clinician reads this. The writer does not."), max_length=LONG
    )


FORMS: Mapping[str, type[DecisionForm]] = {
    "reply": ReplyForm,
    "note": NoteForm,
    "hold": HoldForm,
    "release": ReleaseForm,
    "hide": HideForm,
    "restore": ReleaseForm,
    "move": MoveForm,
    "break": BreakForm,
    "escalate": EscalateForm,
}


class SecondLookForm(Form):
    """What somebody else thinks of it."""

    agrees = Choice(
        _("What do you think?"),
        choices=(("yes", _("I would have done the same")), ("no", _("I would put it back"))),
    )
    words = LongText(_("If you put it back: your words to the writer"), max_length=SHORT, required=False)


class AnswerForm(Form):
    """The answer to an appeal."""

    changes = Choice(
        _("What now?"), choices=(("yes", _("They are right. Put it back.")), ("no", _("It stays as it is.")))
    )
    words = LongText(_("Your words to the writer"), hint=_("Say what you saw, and why."), max_length=SHORT)


class LiftForm(Form):
    """Ending a break before its time."""

    words = LongText(**_to_writer, required=False)


class AppealForm(Form):
    """Asking somebody else to look again."""

    words = LongText(_("What would you like them to know?"), hint=_("A few words are enough."), max_length=LONG)


class ReportForm(Form):
    """Words with a report, and whom of the team it is about."""

    reason = Choice(_("What is it?"), choices=ReportReason.choices)
    words = LongText(_("Anything you want to say about it"), max_length=SHORT, required=False)
    about = Choice(
        _("Who of the team is it about?"),
        hint=_("They will not see it."),
        choices=(),
        required=False,
        shown_as="select",
        empty=_("I do not know, or would rather not say"),
    )

    def __init__(self, *args: Any, people: Sequence[tuple[uuid.UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("Choice", self.fields["about"]).choices = [(str(key), name) for key, name in people]


class AftercareForm(Form):
    """A note for oneself."""

    words = LongText(_("A note for your supervision"), hint=_("Only you can read it."), max_length=LONG, required=False)
    wants_a_talk = Switch(_("I would like to talk to somebody today"))

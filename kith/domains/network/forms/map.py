"""What may be said of someone or something on the map, and of the map itself."""

from collections.abc import Mapping
from typing import Any, Self

from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from kith.domains.network.actions import LONGEST_NAME, LONGEST_NOTE, LONGEST_WORDS, Said
from kith.domains.network.models import Circle, Contact, Kind, Question, Reflection, Tie
from kith.domains.network.queries import Names
from kith.ui.forms import Choice, Form, LongText, Number, Switch, Text


class AddTie(Form):
    """The short form: a name, what it is, how much it matters."""

    name = Text(
        _("Who or what?"),
        hint=_("A nickname or initials are fine."),
        missing=_("Write a name, a nickname or initials."),
        max_length=LONGEST_NAME,
        autocomplete="off",
    )
    kind = Choice(_("What kind?"), choices=Kind.choices, error_messages={"required": _("Choose what kind it is.")})
    circle = Choice(
        _("How much do they matter to you?"),
        choices=Circle.choices,
        error_messages={"required": _("Choose a circle. You can move it later.")},
    )
    contact = Choice(
        _("How often are you in touch, or there?"), choices=Contact.choices, required=False, shown_as="select"
    )
    is_private = Switch(_("Keep this off the screen and off print"), hint=_("Only you can open it again."))
    is_hard = Switch(_("This can be hard for me"), hint=_("We keep it private too."))


class ChangeTie(AddTie):
    """The same, with a note, for something that is on the map already."""

    words = LongText(_("A note for yourself"), rows=3, required=False, max_length=LONGEST_NOTE)

    @classmethod
    def of(cls, tie: Tie) -> Self:
        """The form as the map has it now."""
        names = ("name", "kind", "circle", "contact", "is_private", "is_hard")
        now: dict[str, Any] = {name: getattr(tie, name) for name in names}
        return cls(initial=now | {"words": tie.note or ""})

    def said(self) -> Said:
        """What was typed, for the use case."""
        said: Said = self.cleaned_data  # type: ignore[assignment]
        return said


class Reflect(Form):
    """Some of the five questions, each with its own "keep this private"."""

    says_optional = False
    is_outdated = False

    def __init__(
        self,
        data: Any = None,
        *,
        questions: list[str],
        kept: Mapping[str, Reflection],
        kept_to_themselves: set[str],
        version: int,
    ) -> None:
        super().__init__(data)
        self.questions = [question for question in questions if question not in kept_to_themselves]
        self.hidden = [Question(question).label for question in questions if question in kept_to_themselves]
        for question in self.questions:
            row = kept.get(question)
            self.fields[question] = LongText(
                Question(question).label,
                rows=3,
                required=False,
                max_length=LONGEST_WORDS,
                initial=row.words if row else "",
                size="m",
            )
            self.fields[f"{question}_private"] = Switch(
                _("Keep this private"), initial=row.is_private if row else question == Question.HARD, small=True
            )
        self.fields["version"] = Number(required=False, initial=version, widget=HiddenInput)

    @property
    def answers(self) -> dict[str, str]:
        return {question: self.cleaned_data[question] for question in self.questions}

    @property
    def private(self) -> dict[str, bool]:
        return {question: self.cleaned_data[f"{question}_private"] for question in self.questions}


class OnPaper(Form):
    """Other people did not choose to be on the paper."""

    names = Choice(_("How do you want to name other people?"), choices=Names.choices)

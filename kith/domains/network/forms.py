"""What may be said of someone or something on the map."""

from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from kith.domains.network.actions import LONGEST_NAME, LONGEST_NOTE, Said
from kith.domains.network.models import Circle, Contact, Kind, Tie
from kith.ui.forms import Choice, Form, LongText, Switch, Text


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

"""The forms of the plan. Only the words are needed; everything else may be left."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kith.domains.network.queries import Names
from kith.domains.people.queries import vocabulary
from kith.domains.plans.models import Company, StepState, Support
from kith.ui.forms import Choice, Choices, Date, Form, LongText, Number, Text

NOT_SAID = [("", _("I would rather not say"))]


class StepForm(Form):
    """A step: what, when for the first time, and with whom."""

    words = Text(_("What would you like to try?"), max_length=200, help_text=_("A small step is a good step."))
    first_on = Date(_("First day"), required=False, help_text=_("You can change it at any time."))
    company = Choice(_("On your own, or with someone?"), choices=Company.choices, required=False)
    with_whom = Text(
        _("With whom?"), max_length=80, required=False, help_text=_("A first name or a nickname is enough.")
    )
    support = Choices(_("What would make the first time easier?"), choices=Support.choices, required=False)
    confidence = Number(
        _("How sure do you feel that you can do this?"),
        min_value=0,
        max_value=10,
        required=False,
        help_text=_("0 means not at all, 10 means very sure."),
    )


class GoalForm(Form):
    """A hope."""

    words = LongText(_("What do you hope for?"), rows=3, max_length=500, help_text=_("In your own words."))
    area = Choice(_("What is it about?"), choices=(), required=False, shown_as="select", empty=_("Leave this open"))
    own_area = Text(_("Your own word for it"), max_length=60, required=False)
    importance = Number(
        _("How much does it matter to you?"),
        min_value=1,
        max_value=10,
        required=False,
        help_text=_("1 means a little, 10 means very much."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = vocabulary.Area.choices  # type: ignore[attr-defined]


class HowItWent(Form):
    """How it stands with a step."""

    state = Choice(_("How is it going?"), choices=StepState.choices)
    words = LongText(_("Anything you want to remember?"), rows=3, max_length=1000, required=False)
    in_the_way = Choices(
        _("Did anything get in the way?"),
        choices=(),
        required=False,
        help_text=_("Only if you want to say. It helps us to suggest things that fit."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["in_the_way"].choices = IN_THE_WAY  # type: ignore[attr-defined]


class SplitForm(Form):
    """One step made into two smaller ones."""

    first = Text(_("First"), max_length=200)
    then = Text(_("And then"), max_length=200)


class SuggestForm(Form):
    """A step that a worker suggests."""

    words = Text(_("What would you suggest?"), max_length=200)


class OnPaper(Form):
    """The map on the plan's paper: other people did not choose to be on it."""

    names = Choice(_("How do you want to name other people?"), choices=Names.choices)


# What can get in the way (R001-6), each with something that may help.
IN_THE_WAY = [
    ("cost", _("What it costs")),
    ("travel", _("Getting there")),
    ("worry", _("Feeling worried or shy")),
    ("access", _("Getting in, or the noise and light")),
    ("unfair", _("Not being treated fairly")),
    ("digital", _("Needing a phone or computer")),
    ("care", _("Caring for somebody")),
    ("language", _("Language")),
    ("times", _("The day or the time")),
    ("health", _("How I felt that day")),
]

REMEDIES = {
    "cost": _("We can look for something free, or ask if there is help with the cost."),
    "travel": _("We can look nearer home, or online. Somebody may travel with you."),
    "worry": _("You can look first without joining in. Somebody can meet you at the door."),
    "access": _("We can ask the place about access and quiet times before you go."),
    "unfair": _("That was not right. You can tell us, and we can look for a kinder place."),
    "digital": _("We can look for something you can join by phone or in person."),
    "care": _("We can look for something at another time, or where family can come."),
    "language": _("We can ask about other languages or an interpreter."),
    "times": _("We can look for another day or time."),
    "health": _("Bodies and minds have off days. The step can wait, or be smaller."),
}

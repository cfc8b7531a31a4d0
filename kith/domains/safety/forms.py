"""What staff fill in about help numbers, hours and the rota."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.domains.safety.models import CrisisContact, Kind, Nation, Task
from kith.domains.safety.models.hours import Weekday
from kith.ui.forms import Choice, Date, Form, Number, Switch, Text
from kith.ui.forms.times import Time

_SAID = ("name", "words", "phone", "sms", "sms_words", "hours", "source", "name_cy", "words_cy", "hours_cy")


class NumberForm(Form):
    """A help number, its words, and who answers for it."""

    owner = Text(gettext_lazy("Who answers for this number"), hint=gettext_lazy("A name or a post."), max_length=80)
    name = Text(gettext_lazy("Name of the service"), max_length=60)
    words = Text(
        gettext_lazy("What to do, in one sentence"),
        hint=gettext_lazy("Say the number in it. 20 words at most."),
        max_length=160,
    )
    phone = Text(gettext_lazy("Number to call"), required=False, max_length=20, inputmode="tel", width=20)
    sms = Text(gettext_lazy("Number to text"), required=False, max_length=20, inputmode="tel", width=20)
    sms_words = Text(gettext_lazy("Word to text"), required=False, max_length=20, width=10)
    hours = Text(gettext_lazy("When it is open"), max_length=80)
    source = Text(gettext_lazy("Where this is published"), hint=gettext_lazy("A web address."), max_length=200)
    name_cy = Text(gettext_lazy("Name in Welsh"), required=False, max_length=60)
    words_cy = Text(gettext_lazy("What to do, in Welsh"), required=False, max_length=200)
    hours_cy = Text(gettext_lazy("When it is open, in Welsh"), required=False, max_length=80)
    welsh_reviewed_by = Text(
        gettext_lazy("Who checked the Welsh"),
        required=False,
        hint=gettext_lazy("Without a name here, people see the English words."),
        max_length=80,
    )
    is_tried = Switch(
        gettext_lazy("I called or texted this number today and it is right"),
        required=True,
        error_messages={"required": gettext_lazy("Try the number first, then tick this box.")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if len(given.get("words", "").split()) > 20:
            self.add_error("words", _("Please use 20 words at most. People read this in a hurry."))
        return given

    @property
    def said(self) -> dict[str, str]:
        """The part that pages show."""
        return {name: self.cleaned_data[name] for name in _SAID}

    @staticmethod
    def first(contact: CrisisContact) -> dict[str, str]:
        """What stands there now; who answered for it last has to say so again."""
        return {name: getattr(contact, name) for name in (*_SAID, "welsh_reviewed_by")}


class NewNumberForm(NumberForm):
    """A number for one nation."""

    nation = Choice(gettext_lazy("Nation"), choices=Nation.choices)
    kind = Choice(gettext_lazy("What it is for"), choices=Kind.choices)
    code = Text(gettext_lazy("Short name"), hint=gettext_lazy("Small letters, no spaces."), max_length=24, width=10)
    position = Number(gettext_lazy("Place among its kind"), min_value=0, max_value=50, initial=5)
    field_order = ("nation", "kind", "code", "position")


class CalendarForm(Form):
    """How a team's days are."""

    nation = Choice(gettext_lazy("Whose bank holidays does this team keep?"), choices=Nation.choices)
    works_on_bank_holidays = Switch(gettext_lazy("This team works on bank holidays"))
    has_rota = Switch(
        gettext_lazy("This team keeps a rota"),
        hint=gettext_lazy("Then we promise answers only for times when somebody is on it."),
    )


class HoursForm(Form):
    """Hours of one weekday."""

    weekday = Choice(gettext_lazy("Day"), choices=Weekday.choices, coerce=int, shown_as="select")
    opens = Time(gettext_lazy("From"))
    closes = Time(gettext_lazy("Until"), hint=gettext_lazy("A time before the first one means the next morning."))
    from_on = Date(gettext_lazy("First day"), required=False)
    until_on = Date(gettext_lazy("Last day"), required=False)


class DayForm(Form):
    """One day that is not as usual."""

    on = Date(gettext_lazy("Which day?"))
    opens = Time(gettext_lazy("From"), required=False, hint=gettext_lazy("Leave both empty if the team is closed."))
    closes = Time(gettext_lazy("Until"), required=False)


class TurnForm(Form):
    """A turn on the rota."""

    person = Choice(gettext_lazy("Who"), shown_as="select")
    task = Choice(gettext_lazy("What they do"), choices=Task.choices, initial=Task.DUTY.value)
    on = Date(gettext_lazy("Day"))
    begins = Time(gettext_lazy("From"))
    ends = Time(gettext_lazy("Until"), hint=gettext_lazy("A time before the first one means the next morning."))

    def __init__(self, *args: Any, people: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("Choice", self.fields["person"]).choices = [(str(key), name) for key, name in people]

    @property
    def span(self) -> tuple[dt.datetime, dt.datetime]:
        """The turn as instants, by the clock on the wall."""
        on, begins, ends = (self.cleaned_data[name] for name in ("on", "begins", "ends"))
        last = on if ends > begins else on + dt.timedelta(days=1)
        return _at(on, begins), _at(last, ends)


def _at(on: dt.date, when: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(on, when))

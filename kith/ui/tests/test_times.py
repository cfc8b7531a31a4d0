"""A time of day is read as people write it."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as some

from kith.ui.forms import Form
from kith.ui.forms.times import Time
from kith.ui.words import time_of_day


class Clock(Form):
    at = Time("At")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9", time(9)),
        ("9am", time(9)),
        ("9 a.m.", time(9)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("5.30pm", time(17, 30)),
        ("17:05", time(17, 5)),
        ("midday", time(12)),
        ("Midnight", time(0)),
    ],
)
def test_it_reads(typed, read):
    assert Time("At").clean(typed) == read


@pytest.mark.parametrize("typed", ["25", "9:75", "13pm", "0am", "nine", "", "9:5"])
def test_it_refuses(typed):
    with pytest.raises(ValidationError):
        Time("At").clean(typed)


@given(some.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_it_reads_what_it_shows(at):
    assert Time("At").clean(time_of_day(at)) == at


def test_what_was_typed_stays_in_the_box():
    form = Clock({"at": "breakfast"})
    assert not form.is_valid()
    assert 'value="breakfast"' in str(form["at"].draw())
    assert 'value="9am"' in str(Clock(initial={"at": time(9)})["at"].draw())

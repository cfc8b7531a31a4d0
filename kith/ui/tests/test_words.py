"""Days and times are said as people say them, in both languages."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.utils.translation import override

from kith.ui.words import day, day_time, long_day, month_number, time_of_day

pytestmark = pytest.mark.usefixtures("_in_2026")


@pytest.fixture
def _in_2026():
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False):
        yield


@pytest.mark.parametrize(
    ("language", "said"),
    [("en-gb", "Wednesday 3 June, 2pm"), ("en", "Wednesday 3 June, 2pm"), ("cy", "dydd Mercher 3 Mehefin, 2pm")],
)
def test_a_day_and_a_time(language, said):
    with override(language):
        assert day_time(datetime(2026, 6, 3, 13, tzinfo=UTC)) == said, "London is an hour ahead in summer"


def test_a_winter_time_is_the_clock_on_the_wall():
    assert day_time(datetime(2026, 12, 1, 14, 30, tzinfo=UTC)) == "Tuesday 1 December, 2:30pm"


def test_just_after_midnight_in_summer_is_the_next_day():
    assert day_time(datetime(2026, 6, 2, 23, 30, tzinfo=UTC)) == "Wednesday 3 June, 12:30am"


def test_another_year_is_said():
    assert day(date(2027, 1, 4)) == "Monday 4 January 2027"
    assert day(date(2026, 1, 5)) == "Monday 5 January"
    assert long_day(date(2026, 6, 3)) == "3 June 2026"


def test_the_year_turns_in_london_not_elsewhere():
    with time_machine.travel(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), tick=False):
        assert day(date(2026, 7, 1)) == "Wednesday 1 July"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(0, 0), "midnight"),
        (time(12, 0), "midday"),
        (time(0, 5), "12:05am"),
        (time(12, 5), "12:05pm"),
        (time(9, 0), "9am"),
        (time(21, 45), "9:45pm"),
    ],
)
def test_nobody_counts_to_24(at, said):
    assert time_of_day(at) == said


@pytest.mark.parametrize(
    ("word", "number"),
    [("6", 6), ("06", 6), ("June", 6), ("jun", 6), ("Mehefin", 6), (" mawrth ", 3), ("mai", 5), ("may", 5)],
)
def test_months_as_people_write_them(word, number):
    assert month_number(word) == number


@pytest.mark.parametrize("word", ["", "0", "13", "ju", "x", "júne", "²"])
def test_what_is_no_month(word):
    assert month_number(word) is None

"""Opening hours in columns and in sentences."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.domains.directory.imports.hours import of_sentence, of_weekday

pytestmark = pytest.mark.req("X-7")


def read(sentence: str) -> list[tuple[int | None, str]]:
    return [
        (o.weekday, f"{o.opens_at:%H%M}-{o.closes_at:%H%M}" if o.opens_at and o.closes_at else "")
        for o in of_sentence(sentence)
    ]


def test_a_split_day_is_two_stretches():
    openings, problems = of_weekday(2, "10:00-13:00,14:00-17:00")
    assert [(o.weekday, o.opens_at, o.closes_at) for o in openings] == [
        (2, dt.time(10), dt.time(13)),
        (2, dt.time(14), dt.time(17)),
    ]
    assert problems == []


@pytest.mark.parametrize("cell", ["07:00-02:00", "10:00-00:00"])
def test_hours_past_midnight_end_on_the_next_day_and_are_reported(cell):
    openings, problems = of_weekday(5, cell)
    assert [o.is_after_midnight for o in openings] == [True]
    assert problems == ["hours_past_midnight"]


def test_an_hour_that_cannot_be_meant_leaves_the_day_and_drops_the_time():
    openings, problems = of_weekday(3, "1:00-18:00")
    assert [(o.weekday, o.opens_at) for o in openings] == [(3, None)]
    assert problems == ["hours_too_early"]


@pytest.mark.parametrize("cell", ["00:00", "closed", "25:00-26:00", "10:00-11:75"])
def test_what_is_no_pair_of_times_is_dropped_and_reported(cell):
    assert of_weekday(1, cell) == ([], ["hours_not_readable"])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Mon-Wed, 9am-9pm. Sat, varies", [(1, "0900-2100"), (2, "0900-2100"), (3, "0900-2100"), (6, "")]),
        ("Thursday closed\nFriday 10am - 5pm", [(5, "1000-1700")]),
        ("Tuesdays and Wednesdays 9.30am - 3.30pm", [(2, "0930-1530"), (3, "0930-1530")]),
        ("Mon, 9am-1pm. Mon, 1.30pm-4:30pm", [(1, "0900-1300"), (1, "1330-1630")]),
        ("Drop - in Tuesday 12.30 - 4.30pm.", [(2, "1230-1630")]),
        ("9am - 6pm Mon, 9am - 2pm Fridays", [(1, "0900-1800"), (5, "0900-1400")]),
        ("Mon 10am-5pmSun, 12pm-5pm", [(1, "1000-1700"), (7, "1200-1700")]),
        ("Fri, 12noon-9pm", [(5, "1200-2100")]),
        ("Mondays", [(1, "")]),
        ("Every day except Fri, 2pm", []),
        ("Enquiries during normal office hours.", []),
    ],
)
def test_sentences_are_read_as_people_write_them(sentence, expected):
    assert read(sentence) == expected


def test_a_rule_of_the_month_stays_with_its_day():
    (opening,) = of_sentence("First and third Saturdays of the month, 10am - 4pm")
    assert (opening.weekday, opening.opens_at) == (6, dt.time(10))
    assert "First and third" in opening.rule


@given(st.text(alphabet="monday tuefri0123456789:.-ap,;\n", max_size=80))
def test_no_sentence_breaks_the_reading_and_every_day_is_a_day(sentence):
    assert all(1 <= (o.weekday or 0) <= 7 for o in of_sentence(sentence))

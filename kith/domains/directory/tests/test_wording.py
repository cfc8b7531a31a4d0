"""From what somebody typed to what is looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.domains.directory import cells
from kith.domains.directory.geo import distance_km
from kith.domains.directory.wording import corrected, nearest, understand


def said(text: str) -> list[str]:
    return [meant.said for meant in understand(text).meant]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("I am looking for someone to talk to", ["someone to talk to"]),
        ("walking group near me", ["walking"]),
        ("can't pay my bills", ["can't pay", "bills"]),
        ("CAN\u2019T SLEEP", ["can't sleep"]),
        ("help", ["help"]),
        ("", []),
    ],
)
def test_phrases_come_before_words_and_empty_words_fall_away(text, meant):
    assert said(text) == meant


def test_words_that_are_filters_set_them():
    understood = understand("free yoga on tuesday or saturday evening")
    assert [meant.said for meant in understood.meant] == ["yoga"]
    assert understood.filters == {"is_free": True, "days": [2, 6], "parts": ["evening"]}


def test_each_thing_meant_is_looked_for_under_its_other_names():
    (wide,) = understand("sad").wide
    assert wide.startswith("sad or ")
    assert '"mental health"' in wide


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("chior", "choir"), ("gardning", "gardening"), ("cat", "cat"), ("xyzzy", "xyzzy"), ("glim", "glum")],
)
def test_the_word_that_takes_the_fewest_slips_is_meant(typed, meant):
    assert corrected(typed, {"glum": 1, "cat": 2}) == meant


def test_among_equals_the_commoner_word_is_meant():
    assert nearest("cofe", {"core": 2, "cafe": 9}) == "cafe"


@given(st.text(max_size=200))
def test_nothing_typed_breaks_the_understanding(text):
    assert all(meant.said for meant in understand(text).meant)


@given(
    st.floats(49.5, 60.5),
    st.floats(-8, 2),
    st.floats(-0.4, 0.4),
    st.floats(-0.6, 0.6),
    st.sampled_from([1.0, 8, 16, 40, 65]),
)
def test_whatever_lies_within_the_circle_lies_in_one_of_its_cells(lat, lon, north, east, km):
    if distance_km(lat, lon, lat + north, lon + east) <= km:
        wanted = set(cells.around(lat, lon, km).split(" | "))
        assert wanted & set(cells.words_of(lat + north, lon + east, is_far=False).split())

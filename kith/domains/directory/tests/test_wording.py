"""From what somebody typed to what is looked for."""

import importlib
import math

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kith.domains.directory import cells
from kith.domains.directory.geo import distance_km
from kith.domains.directory.models import Listing
from kith.domains.directory.tests.factories import make_listing
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
    st.floats(49.5, 60.9),
    st.floats(-8, 2),
    st.floats(0, 360),
    st.one_of(st.floats(0, 1), st.floats(0.98, 1)),
    st.sampled_from([1.0, 8, 16, 25, 45, 50, 100, 180]),
)
def test_whatever_lies_within_the_circle_lies_in_one_of_its_cells(lat, lon, towards, part, km):
    north = km * part / 111.2 * math.cos(math.radians(towards))
    east = km * part / 111.2 * math.sin(math.radians(towards)) / math.cos(math.radians(lat))
    if distance_km(lat, lon, lat + north, lon + east) <= km:
        wanted = set(cells.around(lat, lon, km).split(" | "))
        assert wanted & set(cells.words_of(lat + north, lon + east, is_far=False).split())


@pytest.mark.parametrize(("km", "most"), [(10, 11), (16, 19), (40, 26), (100, 19), (180, 41)])
def test_a_circle_asks_for_few_cells_and_never_for_its_corners(km, most):
    asked = cells.around(54.0, -2.5, km).split(" | ")
    assert cells.FAR in asked
    assert 4 < len(asked) <= most
    assert cells.around(54.0, -2.5, 181) == ""


@pytest.mark.django_db
def test_listings_of_before_are_put_into_the_same_cells():
    again = importlib.import_module("kith.domains.directory.migrations.0002_cells_of_three_sizes").AGAIN
    places = [(54.0113, -2.5192), (51.5, 0.1), (50.0999999, -5.7), (60.3, -1.2)]
    made = [make_listing(at=place) for place in places]
    afar = make_listing(at=places[0])
    Listing.objects.filter(pk=afar.pk).update(reaches_far=True)
    nowhere = make_listing(at=None)
    Listing.objects.update(cells="cf1x1 cc2x2")
    with connection.cursor() as cursor:
        cursor.execute(again)
    for listing, (lat, lon) in zip(made, places, strict=True):
        listing.refresh_from_db()
        assert listing.cells == cells.words_of(lat, lon, is_far=listing.reaches_far)
    afar.refresh_from_db()
    nowhere.refresh_from_db()
    assert afar.cells == cells.words_of(*places[0], is_far=True)
    assert nowhere.cells == "cf1x1 cc2x2"  # it lies in no cell, and the next import writes it anew

"""The search of /things-to-do: words, filters that keep what is not known, place, order, pages and counts."""

import datetime as dt
import importlib
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.domains.directory.geo import Place, Precision
from kith.domains.directory.imports.storing import refresh_search_words
from kith.domains.directory.models import Listing
from kith.domains.directory.queries import Results, Search, search
from kith.domains.directory.tests.factories import MARLBECK, make_listing
from kith.kernel.access import ANYONE

pytestmark = pytest.mark.django_db
HERE = Place("ZZ11 1AE", *MARLBECK, Precision.EXACT, "ZZ11 1AE")
FAR_AWAY = (51.5, -0.12)


def names(words: str = "", **given) -> list[str]:
    return [hit.name for hit in found(words, **given).hits]


def found(words: str = "", *, here: Place | None = None, **given) -> Results:
    return search(ANYONE, Search(words=words, **given), here=here)


def test_all_the_words_must_be_there_where_enough_has_them():
    for day in ("Monday", "Tuesday", "Friday"):
        make_listing(f"{day} Chapel Choir")
    make_listing("Chess", description="In the chapel", facts={"topics": [], "kinds": []})
    results = found("chapel choir")
    assert (results.total, results.is_loose) == (3, False)


def test_the_name_counts_before_the_description():
    make_listing("Tea and talk", description="Sometimes a choir comes by")
    make_listing("Chapel Choir")
    assert names("choir") == ["Chapel Choir", "Tea and talk"]


@pytest.mark.req("X-13")
@pytest.mark.parametrize(
    ("said", "name", "description"),
    [
        ("sad", "Peer Hour", "For people with low mood"),
        ("can't pay my bills", "Money Desk", "Debt and benefits"),
        ("somebody died", "Breakfast", "A bereavement group"),
        ("footie", "Slow football", "At walking pace"),
        ("lonely", "The Window Table", "Company and a coffee morning"),
    ],
)
def test_plain_words_find_what_is_listed_under_others(said, name, description):
    make_listing(name, description=description)
    make_listing("Brass polishing", description="Every second year")
    assert names(said) == [name]


@pytest.mark.req("X-13")
@pytest.mark.parametrize(
    ("typed", "meant"), [("chior", "choir"), ("yogga", "yoga"), ("pottary", "pottery"), ("chappel", "chapel")]
)
def test_a_slip_of_the_finger_is_mended_and_said(typed, meant):
    make_listing("Chapel Choir, yoga and pottery")
    refresh_search_words()
    results = found(typed)
    assert results.total == 1
    assert results.corrected == {typed: meant}


def test_a_word_that_stands_in_a_listing_is_never_mended():
    make_listing("Chapel Choir")
    make_listing("Chair", facts={"topics": [], "kinds": []})
    refresh_search_words()
    assert found("chair chapel").corrected == {}


def test_when_no_thing_has_all_the_words_those_with_some_are_offered_and_said():
    make_listing("Chapel Choir")
    make_listing("Juggling")
    results = found("choir juggling")
    assert {hit.name for hit in results.hits} == {"Chapel Choir", "Juggling"}
    assert results.is_loose


def test_words_may_be_filters():
    make_listing("Dear yoga", facts={"is_free": False})
    make_listing("Free yoga", facts={"is_free": True})
    make_listing("Some yoga")
    results = found("free yoga")
    assert [hit.name for hit in results.hits] == ["Free yoga", "Some yoga"]
    assert results.search.is_free


@pytest.mark.req("R004-25", "R001-12")
@pytest.mark.parametrize(
    ("asked", "fits", "otherwise"),
    [
        ({"is_free": True}, {"is_free": True}, {"is_free": False}),
        ({"max_price": Decimal(4)}, {"price": 3.5}, {"price": 9}),
        ({"max_price": Decimal(4)}, {"is_free": True}, {"price": 9}),
        ({"access": ("step_free",)}, {"step_free": True}, {"step_free": False}),
        ({"formats": ("online",)}, {"formats": ["online"]}, {"formats": ["in_person"]}),
        ({"open_to_everyone": True}, {"open_to_everyone": True}, {"open_to_everyone": False}),
        ({"days": (2,)}, {"opening": "Tue 6pm-8pm"}, {"opening": "Wed 6pm-8pm"}),
        ({"parts": ("evening",)}, {"opening": "Tue 6pm-8pm"}, {"opening": "Tue 9am-11am"}),
        ({"age": 40}, {"minimum_age": 18}, {"minimum_age": 50}),
        ({"age": 40}, {"minimum_age": 18, "maximum_age": 90}, {"maximum_age": 17}),
        ({"sector": "community"}, {"sector": "community"}, {"sector": "clinical"}),
    ],
)
def test_a_filter_drops_what_is_otherwise_and_keeps_what_is_not_known_after_what_is(asked, fits, otherwise):
    make_listing("Not known")
    make_listing("Otherwise", facts=otherwise)
    make_listing("Fits", facts=fits)
    results = found(**asked)
    assert [hit.name for hit in results.hits] == ["Fits", "Not known"]
    assert [hit.not_known for hit in results.hits] == [0, 1]


def test_a_kind_is_asked_for_by_its_code():
    make_listing("Choir", facts={"kinds": ["music", "friendship"]})
    make_listing("Chess", facts={"kinds": ["friendship"]})
    assert names(kinds=("music",)) == ["Choir"]


def test_near_comes_before_far_and_distance_is_said():
    make_listing("Far choir", at=(54.2, -2.5))
    make_listing("Near choir", at=(54.02, -2.52))
    results = found("choir", here=HERE)
    assert [hit.name for hit in results.hits] == ["Near choir", "Far choir"]
    assert results.hits[0].km == pytest.approx(1.0, abs=0.1)


@pytest.mark.req("X-12")
def test_within_a_radius_online_national_and_served_areas_are_found_as_well():
    make_listing("Near choir")
    make_listing("Far choir", at=FAR_AWAY)
    make_listing("Online choir", at=None, facts={"formats": ["online"]})
    make_listing("National choir", at=FAR_AWAY, facts={"scope": "national", "formats": ["phone"]})
    results = found("choir", here=HERE, within_km=10)
    assert {hit.name for hit in results.hits} == {"Near choir", "Online choir", "National choir"}
    assert results.hits[0].name == "Near choir"


@pytest.mark.req("X-12")
@pytest.mark.parametrize(("reach", "is_found"), [(200.0, True), (5.0, False)])
def test_an_area_that_is_served_is_found_as_far_as_it_reaches(reach, is_found):
    visiting = make_listing("Visiting choir", at=(54.3, -2.5), facts={"scope": "area"})
    Listing.objects.filter(pk=visiting.pk).update(reach_km=reach, reaches_far=True, cells=f"{visiting.cells} cfar")
    assert (found("choir", here=HERE, within_km=10).total == 1) is is_found


@pytest.mark.req("X-12")
@pytest.mark.parametrize(("north", "is_found"), [(0.2, True), (0.4, False)])
def test_an_area_nobody_measured_reaches_as_far_as_a_town_and_its_villages(north, is_found):
    make_listing("Visiting choir", at=(MARLBECK[0] + north, MARLBECK[1]), facts={"scope": "area", "formats": ["phone"]})
    assert (found("choir", here=HERE, within_km=10).total == 1) is is_found


@pytest.mark.parametrize("km", [0.5, 3, 12, 40, 90, 300])
def test_the_grid_of_cells_finds_what_the_distance_says(km):
    for number in range(40):
        make_listing(f"Choir {number}", at=(MARLBECK[0] + (number - 20) * 0.07, MARLBECK[1] + (number % 7 - 3) * 0.11))
    everywhere = {hit.name for hit in found("choir", here=HERE, size=100).hits if hit.km is not None and hit.km <= km}
    assert {hit.name for hit in found("choir", here=HERE, within_km=km, size=100).hits} == everywhere


def test_a_postcode_nobody_knows_is_said_and_the_search_goes_on():
    make_listing("Chapel Choir")
    results = found("choir", near="QQ99 9QQ")
    assert results.is_place_unknown
    assert results.total == 1


def test_an_office_is_no_venue():
    make_listing("Choir trust", facts={"sector": "community"})
    Listing.objects.update(place_kind="office")
    make_listing("Choir", at=(54.02, -2.52))
    assert names("choir", here=HERE)[0] == "Choir"


@pytest.mark.parametrize("change", [{"has_closed": True}, {"is_withdrawn": True}])
def test_closed_and_withdrawn_are_not_found(change):
    Listing.objects.filter(pk=make_listing().pk).update(**change)
    assert found("choir").total == 0


def test_the_second_entry_of_the_same_thing_is_folded():
    first, second = make_listing("Choir"), make_listing("The Choir")
    Listing.objects.filter(pk=second.pk).update(twin_of=first)
    assert names("choir") == ["Choir"]


def test_what_has_ended_and_what_nobody_can_join_comes_last():
    make_listing("Choir fund", facts={"can_join": False})
    Listing.objects.filter(pk=make_listing("Choir that ended").pk).update(runs_until=dt.date(2014, 1, 1))
    make_listing("Autumn singing", description="A choir")
    assert names("choir") == ["Autumn singing", "Choir fund", "Choir that ended"]


def test_pages_follow_each_other_without_a_gap_or_a_repeat():
    for number in range(7):
        make_listing(f"Choir {number}")
    pages = [found("choir", page=page, size=3) for page in (1, 2, 3)]
    assert [len(page.hits) for page in pages] == [3, 3, 1]
    assert len({hit.id for page in pages for hit in page.hits}) == 7
    assert (pages[0].total, pages[0].pages) == (7, 3)


def test_counts_are_of_everything_that_was_found():
    make_listing("Choir", facts={"kinds": ["music"], "is_free": True, "formats": ["online"]})
    make_listing("Band and choir", facts={"kinds": ["music", "friendship"], "is_free": False})
    facets = found("choir", size=1).facets
    assert facets["kinds"] == {"music": 2, "friendship": 1}
    assert facets["cost"] == {"free": 1, "costs": 1, "not_known": 0}
    assert facets["format"] == {"in_person": 0, "online": 1, "phone": 0, "not_known": 1}


@pytest.mark.parametrize(
    "words", ["'; DROP TABLE directory_listing; --", "a & | ! ( )", "%s %(x)s", '"', "\x00", "🙂", "-" * 500]
)
def test_no_words_break_the_statement(words):
    make_listing("Chapel Choir")
    assert found(words).total in {0, 1}
    assert Listing.objects.count() == 1


@pytest.mark.parametrize("many", [3, 20])
def test_one_statement_however_much_is_found(many, monkeypatch):
    for number in range(many):
        make_listing(f"Choir {number}")
    module = importlib.import_module("kith.domains.directory.finding")
    asked, fetch = [], module.fetch
    monkeypatch.setattr(module, "fetch", lambda sql, values: asked.append(sql) or fetch(sql, values))
    with CaptureQueriesContext(connection) as through_the_orm:
        assert found("choir").total == many
    assert len(asked) == 1
    assert len(through_the_orm) == 0


def test_the_vale_is_found_well():
    from kith.domains.directory.tests.search.labelled import bring_in_the_vale, judge_all, mean

    bring_in_the_vale()
    judged = judge_all()
    assert len(judged) >= 60
    assert mean(judged) >= 0.8

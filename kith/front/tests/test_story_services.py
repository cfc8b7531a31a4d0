"""The things to do: twelve kinds in four towns, in the shape of Open Referral, with gaps on purpose."""

import re
from collections import Counter
from typing import Any

import pytest

from kith.front.tests.reading import sentences
from kith.front.tests.stories import TOWNS, codes, load

KINDS = {
    *("arts", "music", "nature", "movement", "food", "advice"),
    *("learning", "volunteering", "friendship", "faith", "family", "health"),
}


@pytest.fixture(scope="module")
def services() -> list[dict[str, Any]]:
    return load("services")


def test_twelve_kinds_in_four_towns_and_twenty_anywhere(services):
    cells = Counter((s["x_town"], s["x_facts"]["kinds"][0]) for s in services if s["x_town"])
    assert set(cells) == {(town, kind) for town in TOWNS for kind in KINDS}
    assert set(cells.values()) == {3, 4}
    assert sum(cells.values()) == 168
    assert len(services) == 188


def test_services_have_the_shape_of_open_referral(services):
    ids = [thing["id"] for s in services for thing in (s, *s.get("schedules", []), *s.get("cost_options", []))]
    assert len(ids) == len(set(ids))
    for s in services:
        assert s["status"] == "active"
        assert {"id", "name"} <= s["organization"].keys()
        assert "assured_date" not in s
        assert bool(s.get("service_at_locations")) != bool(s.get("service_areas"))
        for at in s.get("service_at_locations", []):
            address = at["location"]["addresses"][0]
            assert {"address_1", "city", "state_province", "postal_code", "country", "address_type"} <= address.keys()
        for row in s.get("schedules", []):
            day = r"[1-4](MO|TU|WE|TH|FR|SA|SU)" if row["freq"] == "MONTHLY" else r"(MO|TU|WE|TH|FR|SA|SU)"
            assert re.fullmatch(rf"{day}(,{day})*", row["byday"])
            assert re.fullmatch(r"\d\d:\d\d", row["opens_at"])
            assert re.fullmatch(r"\d\d:\d\d", row["closes_at"])


def test_venues_stand_where_the_gazetteer_says(services):
    points = {r["postcode"]: r for r in load("gazetteer")["postcodes"]}
    for s in services:
        for at in s.get("service_at_locations", []):
            row = points[at["location"]["addresses"][0]["postal_code"]]
            assert (at["location"]["latitude"], at["location"]["longitude"]) == (row["latitude"], row["longitude"])
            assert at["location"]["addresses"][0]["address_1"] == row["street"]


def test_facts_are_the_directorys_own_and_some_are_not_known(services):
    known = codes("directory.Claim", "fact") | {"kinds", "audiences", "is_only_for_audiences", "cautions"}
    places = [at["location"] for s in services for at in s.get("service_at_locations", [])]
    facts = [s["x_facts"] for s in services] + [place.get("x_facts", {}) for place in places]
    assert {code for row in facts for code in row} <= known
    for code in ("mental_health_aware", "who_meets_you", "noise", "toilets"):
        said = sum(code in s["x_facts"] for s in services)
        assert 60 < said < 188, code
    assert 10 < sum("hearing_loop" in place.get("x_facts", {}) for place in places) < len(places)
    assert any(False in row.values() for row in facts)
    assert {s["organization"]["x_sector"] for s in services} <= codes("directory.Listing", "sector")


def test_some_are_fresh_some_old_and_some_never_checked(services):
    ages = [s["x_checked_days_ago"] for s in services]
    assert sum(age is None for age in ages) >= 4
    assert sum(age is not None and age > 365 for age in ages) >= 5
    assert sum(age is not None and 90 < age <= 365 for age in ages) >= 30
    assert sum(age is not None and age <= 90 for age in ages) >= 100


def test_what_is_never_simply_suggested_is_there_to_be_kept_out(services):
    cautions = {code for s in services for code in s["x_facts"].get("cautions", [])}
    assert cautions == {"alcohol_led", "gambling", "weight", "slimming", "fitness_challenge"}


def test_each_is_written_by_hand(services):
    assert len({s["name"] for s in services}) == len({s["x_slug"] for s in services}) == 188
    said = Counter(one for s in services for one in sentences(s["description"]) if len(one.split()) > 6)
    assert [one for one, count in said.items() if count > 1] == []
    assert len({s["organization"]["id"] for s in services}) >= 50

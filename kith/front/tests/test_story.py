"""The people of Marlbeck Vale: right counts, unique names, nobody given away, everybody somewhere."""

import re
from collections import Counter
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

import pytest

from kith.front.tests.stories import TOWNS, codes, folk, load


@pytest.fixture(scope="module")
def people() -> dict[str, dict[str, Any]]:
    return folk()


def test_sixty_two_people_in_their_groups(people):
    assert Counter(p["group"] for p in people.values()) == {
        "member": 34,
        "supporter": 8,
        "clinician": 4,
        "link_worker": 3,
        "peer_worker": 4,
        "moderator": 2,
        "college": 2,
        "organisation": 2,
        "evaluator": 1,
        "safety_officer": 1,
        "administrator": 1,
    }
    members = [p["community"] for p in people.values() if p["group"] == "member"]
    assert Counter(members) == {"meadow": 9, "orchard": 9, "bridge": 8, "lantern": 8}


def test_one_human_has_two_sides_and_all_other_names_are_unique(people):
    sides = {key: p["other_side"] for key, p in people.items() if "other_side" in p}
    assert sides == {"leah": "amber-lattice", "amber-lattice": "leah"}
    names = Counter(p["name"] for p in people.values())
    assert {name for name, count in names.items() if count > 1} == {people["leah"]["name"]}
    assert people["leah"]["team"] != people["amber-lattice"]["team"]


def test_handles_are_two_invented_words_unlike_the_name(people):
    handles = {key: p["handle"] for key, p in people.items() if p["handle"]}
    assert set(handles) == {k for k, p in people.items() if p["sphere"] == "member" and p["has_login"]}
    assert len({handle.lower() for handle in handles.values()}) == len(handles)
    for key, handle in handles.items():
        assert len(handle.split()) == (1 if key == "heron" else 2)
        assert not re.search(r"\d", handle)
        assert not like(handle, people[key]["name"]), handle


def like(handle: str, name: str) -> bool:
    """Whether a handle gives a name away: a shared word, or a shared beginning of four letters."""
    said, real = handle.lower().split(), name.lower().split()
    return any(a == b or a[:4] == b[:4] for a in said for b in real)


def test_a_handle_that_gives_the_name_away_would_be_found():
    assert like("Amber Wren", "Amber Lee")
    assert like("Whitworm Kite", "Callum Whitworth")
    assert not like("Copper Wren", "Charlotte Beaumont")


def test_arthur_is_reached_without_telephone_or_email(people):
    arthur = people["arthur"]
    assert (arthur["age"], arthur["has_login"], arthur["handle"]) == (71, False, None)
    assert arthur["contact"]["phone"] is None
    assert arthur["contact"]["email"] is None
    assert {"person": "arthur", "worker": "priya"}.items() <= next(
        i for i in load("people")["involvements"] if i["person"] == "arthur" and i.get("worker")
    ).items()


def test_everybody_is_an_adult_with_known_codes(people):
    teams = {team["key"] for team in load("people")["teams"]}
    places = {row["postcode"] for row in load("gazetteer")["postcodes"]}
    for person in people.values():
        assert person["age"] >= 18
        assert person["postcode"] in places
        assert person["team"] in teams or person["group"] == "supporter"
        assert set(person["roles"]) <= codes("people.RoleHeld", "role")
        assert person["sphere"] in codes("people.Person", "sphere")


def test_involvements_name_people_and_say_why(people):
    teams = {team["key"] for team in load("people")["teams"]}
    rows = load("people")["involvements"]
    for row in rows:
        assert people[row["person"]]["sphere"] == "member"
        assert "worker" not in row or people[row["worker"]]["sphere"] == "staff"
        assert "team" not in row or row["team"] in teams
        assert 0 < len(row["why"]) <= 120
        assert row.get("until_days_ago", 0) < row["since_days_ago"]
        assert ("until_days_ago" in row) == ("ended_because" in row)
    members = {key for key, p in people.items() if p["group"] == "member"}
    assert members == {row["person"] for row in rows if "team" in row}
    assert not [row for row in rows if row.get("worker") == "leah" and row["person"] == "amber-lattice"]


def test_twenty_five_postcodes_a_town_in_one_small_valley():
    gazetteer = load("gazetteer")
    assert [town["key"] for town in gazetteer["towns"]] == TOWNS
    outcodes = {town["key"]: town["outcode"] for town in gazetteer["towns"]}
    rows = gazetteer["postcodes"]
    assert Counter(row["town"] for row in rows) == dict.fromkeys(TOWNS, 25)
    assert len({row["postcode"] for row in rows}) == len({(r["latitude"], r["longitude"]) for r in rows}) == 100
    assert all(re.fullmatch(rf"{outcodes[r['town']]} \d[A-Z]{{2}}", r["postcode"]) for r in rows)
    assert max(kilometres(a, b) for a in rows for b in rows) < 30
    centres = gazetteer["towns"]
    assert min(kilometres(a, b) for a, b in pairwise(centres)) > 4


def kilometres(a: dict[str, Any], b: dict[str, Any]) -> float:
    east = (a["longitude"] - b["longitude"]) * 111.2 * cos(radians(54))
    return hypot(east, (a["latitude"] - b["latitude"]) * 111.2)

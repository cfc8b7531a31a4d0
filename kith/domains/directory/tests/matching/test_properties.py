"""Whatever somebody says and whatever a listing says: no known limit is broken, nothing unknown is claimed."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.domains.directory.matching.candidate import Candidate
from kith.domains.directory.matching.ideas import ideas
from kith.domains.directory.matching.limits import State, judge
from kith.domains.directory.matching.reading import read_profile
from kith.domains.directory.tests.matching.checker import broken
from kith.domains.directory.tests.matching.fixture import AS_OF, use_invented_towns

use_invented_towns()

WORDS = st.sampled_from(["singing", "gardening", "chess", "football", "a book group", "church", "cooking for others"])
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
PARTS = ["morning", "afternoon", "evening"]
NEEDS = ["step_free", "hearing_loop", "sign_language", "childcare", "sighted_guide"]
GROUPS = ["women", "men", "carers", "parents", "older_people", "lgbt", "children", "young_people", "veterans"]
FORMATS = ["in_person", "online", "phone", "at_home"]


def some(values: list[Any], **how: Any) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=4, **how)


PROFILES = st.fixed_dictionaries(
    {"interests": st.lists(WORDS, min_size=1, max_size=3, unique=True)},
    optional={
        "for": st.sampled_from(["me", "my_child", "my_family"]),
        "age": st.integers(0, 100),
        "ages": st.lists(st.integers(0, 100), min_size=1, max_size=3),
        "postcode": st.sampled_from(["ZZ21 1AA", "ZZ22 5FF", "BT1 5GS", "nowhere"]),
        "travel": st.fixed_dictionaries(
            {}, optional={"max_km": st.floats(0.5, 40), "modes": some(["walk", "bus", "car"])}
        ),
        "money": st.fixed_dictionaries({"max_price": st.sampled_from([0, 2, 5, 20])}),
        "access_needs": some(NEEDS),
        "languages": some(["en", "cy", "ur", "bfi"]),
        "times": st.fixed_dictionaries({}, optional={"days": some(DAYS), "parts": some(PARTS)}),
        "not_for_me": st.lists(WORDS, max_size=2),
        "needs": some(["people", "mind", "fun", "faith"]),
        "barriers": some(["eating", "going_out", "sensory", "alcohol"]),
        "belongs": some([group for group in GROUPS if group not in {"children", "young_people"}]),
        "single_sex": st.sampled_from(["women", "men"]),
        "single_sex_needed": st.booleans(),
        "energy": st.sampled_from(["low", "some", "plenty"]),
        "online": st.booleans(),
        "phone": st.booleans(),
    },
)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def sets(values: list[Any]) -> st.SearchStrategy[frozenset[Any]]:
    return st.frozensets(st.sampled_from(values), min_size=1, max_size=3)


@st.composite
def listings(draw: st.DrawFn) -> Candidate:
    yes = draw(st.frozensets(st.sampled_from(NEEDS), max_size=3))
    is_placed = draw(st.booleans())
    return Candidate(
        id="x",
        name=draw(
            st.sampled_from(["Valley Choir", "Allotment", "Chess", "Football", "Book group", "Church lunch", "Bingo"])
        ),
        summary=draw(st.sampled_from(["", "Singing and gardening.", "With lunch.", "For adults.", "Children play."])),
        topics=tuple(draw(some(["singing", "gardening", "games", "football", "reading", "cooking"]))),
        kinds=tuple(draw(some(["music", "nature", "friendship", "movement", "family"]))),
        place_kind=draw(st.sampled_from(["venue", "office", "area", "nowhere"])),
        scope=draw(maybe(st.sampled_from(["place", "area", "national"]))),
        lat=draw(st.floats(53.5, 54.0)) if is_placed else None,
        lon=draw(st.floats(-2.4, -1.8)) if is_placed else None,
        reach_km=draw(maybe(st.floats(1, 30))),
        formats=draw(maybe(sets(FORMATS))),
        minimum_age=draw(maybe(st.integers(0, 60))),
        maximum_age=draw(maybe(st.integers(5, 120))),
        audiences=draw(st.frozensets(st.sampled_from(GROUPS), max_size=2)),
        only_for_audiences=draw(maybe(st.booleans())),
        open_to_everyone=draw(maybe(st.booleans())),
        languages=draw(maybe(sets(["en", "cy", "ur", "bfi"]))),
        is_free=draw(maybe(st.booleans())),
        price=draw(maybe(st.sampled_from([0.0, 1.0, 4.0, 15.0]))),
        days=draw(maybe(sets([1, 3, 6]))),
        day_parts=draw(maybe(sets([(1, "morning"), (3, "evening"), (6, "afternoon")]))),
        yes=yes,
        no=draw(st.frozensets(st.sampled_from(NEEDS), max_size=3)) - yes,
        sector=draw(maybe(st.sampled_from(["community", "clinical"]))),
        assured_on=draw(maybe(st.dates(dt.date(2025, 1, 1), dt.date(2027, 1, 1)))),
        has_closed=draw(st.booleans()),
    )


@pytest.mark.req("R004-24")
@settings(max_examples=250, deadline=None)
@given(PROFILES, listings())
def test_no_known_limit_is_ever_broken(data: dict[str, Any], listing: Candidate) -> None:
    for idea in ideas(read_profile(data), [listing], AS_OF).ideas:
        assert broken(data, listing, attends_from_home=idea.is_from_home) == []


@pytest.mark.req("R004-25")
@settings(max_examples=120, deadline=None)
@given(PROFILES, listings())
def test_whatever_is_unknown_is_said(data: dict[str, Any], listing: Candidate) -> None:
    profile = read_profile(data)
    unknown = [verdict for verdict in judge(profile, listing) if verdict.state is State.UNKNOWN]
    for idea in ideas(profile, [listing], AS_OF).ideas:
        asks = [words for words in idea.cautions if "do not know this yet" in words]
        assert bool(asks) == bool(unknown)
        assert idea.unknown_count == len({(v.limit, v.about) for v in unknown})
        if listing.is_free is None and listing.price is None:
            assert "It is free." not in idea.reasons


@settings(max_examples=80, deadline=None)
@given(PROFILES, st.lists(listings(), max_size=6))
def test_the_checker_and_the_judge_agree_on_what_breaks(data: dict[str, Any], found: list[Candidate]) -> None:
    """Both ways for the limits that need no reading of words: what the checker sees broken, the judge does too."""
    profile = read_profile(data)
    for listing in found:
        theirs = set(broken(data, listing)) & {"age", "cost", "access", "language", "day"}
        ours = {verdict.limit.value for verdict in judge(profile, listing) if verdict.state is State.BROKEN}
        assert theirs <= ours

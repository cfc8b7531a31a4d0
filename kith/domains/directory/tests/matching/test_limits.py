"""Each hard limit: kept, unknown, broken, and not asked."""

from dataclasses import replace

import pytest

from kith.domains.directory.geo import Place, Precision
from kith.domains.directory.matching.candidate import Candidate
from kith.domains.directory.matching.limits import Limit, State, Verdict, judge, km_away
from kith.domains.directory.matching.profile import Profile

HERE = Place("ZZ21 1AA", 54.0, -2.0, Precision.EXACT, "ZZ21 1AA")
NEAR = {"lat": 54.01, "lon": -2.0}
FAR = {"lat": 54.5, "lon": -2.0}


def state(limit: Limit, profile: Profile, **facts: object) -> State:
    """How one limit stands; not asked when it is not among the verdicts."""
    verdicts = judge(profile, Candidate(id="x", name="X", **facts))  # type: ignore[arg-type]
    return next((v.state for v in verdicts if v.limit is limit), State.NOT_ASKED)


@pytest.mark.req("R004-24")
@pytest.mark.parametrize(
    ("profile", "facts", "expected"),
    [
        ({"age": 40}, {}, State.UNKNOWN),
        ({"age": 40}, {"open_to_everyone": True}, State.NOT_ASKED),
        ({"age": 40}, {"minimum_age": 18}, State.KEPT),
        ({"age": 18}, {"minimum_age": 18}, State.KEPT),
        ({"age": 40}, {"minimum_age": 50}, State.BROKEN),
        ({"age": 40}, {"maximum_age": 30}, State.BROKEN),
        ({"age": 0}, {"minimum_age": 0, "maximum_age": 4}, State.KEPT),
        ({}, {"minimum_age": 16}, State.NOT_ASKED),
        ({}, {"minimum_age": 50}, State.UNKNOWN),
        ({}, {"maximum_age": 17}, State.BROKEN),
        ({"for_whom": "my_child"}, {"minimum_age": 18}, State.BROKEN),
        ({"for_whom": "my_child"}, {"maximum_age": 12}, State.UNKNOWN),
        ({"for_whom": "my_child", "age": 9}, {"minimum_age": 6, "maximum_age": 11}, State.KEPT),
        ({"for_whom": "my_child", "age": 9}, {"maximum_age": 5}, State.BROKEN),
        ({"for_whom": "my_family", "ages": (4, 35)}, {"maximum_age": 5}, State.KEPT),
        ({"for_whom": "my_family", "ages": (9, 35)}, {"maximum_age": 5}, State.BROKEN),
        ({"for_whom": "my_family", "ages": (9, 35)}, {"minimum_age": 16}, State.BROKEN),
        ({"for_whom": "my_family", "ages": (9, 35)}, {"minimum_age": 3}, State.KEPT),
    ],
)
def test_age(profile: dict, facts: dict, expected: State) -> None:
    assert state(Limit.AGE, Profile(**profile), **facts) is expected


@pytest.mark.req("R004-24")
@pytest.mark.parametrize(
    ("profile", "facts", "expected"),
    [
        ({"max_km": 5}, NEAR, State.KEPT),
        ({"max_km": 5}, FAR, State.BROKEN),
        ({"max_km": 1}, NEAR, State.BROKEN),
        ({"modes": ("walk",)}, NEAR, State.KEPT),
        ({"modes": ("walk",)}, {"lat": 54.03, "lon": -2.0}, State.BROKEN),
        ({}, FAR, State.BROKEN),
        ({"max_km": 5}, {}, State.UNKNOWN),
        ({"max_km": 5, "here": None}, NEAR, State.UNKNOWN),
        ({"max_km": 5}, {**FAR, "place_kind": "office"}, State.UNKNOWN),
        ({"max_km": 5}, {"scope": "national", "place_kind": "nowhere"}, State.NOT_ASKED),
        ({"max_km": 5}, {**FAR, "formats": frozenset({"online"})}, State.NOT_ASKED),
        ({"max_km": 5}, {**FAR, "formats": frozenset({"online", "in_person"})}, State.NOT_ASKED),
        ({"max_km": 5, "online": False}, {**FAR, "formats": frozenset({"online", "in_person"})}, State.BROKEN),
        ({"max_km": 5}, {**FAR, "scope": "area", "place_kind": "area", "reach_km": 60.0}, State.KEPT),
        ({"max_km": 5}, {**FAR, "scope": "area", "place_kind": "area", "reach_km": 20.0}, State.BROKEN),
        ({"max_km": 5}, {**FAR, "scope": "area", "place_kind": "area"}, State.UNKNOWN),
    ],
)
def test_distance(profile: dict, facts: dict, expected: State) -> None:
    assert state(Limit.DISTANCE, Profile(**{"here": HERE, **profile}), **facts) is expected


@pytest.mark.req("X-12")
def test_an_office_has_no_distance() -> None:
    office = Candidate(id="x", name="X", place_kind="office", **NEAR)  # type: ignore[arg-type]
    assert km_away(Profile(here=HERE), office) is None
    assert km_away(Profile(here=HERE), replace(office, place_kind="venue")) == pytest.approx(1.11, abs=0.01)


@pytest.mark.req("R004-24")
@pytest.mark.parametrize(
    ("most", "facts", "expected"),
    [
        (None, {"price": 50.0}, State.NOT_ASKED),
        (0, {"is_free": True}, State.KEPT),
        (0, {"price": 0.0}, State.KEPT),
        (0, {"is_free": False}, State.BROKEN),
        (0, {"price": 0.5}, State.BROKEN),
        (0, {}, State.UNKNOWN),
        (5, {"price": 5.0}, State.KEPT),
        (5, {"price": 5.01}, State.BROKEN),
        (5, {"is_free": False}, State.UNKNOWN),
    ],
)
def test_cost(most: float | None, facts: dict, expected: State) -> None:
    assert state(Limit.COST, Profile(max_price=most), **facts) is expected


@pytest.mark.req("R004-24", "R004-25", "R001-12")
def test_each_access_need_is_judged_by_itself() -> None:
    profile = Profile(access=("step_free", "hearing_loop", "sighted_guide"))
    verdicts = judge(profile, Candidate(id="x", name="X", yes=frozenset({"step_free"}), no=frozenset({"hearing_loop"})))
    assert [v for v in verdicts if v.limit is Limit.ACCESS] == [
        Verdict(Limit.ACCESS, State.KEPT, "step_free"),
        Verdict(Limit.ACCESS, State.BROKEN, "hearing_loop"),
        Verdict(Limit.ACCESS, State.UNKNOWN, "sighted_guide"),
    ]


def test_a_building_does_not_matter_from_home_but_hearing_does() -> None:
    online, phone = frozenset({"online"}), frozenset({"phone"})
    steps = Profile(access=("step_free",))
    assert state(Limit.ACCESS, steps, formats=online, no=frozenset({"step_free"})) is State.NOT_ASKED
    signs = Profile(access=("sign_language",))
    assert state(Limit.ACCESS, signs, formats=phone) is State.BROKEN
    assert state(Limit.ACCESS, signs, formats=online) is State.UNKNOWN


@pytest.mark.req("R004-24")
@pytest.mark.parametrize(
    ("wanted", "spoken", "expected"),
    [
        ((), {"pl"}, State.NOT_ASKED),
        (("en",), None, State.NOT_ASKED),
        (("cy",), None, State.UNKNOWN),
        (("cy",), {"en"}, State.BROKEN),
        (("cy", "en"), {"en"}, State.KEPT),
    ],
)
def test_language(wanted: tuple, spoken: set | None, expected: State) -> None:
    facts = {"languages": None if spoken is None else frozenset(spoken)}
    assert state(Limit.LANGUAGE, Profile(languages=frozenset(wanted)), **facts) is expected


MONDAY_EVENING = frozenset({(1, "evening")})


@pytest.mark.req("R004-24")
@pytest.mark.parametrize(
    ("days", "parts", "facts", "expected"),
    [
        ((), (), {"days": frozenset({1})}, State.NOT_ASKED),
        ((1,), (), {}, State.UNKNOWN),
        ((1,), (), {"days": frozenset({1})}, State.KEPT),
        ((2,), (), {"days": frozenset({1})}, State.BROKEN),
        ((1,), ("evening",), {"days": frozenset({1}), "day_parts": MONDAY_EVENING}, State.KEPT),
        ((1,), ("morning",), {"days": frozenset({1}), "day_parts": MONDAY_EVENING}, State.BROKEN),
        ((1,), ("morning",), {"days": frozenset({1})}, State.UNKNOWN),
        ((1, 2), ("morning",), {"days": frozenset({1, 2}), "day_parts": MONDAY_EVENING}, State.UNKNOWN),
        ((), ("evening",), {"days": frozenset({1}), "day_parts": MONDAY_EVENING}, State.KEPT),
        ((), ("morning",), {"day_parts": MONDAY_EVENING}, State.BROKEN),
    ],
)
def test_day(days: tuple, parts: tuple, facts: dict, expected: State) -> None:
    assert state(Limit.DAY, Profile(days=frozenset(days), parts=frozenset(parts)), **facts) is expected


@pytest.mark.parametrize(
    ("profile", "formats", "expected"),
    [
        ({}, {"online"}, State.NOT_ASKED),
        ({"online": False}, {"online"}, State.BROKEN),
        ({"online": False}, {"online", "phone"}, State.KEPT),
        ({"online": False, "phone": False}, {"online", "phone"}, State.BROKEN),
        ({"online": False}, {"in_person", "online"}, State.KEPT),
        ({"online": False}, None, State.UNKNOWN),
    ],
)
def test_format(profile: dict, formats: set | None, expected: State) -> None:
    facts = {"formats": None if formats is None else frozenset(formats)}
    assert state(Limit.FORMAT, Profile(**profile), **facts) is expected


@pytest.mark.req("R001-12")
@pytest.mark.parametrize(
    ("profile", "facts", "expected"),
    [
        ({}, {"audiences": {"women"}, "only_for_audiences": True}, State.BROKEN),
        ({"belongs": {"women"}}, {"audiences": {"women"}, "only_for_audiences": True}, State.KEPT),
        ({}, {"audiences": {"women"}, "only_for_audiences": False}, State.NOT_ASKED),
        ({"age": 70}, {"audiences": {"older_people"}, "only_for_audiences": True}, State.KEPT),
        ({"age": 40}, {"audiences": {"older_people"}, "only_for_audiences": True}, State.BROKEN),
        (
            {"age": 56},
            {"audiences": {"older_people"}, "only_for_audiences": True, "minimum_age": 55},
            State.KEPT,
        ),
        ({"age": 8, "for_whom": "my_child"}, {"audiences": {"children"}, "only_for_audiences": True}, State.KEPT),
        ({"single_sex": "women", "single_sex_needed": True}, {}, State.UNKNOWN),
        ({"single_sex": "women", "single_sex_needed": True}, {"open_to_everyone": True}, State.BROKEN),
        (
            {"single_sex": "women", "single_sex_needed": True},
            {"audiences": {"women"}, "only_for_audiences": True},
            State.KEPT,
        ),
    ],
)
def test_audience(profile: dict, facts: dict, expected: State) -> None:
    profile = {name: frozenset(value) if isinstance(value, set) else value for name, value in profile.items()}
    facts = {name: frozenset(value) if isinstance(value, set) else value for name, value in facts.items()}
    assert state(Limit.AUDIENCE, Profile(**profile), **facts) is expected

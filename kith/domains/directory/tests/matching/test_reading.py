"""Profiles from JSON: documented, checked, with errors that say where and what."""

import json

import jsonschema
import pytest

from kith.domains.directory.matching.profile import NeedSaid
from kith.domains.directory.matching.reading import SCHEMAS, NotAProfile, read_profile, read_profiles
from kith.domains.directory.tests.matching.fixture import personas
from kith.domains.people.queries import vocabulary

SCHEMA = json.loads((SCHEMAS / "profile.schema.json").read_text())


def test_an_empty_profile_is_a_profile() -> None:
    profile = read_profile({})
    assert (profile.for_whom, profile.age, profile.here, profile.says_nothing) == ("me", None, None, True)


def test_everything_said_arrives() -> None:
    profile = read_profile({
        "id": "a", "for": "my_family", "ages": [3, 30], "postcode": "zz21 1aa",
        "travel": {"max_km": 4.5, "modes": ["bus"]},
        "money": {"max_price": 0}, "times": {"days": ["monday", "sunday"], "parts": ["evening"]},
        "interests": [" the  sea "], "needs": ["fun", {"area": "people", "words": " more  company "}],
    })  # fmt: skip
    assert profile.everyone == (3, 30)
    assert profile.here is not None
    assert profile.here.postcode == "ZZ21 1AA"
    assert (profile.max_km, profile.modes, profile.max_price) == (4.5, ("bus",), 0)
    assert profile.times == {(1, "evening"), (7, "evening")}
    assert profile.likes == ("the sea",)
    assert profile.needs == (NeedSaid("fun"), NeedSaid("people", "more company"))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({"postcod": "x"}, "the profile: 'postcod' was unexpected"),
        ({"age": "old"}, "age: 'old' is not of type 'integer'"),
        ({"travel": {"max_km": 0}}, "travel.max_km: 0 is less than or equal to the minimum of 0"),
        ({"for": "him"}, "for: 'him' is not one of me, my_child, my_family"),
        ({"access_needs": ["ramp"]}, "access_needs.0: 'ramp' is not one of step_free"),
        ({"needs": ["love"]}, "needs.0: 'love' is neither an area of life nor"),
        (["x"], "the profile: ['x'] is not of type 'object'"),
    ],
)
def test_problems_say_where_and_what(data: object, problem: str) -> None:
    with pytest.raises(NotAProfile) as refused:
        read_profile(data)
    assert refused.value.problems[0].startswith(problem)


def test_all_problems_of_all_profiles_are_said_at_once() -> None:
    with pytest.raises(NotAProfile) as refused:
        read_profiles('[{"age": -1}, {}, {"age": 300, "for": "x"}]')
    assert [problem.split(":")[0] for problem in refused.value.problems] == ["profile 1", "profile 3", "profile 3"]


def test_what_is_not_json_says_the_line() -> None:
    with pytest.raises(NotAProfile, match="line 2: this is not JSON"):
        read_profiles('{\n"age" 3}')


def test_the_schemas_are_schemas_and_the_personas_keep_to_them() -> None:
    for path in SCHEMAS.glob("*.json"):
        jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text()))
    for person in personas():
        read_profile(person["profile"])


def _codes(*path: str) -> set[str]:
    at = SCHEMA["properties"]
    for step in path:
        at = at[step]
    return set(at["items"]["enum"] if "items" in at else at["enum"])


def test_the_codes_are_those_that_people_are_asked_for() -> None:
    """What somebody says in the product and what a file may say are the same words."""
    assert _codes("access_needs") == set(vocabulary.AccessCode.values)
    assert _codes("barriers") == set(vocabulary.Barrier.values)
    assert _codes("belongs") == set(vocabulary.Belonging.values)
    assert _codes("travel", "properties", "modes") == set(vocabulary.TravelMode.values)
    assert _codes("times", "properties", "parts") == set(vocabulary.DayPart.values)
    assert _codes("energy") == set(vocabulary.Energy.values)
    assert _codes("company") == set(vocabulary.Company.values)
    assert _codes("setting") == set(vocabulary.Setting.values)
    assert _codes("single_sex") == set(vocabulary.SingleSex.values)
    assert _codes("for") == set(vocabulary.ForWhom.values)
    assert set(SCHEMA["$defs"]["area"]["enum"]) == set(vocabulary.Area.values)


def test_every_code_has_its_words() -> None:
    """No code can reach a sentence that has no words for it."""
    from kith.domains.directory.matching import practical, wording
    from kith.domains.directory.matching.limits import Limit, State, Verdict
    from kith.domains.directory.matching.wishes import _OF_BELONGING, OF_AREA

    assert set(OF_AREA) == set(vocabulary.Area.values)
    assert all(wording._because_of_area(area) for area in OF_AREA if area != "own")
    assert all(wording._because_of_group(group) for group in _OF_BELONGING)
    for need in vocabulary.AccessCode.values:
        assert practical.unknown([Verdict(Limit.ACCESS, State.UNKNOWN, need)])
    for limit in Limit:
        if limit is not Limit.ACCESS:
            assert practical.unknown([Verdict(limit, State.UNKNOWN)])


def test_the_reference_names_every_field_and_every_code() -> None:
    from django.conf import settings

    text = (settings.ROOT / "docs" / "reference" / "suggest.md").read_text()
    codes = {code for path in (("access_needs",), ("barriers",), ("setting",), ("energy",)) for code in _codes(*path)}
    answer = json.loads((SCHEMAS / "suggestions.schema.json").read_text())["$defs"]
    fields = {*SCHEMA["properties"], *answer["answer"]["properties"], *answer["idea"]["properties"]}
    assert {name for name in fields | codes if f"`{name}`" not in text} == set()

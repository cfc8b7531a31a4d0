"""Children get what is for children, adults do not, and groups made for some go to those who say so."""

import pytest

from kith.domains.directory.geo import Place, Precision
from kith.domains.directory.matching.candidate import Candidate
from kith.domains.directory.matching.profile import Profile
from kith.domains.directory.matching.suitability import is_for_them

HERE = Place("ZZ21 1AA", 54.0, -2.0, Precision.EXACT, "ZZ21 1AA")


def fits(profile: Profile, **facts: object) -> bool:
    sets = {name: frozenset(value) if isinstance(value, set) else value for name, value in facts.items()}
    return is_for_them(profile, Candidate(id="x", **{"name": "Group", **sets}))  # type: ignore[arg-type]


CHILD = Profile(for_whom="my_child", age=8)
TEEN = Profile(for_whom="my_child", age=15)
TODDLER = Profile(for_whom="my_child", age=3)
ADULT = Profile(age=40)


@pytest.mark.req("R004-24")
@pytest.mark.parametrize(
    ("profile", "facts", "expected"),
    [
        (CHILD, {"name": "Junior art", "maximum_age": 11}, True),
        (CHILD, {"audiences": {"children"}}, True),
        (CHILD, {"name": "Debt advice"}, False),
        (CHILD, {"name": "Lunch club", "summary": "For older people", "open_to_everyone": True}, False),
        (CHILD, {"name": "Library", "open_to_everyone": True}, True),
        (CHILD, {"name": "Choir"}, False),
        (CHILD, {"minimum_age": 18, "kinds": ("family",)}, False),
        (CHILD, {"audiences": {"drugs_or_alcohol", "children"}}, False),
        (TEEN, {"audiences": {"children"}}, False),
        (TEEN, {"audiences": {"young_people"}}, True),
        (TODDLER, {"audiences": {"young_people"}}, False),
        (TODDLER, {"audiences": {"children", "parents"}}, True),
        (ADULT, {"name": "Junior art", "maximum_age": 11}, False),
        (ADULT, {"audiences": {"children", "parents"}}, False),
        (ADULT, {"name": "Toddler group"}, False),
        (ADULT, {"name": "Library", "audiences": {"children"}, "open_to_everyone": True}, True),
        (ADULT, {"audiences": {"children", "older_people"}}, True),
        (Profile(age=40, belongs=frozenset({"parents"})), {"audiences": {"parents"}}, True),
        (Profile(age=20), {"audiences": {"young_people"}}, True),
        (ADULT, {"audiences": {"young_people"}}, False),
        (Profile(for_whom="my_family", ages=(6, 40)), {"name": "Family farm morning"}, True),
        (Profile(for_whom="my_family", ages=(6, 40)), {"name": "Job club"}, False),
        (Profile(for_whom="my_family", ages=(6, 40)), {"minimum_age": 18, "kinds": ("family",)}, False),
    ],
)
def test_for_a_child_for_a_family_for_oneself(profile: Profile, facts: dict, expected: bool) -> None:
    assert fits(profile, **facts) is expected


@pytest.mark.req("R001-12")
@pytest.mark.parametrize(
    ("belongs", "facts", "expected"),
    [
        (set(), {"audiences": {"carers"}}, False),
        ({"carers"}, {"audiences": {"carers"}}, True),
        (set(), {"audiences": {"drugs_or_alcohol"}}, False),
        (set(), {"audiences": {"dementia"}}, False),
        (set(), {"audiences": {"men"}}, False),
        ({"women"}, {"audiences": {"men"}}, False),
        ({"women"}, {"audiences": {"women"}}, True),
        ({"women"}, {"audiences": {"women", "autistic_people"}}, False),
        ({"women", "autistic_people"}, {"audiences": {"women", "autistic_people"}}, True),
        (set(), {"audiences": {"carers"}, "open_to_everyone": True}, True),
        (set(), {"audiences": {"children", "older_people", "parents", "disabled_people"}}, True),
    ],
)
def test_what_was_made_for_some_goes_to_those_who_say_so(belongs: set, facts: dict, expected: bool) -> None:
    assert fits(Profile(age=40, belongs=frozenset(belongs)), **facts) is expected


@pytest.mark.parametrize(
    ("profile", "name", "expected"),
    [
        (ADULT, "Exercise after stroke", False),
        (Profile(likes=("swimming since my stroke",)), "Exercise after stroke", True),
        (Profile(likes=("swimming since my stroke",)), "Diabetes group", False),
        (Profile(belongs=frozenset({"blind_people"})), "Blind bowls", True),
        (ADULT, "Blind bowls", False),
        (ADULT, "Health walk", True),
    ],
)
def test_what_is_named_for_a_condition_goes_to_those_who_spoke_of_it(
    profile: Profile, name: str, expected: bool
) -> None:
    assert fits(profile, name=name) is expected


@pytest.mark.req("X-12")
def test_an_office_far_away_is_not_a_place_nearby() -> None:
    profile = Profile(here=HERE, max_km=5)
    far = {"lat": 55.0, "lon": -2.0, "place_kind": "office"}
    assert not fits(profile, **far)
    assert not fits(profile, **far, scope="national")
    assert fits(profile, **far, scope="national", formats={"phone"})
    assert fits(profile, lat=54.02, lon=-2.0, place_kind="office")


def test_what_is_known_to_be_in_another_language_waits_until_somebody_asks() -> None:
    assert not fits(ADULT, languages={"cy"})
    assert fits(ADULT, languages={"cy", "en"})
    assert fits(Profile(age=40, languages=frozenset({"cy"})), languages={"cy"})


def test_what_has_closed_is_for_nobody() -> None:
    assert not fits(ADULT, has_closed=True)


@pytest.mark.req("R004-24")
def test_who_comes_only_among_women_counts_herself_to_them() -> None:
    walk = {"audiences": {"women"}, "only_for_audiences": True}
    assert fits(Profile(age=29, single_sex="women", single_sex_needed=True), **walk)
    assert not fits(Profile(age=29, single_sex="men", single_sex_needed=True), **walk)
    assert not fits(Profile(age=29), **walk)


@pytest.mark.req("R004-24")
def test_who_signs_meets_those_who_sign() -> None:
    morning = {"name": "BSL coffee morning", "audiences": {"deaf_people"}, "languages": {"bfi"}}
    assert fits(Profile(age=41, languages=frozenset({"bfi"})), **morning)
    assert fits(Profile(age=41, access=("sign_language",)), **morning)
    assert not fits(Profile(age=41), **morning)


def test_a_group_about_drinking_goes_to_those_who_spoke_of_it() -> None:
    group = {"name": "Alcohol support group"}
    assert not fits(Profile(age=41), **group)
    assert fits(Profile(age=41, barriers=frozenset({"alcohol"})), **group)
    assert fits(Profile(age=41), name="Alcohol-free choir")


@pytest.mark.req("R004-24")
@pytest.mark.parametrize(("age", "expected"), [(54, False), (55, True), (61, True)])
def test_what_is_for_the_over_55s_is_for_somebody_of_56(age: int, expected: bool) -> None:
    dance = {"audiences": {"older_people"}, "minimum_age": 55, "only_for_audiences": True}
    assert fits(Profile(age=age), **dance) is expected

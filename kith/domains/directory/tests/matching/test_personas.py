"""Sixty people who do not exist over an invented directory where every limit is known."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from kith.domains.directory.matching.candidate import Candidate
from kith.domains.directory.matching.ideas import Idea, Suggestions, ideas
from kith.domains.directory.matching.never import cautions
from kith.domains.directory.matching.reading import read_profile
from kith.domains.directory.tests.matching.checker import broken
from kith.domains.directory.tests.matching.fixture import AS_OF, directory, personas, use_invented_towns
from kith.domains.directory.tests.matching.judging import Judged, is_reason_given, judge_all


@cache
def judged() -> Judged:
    use_invented_towns()
    return judge_all(personas(), lambda _profile: directory(), AS_OF)


def person(who: str) -> dict[str, Any]:
    return next(one for one in personas() if one["id"] == who)


def answer(who: str) -> Suggestions:
    return judged().answers[who]


def shown(who: str) -> list[Idea]:
    return list(answer(who).ideas)


def test_there_are_sixty_of_them_and_twelve_are_adverse() -> None:
    assert len(personas()) == 60
    assert sum("adverse" in one for one in personas()) == 12
    assert len({one["id"] for one in personas()}) == 60


def test_in_the_invented_directory_every_limit_is_known() -> None:
    assert len(directory()) >= 150
    for one in directory():
        known = (one.minimum_age, one.maximum_age, one.is_free, one.price, one.languages, one.days, one.day_parts)
        assert None not in (*known, one.formats, one.only_for_audiences, one.needs_referral, one.open_to_everyone)
        assert one.yes | one.no >= {"step_free", "accessible_toilet", "hearing_loop", "sign_language", "sighted_guide"}


@pytest.mark.req("R004-24")
def test_no_idea_breaks_a_limit() -> None:
    assert judged().ideas >= 120
    assert judged().broken == {}


@pytest.mark.req("R004-24")
def test_nine_in_ten_ideas_have_a_reason_the_person_gave() -> None:
    assert judged().share_with_reason >= 0.9


@pytest.mark.req("R004-24")
def test_nothing_is_suggested_that_never_is() -> None:
    assert judged().never == []


@pytest.mark.req("R000-7")
def test_whoever_gets_fewer_than_three_is_told_what_else_there_is() -> None:
    few = [who for who, found in judged().answers.items() if len(found.ideas) < 3]
    without = [who for who in few if not answer(who).instead and not answer(who).notes]
    assert without == []


@pytest.mark.req("R000-24", "R004-66")
def test_no_words_name_an_illness_or_call_anybody_isolated() -> None:
    words = " ".join(
        text.lower()
        for found in judged().answers.values()
        for idea in (*found.ideas, *found.instead)
        for text in (*idea.reasons, *idea.cautions, *found.notes)
    )
    for label in ("isolated", "disorder", "psychosis", "depress", "patient", "should", "non-compliant", "must "):
        assert label not in words


LIMITS: dict[str, dict[str, Any]] = {
    "age": {"maximum_age": 17},
    "distance": {"lat": 57.0},
    "cost": {"is_free": False, "price": 99.0},
    "access": {"yes": frozenset(), "no": frozenset({"step_free"})},
    "language": {"languages": frozenset({"xx"})},
    "day": {"days": frozenset({7}), "day_parts": frozenset({(7, "evening")})},
    "format": {"formats": frozenset({"online"})},
    "only_for": {"audiences": frozenset({"veterans"}), "only_for_audiences": True, "open_to_everyone": False},
}


@pytest.mark.parametrize("limit", LIMITS)
def test_the_checker_sees_a_planted_break(limit: str) -> None:
    """Negative control: a broken limit would be counted, each kind of it."""
    profile = {
        "age": 40, "postcode": "ZZ21 1AA", "travel": {"max_km": 5}, "money": {"max_price": 5}, "languages": ["en"],
        "access_needs": ["step_free"], "times": {"days": ["monday"]}, "online": False,
    }  # fmt: skip
    good = next(one for one in directory() if one.name == "Monday Voices")
    assert broken(profile, good) == []
    assert limit in broken(profile, replace(good, **LIMITS[limit]))


@pytest.mark.parametrize("limit", LIMITS)
def test_a_planted_break_is_not_suggested(limit: str) -> None:
    profile = read_profile({
        "age": 40, "postcode": "ZZ21 1AA", "travel": {"max_km": 5}, "money": {"max_price": 5}, "languages": ["en"],
        "access_needs": ["step_free"], "times": {"days": ["monday"]}, "online": False, "interests": ["singing"],
    })  # fmt: skip
    good = next(one for one in directory() if one.name == "Monday Voices")
    assert [one.candidate.name for one in ideas(profile, [good], AS_OF).ideas] == ["Monday Voices"]
    assert ideas(profile, [replace(good, **LIMITS[limit])], AS_OF).ideas == ()


def test_a_made_up_reason_would_be_seen() -> None:
    """Negative control for the nine in ten."""
    idea = shown("morag")[0]
    assert is_reason_given(person("morag")["profile"], idea)
    assert not is_reason_given({"interests": ["chess"]}, idea)
    assert not is_reason_given(person("morag")["profile"], replace(idea, because=()))


# The twelve whom it would be easy to fail.


def test_says_nothing_gets_open_doors_and_no_made_up_reason() -> None:
    assert len(shown("nothing")) == 3
    assert all(idea.candidate.open_to_everyone and not idea.because for idea in shown("nothing"))


def test_limits_that_exclude_nearly_all_get_an_honest_none() -> None:
    assert shown("excluded") == []
    [note] = answer("excluded").notes
    assert "none that fit" in note
    assert "the language" in note


def test_a_small_child_gets_small_childrens_things_only() -> None:
    found = [*shown("mum-of-four"), *answer("mum-of-four").instead]
    assert [one.candidate.name for one in shown("mum-of-four")] == ["Rhyme and Play"]
    assert all(one.candidate.minimum_age <= 4 <= one.candidate.maximum_age for one in found)  # type: ignore[operator]


def test_an_eating_difficulty_keeps_weight_and_counting_away_also_by_name() -> None:
    assert shown("eating")
    for idea in (*shown("eating"), *answer("eating").instead):
        assert not cautions(idea.candidate)
        assert "gym" not in idea.candidate.topics
    assert "Boot Camp Challenge" not in {idea.candidate.name for idea in shown("eating")}


def test_a_wheelchair_and_no_money_get_what_is_known_to_be_step_free_and_free() -> None:
    assert len(shown("wheels")) >= 2
    for idea in shown("wheels"):
        assert idea.candidate.is_free
        assert {"step_free", "accessible_toilet", "public_transport"} <= idea.candidate.yes or idea.is_from_home
        assert "It is free." in idea.reasons


def test_a_night_worker_gets_only_the_afternoons_they_named() -> None:
    assert shown("nights")
    times = {(2, "afternoon"), (4, "afternoon")}
    assert all(idea.candidate.day_parts & times for idea in shown("nights"))  # type: ignore[operator]


def test_a_welsh_speaker_gets_welsh() -> None:
    assert [idea.candidate.name for idea in shown("cymraes")] == ["Cwmni Canu"]
    assert "It is in a language you asked for." in shown("cymraes")[0].reasons


def test_a_deaf_signer_is_never_sent_to_a_phone_and_gets_signing() -> None:
    assert [idea.candidate.name for idea in shown("bsl")] == ["Signed Stories"]
    assert "There is sign language, as you need." in shown("bsl")[0].reasons
    assert all("phone" not in (idea.candidate.formats or ()) for idea in shown("bsl"))


def test_a_blind_person_is_told_what_nobody_knows_about_guiding() -> None:
    reading = next(one for one in directory() if one.name == "Shared Reading" and one.id.startswith("zz21"))
    unsure = replace(reading, no=reading.no - {"sighted_guide", "assistance_dog"})
    [idea] = ideas(read_profile(person("blind")["profile"]), [unsure], AS_OF).ideas
    assert idea.cautions == (
        "We do not know this yet, so ask first: if someone can meet and guide you, if an assistance dog can come.",
    )
    assert shown("blind")[0].candidate.name == "Listening Library"


def test_without_internet_nothing_is_only_online() -> None:
    assert len(shown("offline")) == 3
    in_person = frozenset({"in_person"})
    assert all(not idea.is_from_home and idea.candidate.formats == in_person for idea in shown("offline"))


def test_belfast_is_placed_by_district_and_told_so() -> None:
    assert shown("belfast")
    assert any("the middle of BT15" in note for note in answer("belfast").notes)
    assert all(idea.candidate.scope == "national" for idea in shown("belfast"))


def test_slimming_by_name_is_that_and_never_gambling() -> None:
    found = [idea.candidate for idea in (*shown("slimming-asked"), *answer("slimming-asked").instead)]
    assert found[0].name == "Slim by Name"
    assert all("gambling" not in one.cautions and "Bingo" not in one.name for one in found)
    without = {name: value for name, value in person("slimming-asked")["profile"].items() if name != "wants_by_name"}
    unasked: list[Candidate] = [idea.candidate for idea in ideas(read_profile(without), directory(), AS_OF, 20).ideas]
    assert all("slimming" not in one.cautions for one in unasked)

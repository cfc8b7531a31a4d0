"""What is never suggested, what only by name, and what not to somebody for whom it is dangerous."""

import pytest

from kith.domains.directory.matching.candidate import Candidate
from kith.domains.directory.matching.never import cautions, is_never_for
from kith.domains.directory.matching.profile import Profile


def thing(name: str, summary: str = "", **facts: object) -> Candidate:
    return Candidate(id="x", name=name, summary=summary, **facts)  # type: ignore[arg-type]


@pytest.mark.req("R004-24")
@pytest.mark.parametrize(
    ("name", "summary"),
    [
        ("Weigh-in Wednesday", ""),
        ("Body Toning", "Legs, bums and tums. Burn calories."),
        ("Healthy Weight Hub", ""),
        ("Bingo Night", ""),
        ("Race night", ""),
        ("Poker School", ""),
        ("Pub Quiz", ""),
        ("Evening at the brewery", ""),
        ("Wine tasting", ""),
    ],
)
def test_weight_gambling_and_alcohol_are_never_suggested_also_when_asked_for(name: str, summary: str) -> None:
    assert is_never_for(Profile(by_name=(name,)), thing(name, summary))


@pytest.mark.req("R004-24")
@pytest.mark.parametrize(
    ("asked", "name", "is_never"),
    [
        ((), "Slimming Club", True),
        (("a slimming club",), "Slimming Club", False),
        (("singing",), "Slimming Club", True),
        ((), "Fasting for Health", True),
        (("fasting",), "Fasting for Health", False),
        ((), "Six week fitness challenge", True),
        (("a fitness challenge",), "Six week fitness challenge", False),
        (("slimming",), "Boot Camp", True),
        (("a boot camp",), "Boot Camp", False),
    ],
)
def test_slimming_fasting_and_challenges_wait_until_they_are_asked_for_by_name(
    asked: tuple, name: str, is_never: bool
) -> None:
    assert is_never_for(Profile(by_name=asked), thing(name)) is is_never


@pytest.mark.parametrize(
    ("name", "summary"),
    [
        ("Choir", "Singing together."),
        ("Gamblers Anonymous", "Support for people who want to stop gambling, betting or bingo."),
        ("Alcohol recovery group", "Support to stay away from the pub quiz crowd."),
        ("Community hall", "Paid for by the National Lottery."),
        ("Swift watchers", "Counting birds at the weir."),
    ],
)
def test_what_only_sounds_like_it_is_not_caught(name: str, summary: str) -> None:
    assert cautions(thing(name, summary)) == frozenset()


def test_the_directorys_own_caution_counts_without_any_word() -> None:
    assert is_never_for(Profile(), thing("Club", cautions=frozenset({"gambling"})))
    assert not is_never_for(Profile(), thing("Club"))


@pytest.mark.req("R004-24", "R001-9")
@pytest.mark.parametrize(
    ("name", "summary", "topics"),
    [
        ("Slimming Club", "", ()),
        ("Healthy eating course", "", ()),
        ("Keep fit", "", ()),
        ("Park Run", "", ()),
        ("Morning group", "Count your steps with a tracker.", ()),
        ("Studio", "", ("gym",)),
        ("Fitness challenge", "", ()),
    ],
)
def test_eating_difficulty_keeps_food_limits_weight_and_counting_away_whatever_is_asked(
    name: str, summary: str, topics: tuple
) -> None:
    profile = Profile(barriers=frozenset({"eating"}), by_name=("slimming", "fitness challenge"))
    assert is_never_for(profile, thing(name, summary, topics=topics))


def test_support_with_eating_is_not_kept_from_those_who_need_it() -> None:
    support = thing("Eating disorder support", "We never talk about diets, weight or calories.")
    assert not is_never_for(Profile(barriers=frozenset({"eating"})), support)


def test_gentle_movement_stays_possible_with_an_eating_difficulty() -> None:
    assert not is_never_for(Profile(barriers=frozenset({"eating"})), thing("Gentle yoga", "On a chair or a mat."))


def test_somebody_who_keeps_away_from_alcohol_is_not_sent_to_a_bar() -> None:
    dry = Profile(barriers=frozenset({"alcohol"}))
    assert is_never_for(dry, thing("Folk night", "Upstairs at the Railway Inn."))
    assert not is_never_for(Profile(), thing("Folk night", "Upstairs at the Railway Inn."))
    assert not is_never_for(dry, thing("Sober social", "A support group. No bar."))


@pytest.mark.req("R004-24")
def test_a_meal_is_not_suggested_where_eating_is_hard_unless_it_was_named() -> None:
    lunch = thing("Church lunch", "Everyone welcome.", kinds=("food",))
    assert is_never_for(Profile(barriers=frozenset({"eating"})), lunch)
    assert not is_never_for(Profile(barriers=frozenset({"eating"}), likes=("a lunch club",)), lunch)
    assert not is_never_for(Profile(), lunch)

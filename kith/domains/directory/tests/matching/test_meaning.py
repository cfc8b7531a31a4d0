"""What people mean by what they say, and whether a thing to do answers it."""

import pytest

from kith.domains.directory.matching.candidate import Candidate
from kith.domains.directory.matching.meaning import content, meant, stem
from kith.domains.directory.matching.profile import NeedSaid, Profile
from kith.domains.directory.matching.wishes import answers, is_not_for_them, wishes


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("singing in a choir", "singing"),
        ("my hands in soil", "gardening"),
        ("fixing things", "woodwork"),
        ("help with debt letters", "money"),
        ("stories read aloud", "reading"),
        ("playing cards", "games"),
        ("people who have been there", "peer_support"),
        ("somebody to chat to", "befriending"),
        ("trains", "railways"),
        ("Spanish", "languages"),
        ("anything arty", "art"),
        ("singing with my baby", "toddlers"),
    ],
)
def test_plain_words_name_topics(said: str, topic: str) -> None:
    assert topic in meant(said)


def test_words_that_name_nothing_mean_nothing() -> None:
    assert meant("I do not know") == frozenset()
    assert content("I do not know") == ("know",)


@pytest.mark.parametrize(
    "words", [("singing", "sings", "sing"), ("dancing", "dance"), ("knitting", "knits"), ("dog", "dogs")]
)
def test_stems(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


def strength(profile: Profile, **facts: object) -> float:
    found = answers(wishes(profile), Candidate(id="x", **{"name": "Group", **facts}))  # type: ignore[arg-type]
    return found[0].value if found else 0.0


@pytest.mark.req("R001-4")
def test_what_is_named_for_it_answers_better_than_what_only_mentions_it() -> None:
    singing = Profile(loved=("singing",))
    named = strength(singing, name="Valley Choir", topics=("singing",))
    main = strength(singing, name="Monday group", topics=("singing",))
    aside = strength(singing, name="Community centre", topics=("reading", "games", "singing"))
    assert named > main > aside > 0
    assert strength(singing, name="Chess", topics=("games",)) == 0


@pytest.mark.req("R004-26")
def test_chess_is_close_to_cards_and_no_answer_to_them() -> None:
    found = answers(wishes(Profile(likes=("playing cards",))), Candidate(id="x", name="Chess", topics=("games",)))
    assert [answer.is_near for answer in found] == [True]
    found = answers(wishes(Profile(likes=("chess",))), Candidate(id="x", name="Chess", topics=("games",)))
    assert [answer.is_near for answer in found] == [False]


def test_a_word_inside_another_word_is_no_answer() -> None:
    assert strength(Profile(likes=("trains",)), name="Counselling", summary="With trained staff in training.") == 0


def test_words_without_a_topic_have_to_be_there() -> None:
    assert strength(Profile(likes=("kite flying",)), name="Kite flying day") > 0
    assert strength(Profile(likes=("kite flying",)), name="Flying visit") == 0


def test_a_gym_that_says_drop_in_is_no_company() -> None:
    lonely = Profile(needs=(NeedSaid("people", "some company"),))
    assert strength(lonely, name="Coffee morning", topics=("company",), kinds=("friendship",)) > 0
    assert strength(lonely, name="Diving", organisation="Leisure", topics=("company",), kinds=("friendship",)) == 0
    assert strength(lonely, name="Gym", topics=("company",), kinds=("movement",)) == 0


def test_a_group_is_named_only_when_it_was_made_for_it() -> None:
    carer = Profile(belongs=frozenset({"carers"}))
    assert strength(carer, name="Carers' tea") > 0
    assert strength(carer, name="Tea", audiences=frozenset({"carers"}), only_for_audiences=True) > 0
    assert strength(carer, name="Library", audiences=frozenset({"carers", "children", "women"})) == 0


@pytest.mark.req("R001-4")
@pytest.mark.parametrize(
    ("refused", "facts", "expected"),
    [
        ("church", {"name": "Choir", "address": "St Mary's Church Hall"}, True),
        ("church", {"name": "Choir"}, False),
        ("counselling", {"name": "Talk it through", "topics": ("counselling",)}, True),
        ("loud music", {"name": "Quiet music", "topics": ("listening",)}, False),
        ("loud music", {"name": "Gig", "summary": "Loud, live music", "topics": ("listening",)}, True),
        ("talking groups", {"name": "Circle", "topics": ("counselling",)}, True),
        ("football", {"name": "Walking football"}, True),
    ],
)
def test_not_for_me(refused: str, facts: dict, expected: bool) -> None:
    assert is_not_for_them(Profile(not_for_me=(refused,)), Candidate(id="x", **facts)) is expected

"""The words of the story: cards that give nobody away, free numbers, kind and easy language."""

import re
from typing import Any

import pytest

from kith.front.tests.reading import NUMBERISH, grade, longest, unwanted, words_in
from kith.front.tests.stories import STORY, folk, load

SHOWN = frozenset(
    {
        *("about", "does", "for_whom", "why", "ended_because", "job", "words", "how_it_went", "with_whom", "line"),
        *("description", "fees", "note", "who_meets_you", "way_in", "noise", "toilets", "what_to_bring"),
        *("quiet_time", "x_group_size"),
    }
)
OWN_WORDS = {"likes", "loved", "to_try", "not_for_me", "needs"}
DRAMA = re.compile(r"01632 960\d{3}|07700 900\d{3}|0808 157 0\d{3}")


@pytest.fixture(scope="module")
def people() -> dict[str, dict[str, Any]]:
    return folk()


def test_a_card_and_five_things_to_try_for_each_login(people):
    cards, tries = load("logins"), load("try_this")
    assert [card["person"] for card in cards] == [row["person"] for row in tries]
    assert len(cards) == 12
    assert all(people[card["person"]]["has_login"] for card in cards)
    assert all(len(row["steps"]) == 5 for row in tries)
    assert all(re.fullmatch(r"/[a-z/-]*", step["path"]) for row in tries for step in row["steps"])


def test_staff_cards_never_join_handle_and_name(people):
    for row in load("try_this"):
        said = " ".join(step["words"] for step in row["steps"])
        if people[row["person"]]["sphere"] == "staff":
            assert not [p["handle"] for p in people.values() if p["handle"] and p["handle"] in said]
        else:
            assert not [p["name"] for p in people.values() if p["name"] in said]


def test_only_numbers_and_addresses_that_reach_nobody():
    for path in sorted(STORY.glob("*.json")):
        text = path.read_text()
        strange = [found for found in NUMBERISH.findall(text) if not DRAMA.fullmatch(found)]
        assert strange == [], path.name
        hosts = re.findall(r"(?:@|https?://)([\w.-]+)", text)
        assert all(host == "example.org" or host.endswith(".example.org") for host in hosts), path.name


def test_a_number_that_could_ring_would_be_found():
    assert NUMBERISH.findall('"020 7946 0000"') == ["020 7946 0000"]
    assert not DRAMA.fullmatch("020 7946 0000")


def every_text() -> list[str]:
    files = ("people", "services", "maps", "what_matters", "plans", "logins", "try_this")
    texts = [text for name in files for text in words_in(load(name), SHOWN)]
    answers = [value for row in load("what_matters") for key, value in row["answers"].items() if key in OWN_WORDS]
    return texts + [text for said in answers for text in (said.values() if isinstance(said, dict) else said)]


@pytest.mark.req("R004-66")
def test_words_are_kind_and_carry_no_labels():
    found = {text: unwanted(text) for text in every_text()}
    assert {text: why for text, why in found.items() if why} == {}


@pytest.mark.req("R004-66")
def test_words_are_easy():
    texts = every_text()
    assert [text for text in texts if longest(text) > 20] == []
    assert grade(" ".join(text if text[-1] in ".!?" else f"{text}." for text in texts if text)) <= 4
    services = {s["x_slug"]: s["description"] for s in load("services")}
    assert {slug: grade(text) for slug, text in services.items() if grade(text) > 8} == {}


def test_hard_words_would_be_found():
    assert unwanted("You should tell your diagnosis.") == ["clinical: diagnosis", "bossy: should"]
    assert longest("One two three. " + "word " * 21) == 21
    assert grade("Multidisciplinary practitioners facilitate individualised recovery-oriented interventions.") > 12

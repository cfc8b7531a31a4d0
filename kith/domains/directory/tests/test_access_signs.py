"""What a building does not have is read as such: nobody in a wheelchair is sent to fourteen steps."""

from __future__ import annotations

import pytest

from kith.domains.directory.classify import Words, read

HAS_IT = (
    "Wheelchair accessible. Accessible toilet.", "Level access throughout", "No steps", "Level access and no steps",
    "Wheelchair access - yes", "Not only wheelchair accessible but with parking",
    "Everyone welcome, no booking needed, wheelchair accessible", "A twelve-step programme, step free entrance",
)  # fmt: skip
HAS_IT_NOT = (
    "Not wheelchair accessible: 14 steps at the entrance", "Sorry, the room is not wheelchair accessible.",
    "There is no step-free access", "Step-free access: No", "Wheelchair accessible: N", "Upstairs, no lift",
    "There isn't level access but we have a hearing loop", "Three steps up to the front door",
    "Wheelchair accessible toilet. Flight of stairs to the hall.",
)  # fmt: skip
LEAVES_IT_OPEN = (
    "Wheelchair access is limited", "Small steps to recovery", "A few steps from the bus stop",
    "Ask about step-free access",
)  # fmt: skip


def step_free(words: str) -> bool | None:
    return read(Words("A choir", words)).facts.get("step_free")


@pytest.mark.parametrize("words", HAS_IT)
def test_a_way_in_without_steps_is_read(words: str) -> None:
    assert step_free(words) is True


@pytest.mark.parametrize("words", HAS_IT_NOT)
def test_steps_are_read_as_steps(words: str) -> None:
    assert step_free(words) is False


@pytest.mark.parametrize("words", LEAVES_IT_OPEN)
def test_what_is_left_open_stays_open(words: str) -> None:
    assert step_free(words) is None


def test_each_thing_that_a_building_has_is_read_by_itself() -> None:
    facts = read(
        Words("A choir", "Ramped access, no disabled parking. There isn't quiet space but a hearing loop.")
    ).facts
    found = {code: facts[code] for code in ("step_free", "parking", "quiet_space", "hearing_loop")}
    assert found == {"step_free": True, "parking": False, "quiet_space": False, "hearing_loop": True}


@pytest.mark.parametrize(
    "words", ["A group run by people who have lived with anxiety.", "Peer-led.", "Led by people with bipolar."]
)
def test_being_led_by_those_who_have_been_there_is_read(words: str) -> None:
    assert read(Words("A group", words)).facts.get("peer_led") is True


def test_a_line_to_ring_is_by_phone() -> None:
    assert read(Words("National Loneliness Line", "Ring for a chat, day or night.")).facts["formats"] == ["phone"]


@pytest.mark.parametrize(
    ("words", "topic"),
    [("Côr i siaradwyr Cymraeg", "singing"), ("Taith gerdded: cerdded", "walking"), ("Canu", "singing")],
)
def test_welsh_words_say_what_it_is_about(words: str, topic: str) -> None:
    assert topic in read(Words("Grŵp", words)).topics

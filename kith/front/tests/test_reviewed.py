"""Welsh for safety words needs a named reader, and only for the words they read."""

from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from kith.front import reviewed, words


@pytest.fixture
def review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A signature of today's safety words, in a file of its own."""
    file = tmp_path / "review.toml"
    file.write_text(f'[signed]\nreviewer = "Mair Hughes"\non = 2026-11-21\ndigest = "{reviewed.digest_now()}"\n')
    monkeypatch.setattr(reviewed, "REVIEW", file)
    return file


def test_the_lines_people_may_rest_on_are_safety_words():
    said = {message.id for message in words.safety_words()}
    assert {"This is not a crisis service.", "Need help now?"} <= said
    assert "Add to my map" not in said


def test_a_signature_holds(review: Path):
    assert reviewed.why_not() == ""
    signed = reviewed.signature()
    assert signed
    assert (signed.reviewer, signed.on) == ("Mair Hughes", date(2026, 11, 21))


def test_without_a_name_it_is_not_signed(review: Path):
    review.write_text("# nobody yet\n")
    assert reviewed.why_not() == "nobody has signed the Welsh of the safety words"


@pytest.mark.parametrize("part", ["id", "string"])
def test_a_word_that_changes_makes_the_signature_void(review: Path, monkeypatch: pytest.MonkeyPatch, part: str):
    """Negative control: one word of one safety message changes, in either language."""
    read = words.safety_words()
    setattr(read[0], part, f"{getattr(read[0], part)} now")
    monkeypatch.setattr(words, "safety_words", lambda: read)
    assert "changed since Mair Hughes signed" in reviewed.why_not()


def test_a_new_safety_word_makes_the_signature_void(review: Path, monkeypatch: pytest.MonkeyPatch):
    read = [*words.safety_words(), Message("Go to A&E.", "Ewch i'r adran frys.")]
    monkeypatch.setattr(words, "safety_words", lambda: read)
    assert "changed since" in reviewed.why_not()


def test_other_words_may_change(review: Path, monkeypatch: pytest.MonkeyPatch):
    catalogue = words.welsh()
    message = catalogue.get("Add to my map")
    assert message
    message.string = "Rhoi ar fy map"
    monkeypatch.setattr(words, "welsh", lambda: catalogue)
    assert reviewed.why_not() == ""

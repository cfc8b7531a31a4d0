"""The words: all of them in Welsh, none of them left as English, and the English easy to read."""

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message

from kith.front import words
from kith.front.tests.reading import grade

# Names, and words that are the same in both languages.
SAME_IN_WELSH = {
    "Kith", "English", "Cymraeg", "GAD", "BSL", "SMS", "TikTok", "Samaritans", "SHOUT", "Lifeline", "PIN", "PIN:", "QR",
    "Wi-Fi", "Braille", "Dementia", "Rota", "Cost",
}  # fmt: skip
NEVER = ("non-compliant", "service user", "suffering", "isolated", "inappropriate", "perinatal", "did not attend")
LONGEST_SENTENCE = 20
HOLES = r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?\w[^>]*>"


@cache
def extracted() -> Catalog:
    return words.extracted()


def forms(message: Message) -> list[str]:
    return list(message.id) if isinstance(message.id, list | tuple) else [message.id]


def said(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, list | tuple) else [message.string or ""]


def holes(text: str) -> list[str]:
    return sorted(re.findall(HOLES, text))


def keeps_holes(message: Message) -> bool:
    """Whether every place for a value, and every mark-up, is there once; a plural form may say its number in words."""
    if not message.pluralizable:
        return holes(said(message)[0]) == holes(forms(message)[0])
    allowed = {hole for form in forms(message) for hole in holes(form)}
    return all(set(holes(form)) <= allowed for form in said(message)) and (
        holes(said(message)[0]) == holes(forms(message)[1])
    )


def fault(message: Message) -> str:
    """What is wrong with the Welsh of a message: missing, unsure, English left in it, or other holes."""
    if not all(said(message)) or message.fuzzy:
        return "no Welsh"
    same = set(forms(message)) & set(said(message)) - SAME_IN_WELSH
    if any(re.search(r"[A-Za-z]{3}", re.sub(HOLES, "", text)) for text in same):
        return "English for Welsh"
    return "" if keeps_holes(message) else "other holes"


def faults(catalogue: Catalog) -> list[str]:
    found = [(fault(message), forms(message)[0]) for message in catalogue if message.id]
    return [f"{what}: {first}" for what, first in found if what]


def test_every_message_of_the_sources_is_in_the_catalogue():
    kept = {(str(m.id), m.context) for m in words.welsh()}
    new = [str(m.id) for m in extracted() if m.id and (str(m.id), m.context) not in kept]
    assert new == [], "./run words, then translate"


def test_every_message_has_welsh_that_is_not_english():
    assert faults(words.welsh()) == []


@pytest.mark.parametrize(
    ("planted", "what"),
    [
        ("%(who)s is on your map now.", "English for Welsh"),
        ("", "no Welsh"),
        ("Mae ar eich map nawr.", "other holes"),
        ("Mae %(pwy)s ar eich map nawr.", "other holes"),
    ],
)
def test_a_message_that_is_not_welsh_is_found(planted: str, what: str):
    """Negative control: one message keeps its English, is empty, or loses its hole."""
    catalogue = words.welsh()
    message = catalogue.get("%(who)s is on your map now.")
    assert message
    others = faults(catalogue)
    message.string = planted
    assert set(faults(catalogue)) - set(others) == {f"{what}: %(who)s is on your map now."}


def test_every_number_has_its_welsh_form():
    """Welsh says 2 berson, 3 pherson, 6 pherson: the catalogue has a form for each."""
    plurals = [message for message in words.welsh() if message.id and message.pluralizable]
    assert plurals
    assert {len(said(message)) for message in plurals} == {words.welsh().num_plurals} == {5}


def test_the_catalogue_is_as_the_command_writes_it():
    """Sorted, without dates and line numbers: two people who change it disturb each other little."""
    text = words.WELSH.read_text()
    assert words.as_text(words.welsh()) == text
    assert not re.search(r"(?m)^#:|Date:", text)


def test_the_safety_words_are_marked_for_the_reviewer():
    """The signature in review.toml is for these; production reads the marks, not the sources."""
    in_sources = {str(m.id) for m in extracted() if m.id and words.SAFETY_NOTE in m.auto_comments}
    assert in_sources == {str(m.id) for m in words.safety_words()} != set()


def own_messages() -> list[str]:
    """Our own English, without the sign-in library's."""
    return [f for m in extracted() if m.id and any(p.startswith("kith/") for p, _l in m.locations) for f in forms(m)]


def sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.?!:])\s+", re.sub(r"%\(\w+\)s", "word", text)) if s]


@pytest.mark.req("R004-66")
def test_sentences_are_short():
    long = [s for text in own_messages() for s in sentences(text) if len(s.split()) > LONGEST_SENTENCE]
    assert long == []


@pytest.mark.req("R004-66", "R000-24")
def test_no_word_that_blames_or_labels():
    assert [t for t in own_messages() for word in NEVER if re.search(rf"\b{word}\b", t, re.IGNORECASE)] == []


@pytest.mark.req("R004-66")
def test_a_child_of_ten_can_read_it():
    """Flesch-Kincaid grade over all that is said in sentences; product.md asks for reading age 9 to 11."""
    text = " ".join(s for t in own_messages() for s in sentences(t) if len(s.split()) > 4 and s[-1] in ".?!")
    assert grade(text) <= 5.0

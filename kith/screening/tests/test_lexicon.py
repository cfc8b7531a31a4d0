"""The lexicon is data that can be read, with an owner and a date by which somebody looks at it again."""

import datetime as dt
from pathlib import Path

import pytest

from kith.screening.lexicon import FAMILIES, lexicon
from kith.screening.lexicon.looking import Looking
from kith.screening.match import Automaton, Dictionary

WORDS = Path("/usr/share/dict/british-english")


def test_every_part_has_an_owner_and_a_review_date():
    for edition in lexicon().editions:
        assert edition.owner
        assert edition.version
        assert edition.reviewed_on < edition.review_due_on
        assert edition.review_due_on - edition.reviewed_on <= dt.timedelta(days=366)


def test_every_rule_is_of_a_known_family_and_tier():
    rules = lexicon().rules
    assert {rule.family for rule in rules if rule.kind == "frame"} <= {*FAMILIES, ""}
    assert all(rule.tier == 0 for rule in rules if rule.kind == "frame" and not rule.family), "a sign alone is nothing"
    assert all(0 <= rule.tier <= 4 and rule.say for rule in rules)
    ids = [rule.id for rule in rules] + [one.rule.id for one in lexicon().together]
    assert len(set(ids)) == len(ids)


def test_every_family_is_spoken_of():
    spoken = {rule.family for rule in lexicon().rules if rule.kind == "frame"}
    assert spoken - {""} == set(FAMILIES) - {"identity"}


def test_english_and_welsh():
    assert {edition.language for edition in lexicon().editions} == {"en", "cy"}


def test_all_patterns_compile_and_match_nothing_in_nothing():
    looking = lexicon().looking
    words = lexicon().read("")
    for ready in (one for several in looking._by_anchor.values() for one in several):
        assert list(ready.found(words, [], {})) == []


def test_pure_python_finds_what_the_automaton_finds(monkeypatch):
    texts = ["I want to die tonight", "this queue is killing me", "he put his hands round my throat last night"]
    own = lexicon()
    assert isinstance(own.looking.matcher, Automaton | Dictionary)
    monkeypatch.setattr("kith.screening.lexicon.looking.matcher", lambda phrases: Dictionary(list(phrases)))
    slow = Looking(own.patterns)
    for text in texts:
        words = own.read(text)
        assert slow.said(words) == own.looking.said(words)


def test_signs_are_used_and_known():
    own = lexicon()
    signs = {rule.act for rule in own.rules if rule.kind == "frame" and not rule.family}
    asked = {act for one in own.together for group in (*one.has, one.unless) for family, act in group if not family}
    assert asked == signs


@pytest.mark.skipif(not WORDS.exists(), reason="no list of English words here")
def test_no_english_word_is_taken_for_a_misspelt_one():
    own = lexicon().spelling
    english = {word for word in WORDS.read_text(encoding="utf-8").lower().split() if word.isalpha() and len(word) > 3}
    strange = sorted(word for word in english - own.known - own.light - own.table.keys() if own.slips.nearest(word))
    assert strange == [], "near_words.txt lacks these"

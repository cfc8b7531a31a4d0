"""Both matchers give the same answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.screening.match import Automaton, Dictionary, ahocorasick

WORDS = st.lists(st.sampled_from(["a", "ab", "b", "ba", "die", "to"]), min_size=1, max_size=4).map(" ".join)


def test_whole_words_only_and_all_that_overlap():
    found = Dictionary(["want to die", "to die", "die"]).find(" i want to die ")
    assert sorted(found) == [(0, 13), (1, 13), (2, 13)]
    assert Dictionary(["die"]).find(" diet died ") == []


@pytest.mark.skipif(ahocorasick is None, reason="pyahocorasick has no wheel here")
@given(st.sets(WORDS, min_size=1), WORDS)
def test_the_fallback_agrees_with_the_automaton(phrases, text):
    listed, padded = sorted(phrases), f" {text} "
    assert sorted(Automaton(listed).find(padded)) == sorted(Dictionary(listed).find(padded))


def test_no_phrases_no_finds():
    assert Dictionary([]).find(" a ") == []
    if ahocorasick is not None:
        assert Automaton([]).find(" a ") == []

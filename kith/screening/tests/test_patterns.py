"""The little language of the lexicon."""

import re

import pytest

from kith.screening.lexicon.patterns import Grammar, Malformed, of_phrases


@pytest.fixture
def grammar() -> Grammar:
    own = Grammar(lambda word: (word,))
    own.define({"want": "want to|wish to", "die": "die|be dead"})
    return own


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("{want} {die}", "i want to be dead", True),
        ("{want} [really] {die}", "i wish to really die", True),
        ("{want} ~2 {die}", "i want to please please die", True),
        ("{want} ~1 {die}", "i want to please please die", False),
        ("want ~2 die", "i want not die", False),
        ("want ~2 die", "i want . die", False),
        ("{die} !(of (shame|boredom))", "could die of shame", False),
        ("{die} !(of (shame|boredom))", "could die here", True),
        ("<n> tablets", "about 30 tablets", True),
        ("^ {die}", "so . die now", True),
        ("^ {die}", "so die now", False),
        ("{die} $", "so die .", True),
        ("{die} $", "so die now", False),
        ("die", "diet", False),
    ],
)
def test_patterns(grammar, pattern, text, found):
    assert bool(re.search(grammar.pattern(pattern).regex, f" {text} ")) is found


@pytest.mark.parametrize("wrong", ["{nobody}", "(a|b", "[a] ~2", "a)"])
def test_what_cannot_be_read_is_refused(grammar, wrong):
    with pytest.raises(Malformed):
        grammar.pattern(wrong)


def test_a_class_is_a_list_of_phrases(grammar):
    with pytest.raises(Malformed):
        grammar.define({"loose": "a ~3 b"})
    with pytest.raises(Malformed):
        grammar.define({"want": "again"})


def test_an_expression_for_many_phrases_takes_the_longest():
    match = re.match(of_phrases(frozenset({"end it", "end it all", "end"})), "end it all now ")
    assert match is not None
    assert match[0] == "end it all "


def test_an_alternative_of_which_only_an_everyday_word_is_left_is_none():
    own = Grammar(lambda word: () if word == "so" else (word,))
    assert own.pattern("hide (so they|from him)").regex == r" hide\ from\ him\ "

"""Whom words are about: the writer, another member, a child, somebody else."""

from __future__ import annotations

from collections.abc import Iterator

from kith.screening.lexicon import Said
from kith.screening.lexicon.named import named
from kith.screening.normalise import STOPS, Words

SELF, MEMBER, CHILD, THIRD = named("self"), named("member"), named("child"), named("third")
SUBJECTS = {"self": frozenset({"i", "we"}), "third": THIRD - named("objects"), "member": frozenset({"you"})}
FAR = 9


def who(words: Words, said: Said) -> str:
    """What the rule says; else the words themselves; else the nearest subject before them in the sentence."""
    found = said.rule.who or _inside(words, said) or _before(words, said) or "self"
    return "child" if found == "third" and CHILD.intersection(_around(words, said)) else found


def _inside(words: Words, said: Said) -> str | None:
    inside = words.words[said.first : said.last]
    for name, group in (("self", SELF), ("third", THIRD | CHILD), ("member", MEMBER)):
        if group.intersection(inside):
            return name
    return None


def _before(words: Words, said: Said) -> str | None:
    for word in _backwards(words, said):
        for name, subjects in SUBJECTS.items():
            if word in subjects or (name == "third" and word in CHILD):
                return name
    return None


def _around(words: Words, said: Said) -> list[str]:
    return [*words.words[said.first : said.last], *_backwards(words, said)]


def _backwards(words: Words, said: Said) -> Iterator[str]:
    """The words before, the nearest first, to the start of the sentence."""
    for place in range(said.first - 1, max(-1, said.first - FAR), -1):
        if words.words[place] in STOPS:
            return
        yield words.words[place]

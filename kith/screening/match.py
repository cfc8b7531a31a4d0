"""Finds all of thousands of phrases in one pass: Aho-Corasick where it is installed, a dictionary of words elsewhere.

Measured with 5,000 phrases over 160 characters (docs/evidence/screener.md): Aho-Corasick tells what and where in
about the time in which google-re2's Set tells what only; the dictionary needs three times as long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

try:
    import ahocorasick
except ImportError:  # a platform without a wheel: the same answers, later
    ahocorasick = None

Found = tuple[int, int]  # the number of the phrase; where in the text its last character stands


class Matcher(Protocol):
    """Over words with one space before, between and after."""

    def find(self, text: str) -> Sequence[Found]:
        """Every phrase at every place, also where one overlaps another."""


class Automaton:
    """pyahocorasick; a phrase is looked for with its two spaces, so that only whole words count."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for number, phrase in enumerate(phrases):
            self._automaton.add_word(f" {phrase} ", number)
        if phrases:
            self._automaton.make_automaton()

    def find(self, text: str) -> Sequence[Found]:
        if not self._automaton:
            return []
        return [(number, end - 1) for end, number in self._automaton.iter(text)]


class Dictionary:
    """Pure Python: phrases by their first word."""

    def __init__(self, phrases: Sequence[str]) -> None:
        by_first: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for number, phrase in enumerate(phrases):
            by_first[phrase.partition(" ")[0]].append((f"{phrase} ", number))
        self._by_first = {first: tuple(rest) for first, rest in by_first.items()}

    def find(self, text: str) -> Sequence[Found]:
        found, place = [], 1
        for word in text.split():
            for phrase, number in self._by_first.get(word, ()):
                if text.startswith(phrase, place):
                    found.append((number, place + len(phrase) - 2))
            place += len(word) + 1
        return sorted(found, key=lambda one: one[1])


def matcher(phrases: Iterable[str]) -> Matcher:
    """The fastest that this machine has."""
    return (Automaton if ahocorasick else Dictionary)(list(phrases))

"""Looking for thousands of patterns at once: one pass for phrases, then only what all its rare phrases speak for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kith.screening.lexicon.patterns import COMMON, Need, Pattern, phrases_of
from kith.screening.lexicon.rules import Rule, Said
from kith.screening.match import Matcher, matcher
from kith.screening.normalise import Words

MOST_LISTED = 1500  # a pattern that is no more than so many phrases is looked for as these phrases
ANCHORS = 2  # so many of the phrases that a pattern needs are asked for before it is tried,
COSTLY = 1.5  # but none so common that asking costs more than it saves

Anchors = tuple[int, ...]
Places = Mapping[int, list[int]]  # of each anchor, where in the text a phrase of it ends


class _Ready:
    """A pattern, compiled when the rarest of its words are there for the first time, in order and close."""

    __slots__ = ("_after", "_before", "_behind", "_pattern", "_regex", "_until", "others", "rule")

    def __init__(self, rule: Rule, pattern: Pattern, own: Need, before: Anchors, behind: Anchors) -> None:
        """`before`, `behind`: anchors that have to stand before and behind the one it is filed under."""
        self.rule, self._pattern, self._before, self._behind = rule, pattern, before, behind
        self._after, self._until = own.before + 1, own.behind + 4  # what looks ahead sees a stop
        self.others = frozenset({*before, *behind})
        self._regex: re.Pattern[str] | None = None

    def found(self, words: Words, places: Sequence[int], at: Places) -> Iterator[Said]:
        """Every match; looked for only around those places where all that is needed stands close by."""
        last = -1
        for place in places:
            if place > last and (not self.others or self._may_be(place, at)):
                if self._regex is None:
                    self._regex = re.compile(self._pattern.regex)
                last = place + self._until
                for match in self._regex.finditer(words.text, max(0, place - self._after), last):
                    start, end = match.span()
                    yield Said(self.rule, words.word_at(start + 1), words.word_at(end - 1) + 1)

    def _may_be(self, place: int, at: Places) -> bool:
        start, end = place - self._after, place + self._until
        return all(_has(at[anchor], place, end) for anchor in self._behind) and all(
            _has(at[anchor], start, place) for anchor in self._before
        )


class _Places(dict[int, list[int]]):
    """Of each anchor, where a phrase of it ends; worked out for those that are asked for."""

    def __init__(self, ends: Mapping[int, list[int]], numbers: Sequence[frozenset[int]]) -> None:
        super().__init__()
        self._ends, self._numbers = ends, numbers

    def __missing__(self, anchor: int) -> list[int]:
        found = [end for number in self._ends.keys() & self._numbers[anchor] for end in self._ends[number]]
        found.sort()
        self[anchor] = found
        return found


def _has(places: list[int], start: int, end: int) -> bool:
    first = bisect_left(places, start)
    return first < len(places) and places[first] <= end


class Looking:
    """An index over all patterns."""

    def __init__(self, patterns: Iterable[tuple[Rule, Pattern]]) -> None:
        self._anchors: dict[frozenset[str], int] = {}
        self._by_anchor: dict[int, list[_Ready]] = defaultdict(list)
        whole: dict[str, list[Rule]] = defaultdict(list)
        for rule, pattern in patterns:
            if (listed := phrases_of(pattern.parts)) is not None and len(listed) <= MOST_LISTED:
                for phrase in listed:
                    whole[phrase].append(rule)
            else:
                self._file(rule, pattern)
        numbers: dict[str, int] = {}
        for phrase in [phrase for phrases in self._anchors for phrase in phrases] + list(whole):
            numbers.setdefault(phrase, len(numbers))
        self.phrases = tuple(numbers)
        self._whole = {numbers[phrase]: (len(phrase), tuple(rules)) for phrase, rules in whole.items()}
        anchors_of: list[list[int]] = [[] for _ in self.phrases]
        self._numbers = [frozenset(numbers[phrase] for phrase in phrases) for phrases in self._anchors]
        for anchor, own in enumerate(self._numbers):
            for number in own:
                anchors_of[number].append(anchor)
        self._anchors_of = [tuple(anchors) for anchors in anchors_of]
        self.matcher: Matcher = matcher(self.phrases)

    def _anchor(self, phrases: frozenset[str]) -> int:
        return self._anchors.setdefault(phrases, len(self._anchors))

    def _file(self, rule: Rule, pattern: Pattern) -> None:
        """Under the rarest of what it needs."""
        rare = sorted(pattern.needs, key=lambda need: _commonness(need.phrases))[:ANCHORS]
        rare = rare[:1] + [need for need in rare[1:] if _commonness(need.phrases) < COSTLY]
        own = pattern.needs.index(rare[0])
        anchors = [(place, self._anchor(need.phrases)) for place, need in enumerate(pattern.needs) if need in rare]
        before = tuple(number for place, number in anchors if place < own)
        behind = tuple(number for place, number in anchors if place > own)
        self._by_anchor[self._anchor(rare[0].phrases)].append(_Ready(rule, pattern, rare[0], before, behind))

    def said(self, words: Words) -> list[Said]:
        """Every rule of which a pattern is there, in the order of the text."""
        ends: dict[int, list[int]] = defaultdict(list)
        for number, end in self.matcher.find(words.text):
            ends[number].append(end)
        at = _Places(ends, self._numbers)
        found: dict[Rule, list[Said]] = defaultdict(list)
        for number in ends.keys() & self._whole.keys():
            length, rules = self._whole[number]
            for end in ends[number]:
                first, last = words.word_at(end - length + 1), words.word_at(end) + 1
                for rule in rules:
                    found[rule].append(Said(rule, first, last))
        here: set[int] = set()
        for number in ends:
            here.update(self._anchors_of[number])
        for anchor in here & self._by_anchor.keys():
            for ready in self._by_anchor[anchor]:
                if ready.others <= here:
                    found[ready.rule].extend(ready.found(words, at[anchor], at))
        whole = [one for several in found.values() for one in _longest(several)]
        return sorted(whole, key=lambda one: (one.first, -one.last, one.rule.id))


def _longest(several: list[Said]) -> list[Said]:
    """Of matches of one rule those that no other holds within it."""
    if len(several) < 2:
        return several
    several.sort(key=lambda one: (one.first, -one.last))
    kept = several[:1]
    for one in several[1:]:
        if one.last > kept[-1].last:
            kept.append(one)
    return kept


def _commonness(phrases: frozenset[str]) -> float:
    return sum(1.0 if phrase in COMMON else 0.02 for phrase in phrases)

"""Looking for thousands of patterns at once: one pass for phrases, then only what all its rare phrases speak for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kith.screening.lexicon.named import named
from kith.screening.lexicon.patterns import Beside, Need, Pattern, phrases_of
from kith.screening.lexicon.rules import Rule, Said
from kith.screening.match import Matcher, matcher
from kith.screening.normalise import Words

MOST_LISTED = 1500  # a pattern that is no more than so many phrases is looked for as these phrases
ANCHORS = 2  # so many of the phrases that a pattern needs are asked for before it is tried,
COMMON = 1.5  # but none so common that asking costs more than it saves
WIDE = 90  # characters within which things stand beside each other
_COMMON = named("common")

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


class _Near:
    """Things that stand beside each other, in any order."""

    __slots__ = ("_absent", "others", "rule")

    def __init__(self, rule: Rule, others: Anchors, absent: Anchors) -> None:
        self.rule, self.others, self._absent = rule, frozenset(others), absent

    def found(self, words: Words, places: Sequence[int], at: Places) -> Iterator[Said]:
        for place in places:
            ends = [place]
            for anchor in self.others:
                if (near := _nearest(at[anchor], place)) is None:
                    break
                ends.append(near)
            else:
                if not any(_has(at.get(anchor, []), place - WIDE, place + WIDE) for anchor in self._absent):
                    yield Said(self.rule, words.word_at(min(ends)), words.word_at(max(ends)) + 1)


def _has(places: list[int], start: int, end: int) -> bool:
    first = bisect_left(places, start)
    return first < len(places) and places[first] <= end


def _nearest(places: list[int], place: int) -> int | None:
    near = min(places, key=lambda other: abs(other - place))
    return near if abs(near - place) <= WIDE else None


class Looking:
    """An index over all patterns."""

    def __init__(self, patterns: Iterable[tuple[Rule, Pattern | Beside]]) -> None:
        self._anchors: dict[frozenset[str], int] = {}
        self._by_anchor: dict[int, list[_Ready | _Near]] = defaultdict(list)
        whole: dict[str, list[Rule]] = defaultdict(list)
        for rule, pattern in patterns:
            if isinstance(pattern, Beside):
                self._file_beside(rule, pattern)
            elif (listed := phrases_of(pattern.parts)) is not None and len(listed) <= MOST_LISTED:
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
        for phrases, anchor in self._anchors.items():
            for phrase in phrases:
                anchors_of[numbers[phrase]].append(anchor)
        self._anchors_of = [tuple(anchors) for anchors in anchors_of]
        self.matcher: Matcher = matcher(self.phrases)

    def _anchor(self, phrases: frozenset[str]) -> int:
        return self._anchors.setdefault(phrases, len(self._anchors))

    def _file(self, rule: Rule, pattern: Pattern) -> None:
        """Under the rarest of what it needs."""
        rare = sorted(pattern.needs, key=lambda need: _commonness(need.phrases))[:ANCHORS]
        rare = rare[:1] + [need for need in rare[1:] if _commonness(need.phrases) < COMMON]
        own = pattern.needs.index(rare[0])
        anchors = [(place, self._anchor(need.phrases)) for place, need in enumerate(pattern.needs) if need in rare]
        before = tuple(number for place, number in anchors if place < own)
        behind = tuple(number for place, number in anchors if place > own)
        self._by_anchor[self._anchor(rare[0].phrases)].append(_Ready(rule, pattern, rare[0], before, behind))

    def _file_beside(self, rule: Rule, beside: Beside) -> None:
        own, *others = sorted(beside.present, key=_commonness)
        near = _Near(rule, tuple(map(self._anchor, others)), tuple(map(self._anchor, beside.absent)))
        self._by_anchor[self._anchor(own)].append(near)

    def said(self, words: Words) -> list[Said]:
        """Every rule of which a pattern is there, in the order of the text."""
        at: dict[int, list[int]] = defaultdict(list)
        found: dict[Rule, list[Said]] = defaultdict(list)
        for number, end in self.matcher.find(words.text):
            for anchor in self._anchors_of[number]:
                at[anchor].append(end)
            if (known := self._whole.get(number)) is not None:
                length, rules = known
                first, last = words.word_at(end - length + 1), words.word_at(end) + 1
                for rule in rules:
                    found[rule].append(Said(rule, first, last))
        here = at.keys()
        for anchor in here & self._by_anchor.keys():
            places = at[anchor]
            for ready in self._by_anchor[anchor]:
                if ready.others <= here:
                    found[ready.rule].extend(ready.found(words, places, at))
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
    return sum(1.0 if phrase in _COMMON else 0.02 for phrase in phrases)

"""The lexicon: versioned data with an owner and a review date, read once and made ready to be looked for."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from kith.screening.lexicon.named import named
from kith.screening.lexicon.patterns import Grammar, Pattern
from kith.screening.match import Matcher, matcher
from kith.screening.normalise import Words, read
from kith.screening.normalise.slips import Slips
from kith.screening.normalise.spelling import Spelling

HERE = Path(__file__).parent
REACH = 120  # characters: no pattern is longer, so none is looked for farther from a word it needs
ANCHORS = 3  # so many of the words that a pattern needs are asked for before it is tried,
COMMON = 2.5  # but none so common that asking costs more than it saves
FAMILIES = (
    "suicide", "self_harm", "eating", "perinatal", "psychosis", "harm_to_others", "safeguarding", "encouragement",
    "identity",
)  # fmt: skip
# Words so common that looking for the others of a pattern first saves time.
_COMMON = named("common")


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry: what it means that one of its patterns is there."""

    id: str
    kind: str  # "frame": something was said; "idiom": and this was not; "cue": how something was said
    say: str
    family: str = ""
    tier: int = 0
    act: str = ""
    literal: bool = False
    held: bool = False
    soft: bool = False  # means nothing beside an everyday matter or a laugh
    who: str = ""  # when it can only be about somebody else
    room: str = ""  # means something only in rooms about this
    keep: frozenset[str] = frozenset()  # cues that change nothing here


@dataclass(frozen=True, slots=True)
class Said:
    """A rule and the words it was found in: from word to word."""

    rule: Rule
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Together:
    """Acts that mean more together than each alone."""

    family: str
    has: tuple[str, str]
    tier: int
    say: str


@dataclass(frozen=True, slots=True)
class Edition:
    """Who answers for a part of the lexicon, and until when."""

    name: str
    version: str
    language: str
    owner: str
    reviewed_on: dt.date
    review_due_on: dt.date


NO_PLACES: list[int] = []


class _Places:
    """Where in a text the phrases of an anchor stand, worked out when it is first asked."""

    __slots__ = ("_at", "_found", "_members", "_numbers")

    def __init__(self, members: Sequence[frozenset[int]], found: Mapping[int, list[int]]) -> None:
        self._members, self._found, self._numbers = members, found, set(found)
        self._at: dict[int, list[int]] = {}

    def of(self, anchor: int) -> list[int]:
        if (places := self._at.get(anchor)) is None:
            here = self._members[anchor] & self._numbers
            places = sorted(end for number in here for end in self._found[number]) if here else NO_PLACES
            self._at[anchor] = places
        return places

    def near(self, anchor: int, start: int, end: int) -> bool:
        places = self.of(anchor)
        first = bisect_left(places, start)
        return first < len(places) and places[first] <= end


class _Ready:
    """A pattern that is compiled when the rarest of its words are there for the first time, in order and close."""

    __slots__ = ("_pattern", "_regex", "before", "behind", "reach", "rule")

    def __init__(self, rule: Rule, pattern: Pattern, before: tuple[int, ...], behind: tuple[int, ...]) -> None:
        """`before`, `behind`: anchors that have to stand before and behind the one it is filed under."""
        self.rule, self._pattern, self.before, self.behind = rule, pattern, before, behind
        self._regex: re.Pattern[str] | None = None
        self.reach = min(REACH, pattern.longest + 1)

    def windows(self, places: Sequence[int], at: _Places) -> Iterator[tuple[int, int]]:
        """From where to where it is worth looking."""
        last = -1
        for place in places:
            if place > last and self._may_be(place, at):
                last = place + self.reach
                yield max(0, place - self.reach), last

    def _may_be(self, place: int, at: _Places) -> bool:
        for anchor in self.behind:
            if not at.near(anchor, place, place + self.reach):
                return False
        return all(at.near(anchor, place - self.reach, place) for anchor in self.before)

    def spans(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        if self._regex is None:
            self._regex = re.compile(self._pattern.regex)
        return (match.span() for match in self._regex.finditer(text, start, end))


class Lexicon:
    """All patterns of all families and languages."""

    def __init__(self, sources: Iterable[tuple[str, Mapping[str, Any]]], words: Mapping[str, Any]) -> None:
        sources = list(sources)
        self.editions = tuple(_edition(name, data) for name, data in [("words", words), *sources])
        self._words = words
        grammar = Grammar(_speller(words, known=()).of)
        for _, data in sources:
            grammar.define(data.get("classes", {}))
        self.rules = tuple(rule for _, data in sources for rule, _ in _rules(data))
        self.patterns = [
            (rule, grammar.pattern(line)) for _, data in sources for rule, lines in _rules(data) for line in lines
        ]
        self.together = tuple(
            Together(data["family"], tuple(entry["has"]), entry["tier"], entry["say"])
            for _, data in sources
            for entry in data.get("together", ())
        )
        self._index()

    @property
    def version(self) -> str:
        """One word that names the whole: the newest of its parts, and how many rules there are."""
        return f"{max(edition.version for edition in self.editions)}+{len(self.rules)}"

    def _index(self) -> None:
        anchors: dict[frozenset[str], int] = {}
        self._by_anchor: dict[int, list[_Ready]] = defaultdict(list)
        for rule, pattern in self.patterns:
            rare = sorted(pattern.needs, key=_commonness)[:ANCHORS]
            rare = rare[:1] + [phrases for phrases in rare[1:] if _commonness(phrases) < COMMON]
            own = pattern.needs.index(rare[0])
            numbers = [
                (place, anchors.setdefault(phrases, len(anchors)))
                for place, phrases in enumerate(pattern.needs)
                if phrases in rare
            ]
            before = tuple(number for place, number in numbers if place < own)
            behind = tuple(number for place, number in numbers if place > own)
            self._by_anchor[anchors[rare[0]]].append(_Ready(rule, pattern, before, behind))
        numbers_of: dict[str, int] = {}
        for phrases in anchors:
            for phrase in phrases:
                numbers_of.setdefault(phrase, len(numbers_of))
        self.phrases = tuple(numbers_of)
        self._members = [frozenset(numbers_of[phrase] for phrase in phrases) for phrases in anchors]
        filed: list[list[int]] = [[] for _ in self.phrases]
        for anchor in self._by_anchor:
            for number in self._members[anchor]:
                filed[number].append(anchor)
        self._filed = [tuple(numbers) for numbers in filed]
        self.matcher: Matcher = matcher(self.phrases)

    @cached_property
    def spelling(self) -> Spelling:
        """Spelling that knows every word of every pattern."""
        known = {
            word for _, pattern in self.patterns for need in pattern.needs for phrase in need for word in phrase.split()
        }
        return _speller(self._words, known)

    def read(self, text: str, *, language: str = "en") -> Words:
        """Normalise."""
        return read(text, self.spelling if language == "en" else self.strict)

    @cached_property
    def strict(self) -> Spelling:
        """For Welsh: a Welsh word is no misspelt English one."""
        return _speller(self._words, self.spelling.known, slips=False)

    def said(self, words: Words) -> list[Said]:
        """Every rule of which a pattern is there, in the order of the text."""
        text, places = words.text, defaultdict[int, list[int]](list)
        for number, end in self.matcher.find(text):
            places[number].append(end)
        at = _Places(self._members, places)
        found: dict[tuple[str, int, int], Said] = {}
        own: dict[int, list[int]] = {}
        for number, ends in places.items():
            for anchor in self._filed[number]:
                own[anchor] = sorted(own[anchor] + ends) if anchor in own else ends
        for anchor, ends in own.items():
            for ready in self._by_anchor[anchor]:
                for start, end in ready.windows(ends, at):
                    for first, last in ready.spans(text, start, end):
                        one = Said(ready.rule, words.word_at(first), words.word_at(last - 1) + 1)
                        found[one.rule.id, one.first, one.last] = one
        return sorted(found.values(), key=lambda one: (one.first, -one.last, one.rule.id))


def _commonness(phrases: frozenset[str]) -> float:
    return sum(1.0 if phrase in _COMMON else 0.02 for phrase in phrases)


def _edition(name: str, data: Mapping[str, Any]) -> Edition:
    return Edition(
        name, data["version"], data.get("language", "en"), data["owner"], data["reviewed_on"], data["review_due_on"]
    )


def _rules(data: Mapping[str, Any]) -> Iterator[tuple[Rule, list[str]]]:
    """Each entry with the lines of its patterns."""
    for kind in ("frame", "idiom", "cue"):
        for entry in data.get(kind, ()):
            fields = {key: value for key, value in entry.items() if key != "any"}
            fields["keep"] = frozenset(fields.get("keep", ()))
            lines = [line.partition("#")[0].strip() for line in entry["any"].splitlines()]
            yield Rule(kind=kind, **({"family": data.get("family", "")} | fields)), [line for line in lines if line]


def _speller(words: Mapping[str, Any], known: Iterable[str], *, slips: bool = True) -> Spelling:
    return Spelling(
        table=words["table"],
        light=words["light"].split(),
        pictures=words["pictures"].split(),
        pairs=words["pairs"],
        slips=Slips(words["careful"].split() if slips else (), words["true"].split()),
        known=known,
        careful=words["careful"].split(),
    )


@cache
def lexicon() -> Lexicon:
    """The one that Kith ships."""
    files = sorted(path for path in HERE.glob("*.toml") if path.stem not in {"words", "identity", "sets"})
    ordered = sorted(files, key=lambda path: path.stem != "classes")
    return Lexicon(
        [(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in ordered],
        tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8")),
    )

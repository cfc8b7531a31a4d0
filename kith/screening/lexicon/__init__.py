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
from kith.screening.lexicon.patterns import Grammar, Need, Pattern, phrases_of
from kith.screening.match import Matcher, matcher
from kith.screening.normalise import Words, read
from kith.screening.normalise.slips import Slips
from kith.screening.normalise.spelling import Spelling

HERE = Path(__file__).parent
MOST_LISTED = 1500  # a pattern that is no more than so many phrases is looked for as these phrases
ANCHORS = 2  # so many of the words that a pattern needs are asked for before it is tried,
COMMON = 1.5  # but none so common that asking costs more than it saves
FAMILIES = (
    "suicide", "self_harm", "eating", "perinatal", "psychosis", "harm_to_others", "safeguarding", "encouragement",
    "identity",
)  # fmt: skip
# Words so common that looking for the others of a pattern first saves time.
_COMMON = named("common")


@dataclass(frozen=True, slots=True, eq=False)
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

    def spans(self, text: str, places: Sequence[int], at: Places) -> Iterator[tuple[int, int]]:
        """Every match; looked for only around those places where all that is needed stands close by."""
        last = -1
        for place in places:
            if place > last and (not self.others or self._may_be(place, at)):
                if self._regex is None:
                    self._regex = re.compile(self._pattern.regex)
                last = place + self._until
                for match in self._regex.finditer(text, max(0, place - self._after), last):
                    yield match.span()

    def _may_be(self, place: int, at: Places) -> bool:
        end, start = place + self._until, place - self._after
        for anchor in self._behind:
            near = at[anchor]
            first = bisect_left(near, place)
            if first == len(near) or near[first] > end:
                return False
        for anchor in self._before:
            near = at[anchor]
            first = bisect_left(near, start)
            if first == len(near) or near[first] > place:
                return False
        return True


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
        self._known = frozenset(grammar.words)
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
        whole: dict[str, list[Rule]] = defaultdict(list)
        for rule, pattern in self.patterns:
            listed = phrases_of(pattern.parts)
            if listed is not None and len(listed) <= MOST_LISTED:
                for phrase in listed:
                    whole[phrase].append(rule)
                continue
            rare = sorted(pattern.needs, key=_commonness)[:ANCHORS]
            rare = rare[:1] + [need for need in rare[1:] if _commonness(need) < COMMON]
            own = pattern.needs.index(rare[0])
            numbers = [
                (place, anchors.setdefault(need.phrases, len(anchors)))
                for place, need in enumerate(pattern.needs)
                if need in rare
            ]
            before = tuple(number for place, number in numbers if place < own)
            behind = tuple(number for place, number in numbers if place > own)
            self._by_anchor[anchors[rare[0].phrases]].append(_Ready(rule, pattern, rare[0], before, behind))
        numbers_of: dict[str, int] = {}
        for phrases in anchors:
            for phrase in phrases:
                numbers_of.setdefault(phrase, len(numbers_of))
        for phrase in whole:
            numbers_of.setdefault(phrase, len(numbers_of))
        self.phrases = tuple(numbers_of)
        self._whole = {numbers_of[phrase]: (len(phrase), tuple(rules)) for phrase, rules in whole.items()}
        anchors_of: list[list[int]] = [[] for _ in self.phrases]
        for phrases, anchor in anchors.items():
            for phrase in phrases:
                anchors_of[numbers_of[phrase]].append(anchor)
        self._anchors_of = [tuple(numbers) for numbers in anchors_of]
        self.matcher: Matcher = matcher(self.phrases)

    @cached_property
    def spelling(self) -> Spelling:
        """Spelling that knows every word of every pattern."""
        return _speller(self._words, self._known)

    def read(self, text: str, *, language: str = "en") -> Words:
        """Normalise."""
        return read(text, self.spelling if language == "en" else self.strict)

    @cached_property
    def strict(self) -> Spelling:
        """For Welsh: a Welsh word is no misspelt English one."""
        return _speller(self._words, self.spelling.known, slips=False)

    def said(self, words: Words) -> list[Said]:
        """Every rule of which a pattern is there, in the order of the text."""
        text, anchors_of = words.text, self._anchors_of
        at: dict[int, list[int]] = defaultdict(list)
        found: dict[Rule, list[Said]] = defaultdict(list)
        for number, end in self.matcher.find(text):
            for anchor in anchors_of[number]:
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
                    for first, last in ready.spans(text, places, at):
                        one = Said(ready.rule, words.word_at(first + 1), words.word_at(last - 1) + 1)
                        found[ready.rule].append(one)
        whole = [one for several in found.values() for one in _longest(several)]
        return sorted(whole, key=lambda one: (one.first, -one.last, one.rule.id))


def _longest(several: list[Said]) -> list[Said]:
    """Of matches of one rule those that no other holds within it."""
    if len(several) == 1:
        return several
    several.sort(key=lambda one: (one.first, -one.last))
    kept = several[:1]
    for one in several[1:]:
        if one.last > kept[-1].last:
            kept.append(one)
    return kept


def _commonness(need: Need) -> float:
    return sum(1.0 if phrase in _COMMON else 0.02 for phrase in need.phrases)


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

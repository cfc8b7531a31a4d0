"""From what somebody typed to what is looked for: phrases, plain words for listed words, and words that are filters."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rapidfuzz.distance import OSA

from kith.domains.directory.classify import DATA

_TOKEN = re.compile(r"[a-z0-9]+(?:['&+-][a-z0-9]+)*")
_LONGEST = 5
_MOST = 8


@dataclass(frozen=True)
class Meant:
    """One thing that was asked for: the words as typed, and the other words under which it may be listed."""

    said: str
    finds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wording:
    """What is looked for, and which filters the words set besides."""

    meant: tuple[Meant, ...] = ()
    filters: dict[str, Any] = field(default_factory=dict)

    @property
    def plain(self) -> list[str]:
        """For each thing meant, a web-search expression of the words as typed."""
        return [_quoted(meant.said) for meant in self.meant]

    @property
    def wide(self) -> list[str]:
        """For each thing meant, the words as typed or any of the others."""
        return [" or ".join(map(_quoted, dict.fromkeys((meant.said, *meant.finds)))) for meant in self.meant]


def understand(text: str) -> Wording:
    """Phrases first, the longest before the shorter; words that carry nothing fall away."""
    tokens = _TOKEN.findall(text.lower().replace("\u2019", "'"))[:24]
    finds, noise, filters = _known()
    meant: list[Meant] = []
    wanted: dict[str, Any] = {}
    start = 0
    while start < len(tokens):
        phrase = _longest(tokens, start, finds, filters)
        start += phrase.count(" ") + 1
        if phrase in filters:
            _add(wanted, filters[phrase])
        elif phrase in finds:
            meant.append(Meant(phrase, finds[phrase]))
        elif phrase not in noise:
            meant.append(Meant(phrase))
    if not meant and not wanted:
        meant = [Meant(token) for token in tokens if len(token) > 2][:2]
    unique = {one.said: one for one in meant}
    return Wording(tuple(unique.values())[:_MOST], wanted)


def corrected(word: str, listed: dict[str, int]) -> str:
    """The word that was probably meant by a misspelt one, of those in listings and of our plain words; else itself."""
    if word in listed:
        return word
    return nearest(word, {**{said: 0 for said in _known()[0] if " " not in said}, **listed}) or word


def nearest(word: str, among: dict[str, int]) -> str:
    """The word that takes the fewest slips of the finger to become this one: one, or two in a long word."""
    most = 0 if len(word) < 4 else 1 if len(word) < 7 else 2
    near = [
        (OSA.distance(word, other, score_cutoff=most), -count, other)
        for other, count in among.items()
        if abs(len(other) - len(word)) <= most
    ]
    best = min(near, default=None)
    return best[2] if best and 0 < best[0] <= most else ""


def _longest(tokens: list[str], start: int, finds: dict[str, tuple[str, ...]], filters: dict[str, Any]) -> str:
    for length in range(min(_LONGEST, len(tokens) - start), 1, -1):
        phrase = " ".join(tokens[start : start + length])
        if phrase in finds or phrase in filters:
            return phrase
    return tokens[start]


def _add(wanted: dict[str, Any], more: dict[str, Any]) -> None:
    for name, value in more.items():
        wanted[name] = sorted({*wanted.get(name, []), *value}) if isinstance(value, list) else value


def _quoted(words: str) -> str:
    return f'"{words}"' if " " in words or "-" in words else words


@cache
def _known() -> tuple[dict[str, tuple[str, ...]], frozenset[str], dict[str, Any]]:
    """Plain words, noise and filters, from the data file."""
    raw = tomllib.loads((DATA / "plain-words.toml").read_text())
    finds: dict[str, tuple[str, ...]] = {}
    for entry in raw["words"]:
        for said in entry["said"]:
            finds[said] = tuple(dict.fromkeys((*finds.get(said, ()), *entry["finds"])))
    return finds, frozenset(raw["noise"]), raw["filters"]

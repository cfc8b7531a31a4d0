"""The lexicon: versioned data with an owner and a review date, read once and made ready to be looked for."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from kith.screening.lexicon.looking import Looking
from kith.screening.lexicon.patterns import BESIDE, Grammar
from kith.screening.lexicon.rules import FAMILIES, Rule, Said, Together
from kith.screening.normalise import Words, read
from kith.screening.normalise.slips import Slips
from kith.screening.normalise.spelling import Spelling

HERE = Path(__file__).parent
__all__ = ["FAMILIES", "Edition", "Lexicon", "Rule", "Said", "lexicon"]


@dataclass(frozen=True, slots=True)
class Edition:
    """Who answers for a part of the lexicon, and until when."""

    name: str
    version: str
    language: str
    owner: str
    reviewed_on: dt.date
    review_due_on: dt.date


class Lexicon:
    """All patterns of all families and languages."""

    def __init__(self, sources: Iterable[tuple[str, Mapping[str, Any]]], words: Mapping[str, Any]) -> None:
        sources = list(sources)
        self.editions = tuple(_edition(name, data) for name, data in [("words", words), *sources])
        self._words = words
        grammar = Grammar(_speller(words, known=()).plain)
        for _, data in sources:
            grammar.define(data.get("classes", {}))
        self.rules = tuple(rule for _, data in sources for rule, _ in _rules(data))
        self.patterns = [
            (rule, grammar.pattern(line) if BESIDE not in line else grammar.beside(line))
            for _, data in sources
            for rule, lines in _rules(data)
            for line in lines
        ]
        self._known = frozenset(grammar.words)
        self.together = tuple(
            Together(data["family"], tuple(entry["has"]), entry["tier"], entry["say"])
            for _, data in sources
            for entry in data.get("together", ())
        )
        self.looking = Looking(self.patterns)
        self.phrases = self.looking.phrases

    @property
    def version(self) -> str:
        """One word that names the whole: the newest of its parts, and how many rules there are."""
        return f"{max(edition.version for edition in self.editions)}+{len(self.rules)}"

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
        return self.looking.said(words)


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

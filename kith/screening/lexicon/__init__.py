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
from kith.screening.lexicon.patterns import Grammar
from kith.screening.lexicon.rules import FAMILIES, Act, Rule, Said, Together
from kith.screening.normalise import Words, read
from kith.screening.normalise.slips import Slips
from kith.screening.normalise.spelling import Spelling

HERE = Path(__file__).parent
__all__ = ["FAMILIES", "Act", "Edition", "Lexicon", "Rule", "Said", "Together", "lexicon"]


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
            (rule, grammar.pattern(line)) for _, data in sources for rule, lines in _rules(data) for line in lines
        ]
        self._known = frozenset(grammar.words)
        self.together = tuple(_together(data) for _, data in sources for data in _entries(data, "together"))
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
            if kind == "frame" and fields["tier"] > 1:
                fields.setdefault("soft", not fields.get("literal"))
            lines = [line.partition("#")[0].strip() for line in entry["any"].splitlines()]
            yield Rule(kind=kind, **({"family": data.get("family", "")} | fields)), [line for line in lines if line]


def _entries(data: Mapping[str, Any], kind: str) -> Iterator[Mapping[str, Any]]:
    """Each entry of a kind, of the family of its file unless it names one."""
    for entry in data.get(kind, ()):
        yield {"family": data.get("family", "")} | entry


def _together(entry: Mapping[str, Any]) -> Together:
    acts = "_".join(each.partition("|")[0].lstrip("+") for each in entry["has"])
    rule = Rule(entry.get("id", f"{entry['family']}.{acts}"), "frame", entry["say"], entry["family"], entry["tier"],
                act=entry.get("act", "together"), soft=entry.get("soft", False))  # fmt: skip
    return Together(
        rule,
        tuple(frozenset(_act(act, rule.family) for act in each.split("|")) for each in entry["has"]),
        frozenset(_act(act, rule.family) for act in entry.get("unless", ())),
    )


def _act(name: str, family: str) -> Act:
    """A sign is written with a plus and is of no family."""
    return ("", name[1:]) if name[0] == "+" else (family, name)


def _speller(words: Mapping[str, Any], known: Iterable[str], *, slips: bool = True) -> Spelling:
    return Spelling(
        table=words["table"],
        light=words["light"].split(),
        pictures=words["pictures"].split(),
        pairs=words["pairs"],
        slips=Slips(
            _keys(words["careful"].split(), [*known, *words["table"]]) if slips else (),
            [*words["true"].split(), *real_words()],
        ),
        known=known,
        careful=words["careful"].split(),
    )


LONG_ENOUGH = 5  # shorter words are near to too many others


def _keys(careful: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """Words worth finding when they are misspelt: those of weight, and of the others the longer ones."""
    return frozenset({*careful, *(word for word in known if len(word) >= LONG_ENOUGH and word.isalpha())})


@cache
def real_words() -> tuple[str, ...]:
    """English words that are a slip away from a word of the lexicon and mean themselves."""
    lines = (HERE / "near_words.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def lexicon() -> Lexicon:
    """The one that Kith ships."""
    files = sorted(path for path in HERE.glob("*.toml") if path.stem not in {"words", "identity", "sets"})
    ordered = sorted(files, key=lambda path: path.stem != "classes")
    return Lexicon(
        [(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in ordered],
        tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8")),
    )

"""The small language in which the lexicon's patterns are written, and how it becomes a regular expression.

wake up            these words, one after the other (plain words: see words.toml)
{want}             one of a class of words or phrases
(a|b c|)           one of these, or nothing when the last is empty
[my]               perhaps
~3                 at most three words of any kind but "not" and "never", within the sentence
!(a|b)             not followed by one of these
<n>                a figure
^ $                where a sentence begins, ends
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from kith.screening.lexicon.named import named

COMMON, WORN = named("common"), named("common") | named("worn")
MOST_MEMBERS = 6000
WORD = 12  # characters that a word of any kind may have; longer ones shorten what a gap may span
_TOKEN = re.compile(r"\{[\w-]+\}|~\d+|<n>|!\(|[()\[\]|^$]|[^\s()\[\]|{}<>~^$!]+")
_GAP = r"(?:(?!(?:[.?]|not|never) )[^ ]+ ){{0,{0}}}?"


CLOSES = {"(": ")", "[": "]", "!(": ")"}
_FIXED = {"<n>": r"[0-9][^ ]* ", "^": r"(?:(?<=[.?] )|(?<=^ ))", "$": r"(?=[.?] |$)"}


class Malformed(ValueError):
    """A line of the lexicon cannot be read."""


class Part:
    """A piece of a pattern; its regular expression is written when it is first needed, for there are thousands."""

    __slots__ = ("_regex", "branches", "longest", "phrases")

    def __init__(
        self,
        regex: str = "",
        phrases: frozenset[str] | None = None,
        branches: Sequence[Sequence[Part]] = (),
        longest: int = 0,
    ) -> None:
        """`phrases`: all it can be, when that is a small finite list; "" is nothing. `longest`: in characters."""
        self._regex, self.phrases, self.branches = regex, phrases, branches
        if phrases is not None:
            longest = max(map(len, phrases)) + 1
        elif branches:
            longest = max(sum(part.longest for part in branch) for branch in branches)
        self.longest: int = longest

    @property
    def regex(self) -> str:
        """What it looks like for `re`."""
        if self._regex or (self.phrases is None and not self.branches):
            return self._regex
        if self.phrases is not None:
            return of_phrases(self.phrases)
        return "(?:" + "|".join("".join(part.regex for part in branch) for branch in self.branches) + ")"


class Need(NamedTuple):
    """Phrases of which every match of a pattern holds one, and how many characters at most stand on either side."""

    phrases: frozenset[str]
    before: int  # from the start of the match to the end of the phrase
    behind: int  # from there to the end of the match


class Pattern:
    """One line: an expression over plain words, and what has to be there, in this order."""

    __slots__ = ("needs", "parts")

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts, self.needs = tuple(parts), tuple(needed(parts))

    @property
    def regex(self) -> str:
        """For `re`; a match begins at the space before its first word, which makes looking for it fast."""
        return " " + "".join(part.regex for part in self.parts)


NOTHING = Part(phrases=frozenset({""}))


class Grammar:
    """Reads patterns, given the classes."""

    def __init__(self, plain: Callable[[str], tuple[str, ...]]) -> None:
        self.plain = plain  # a word of a pattern in the spelling that the normaliser produces
        self.classes: dict[str, Part] = {}
        self.words: set[str] = set()  # every word that stands in a pattern
        self._words: dict[str, Part] = {}

    def define(self, classes: Mapping[str, str]) -> None:
        """Add classes; each may use those before it."""
        for name, source in classes.items():
            if name in self.classes:
                raise Malformed(f"the class {name} is defined twice")
            _, parts = self._alternatives(_TOKEN.findall(source), 0, "")
            part = either(parts)
            if not part.phrases:
                raise Malformed(f"the class {name} is not a list of phrases")
            self.classes[name] = Part(phrases=part.phrases - {""})  # a word without weight is not there to be found

    def pattern(self, source: str) -> Pattern:
        """Compile one line."""
        tokens = _TOKEN.findall(source)
        end, parts = self._sequence(tokens, 0)
        if end != len(tokens) or not parts:
            raise Malformed(f"cannot read the pattern: {source}")
        pattern = Pattern(parts)
        if not pattern.needs:
            raise Malformed(f"nothing in this pattern has to be there: {source}")
        return pattern

    def _sequence(self, tokens: list[str], at: int) -> tuple[int, list[Part]]:
        parts: list[Part] = []
        while at < len(tokens) and tokens[at] not in {")", "]", "|"}:
            token = tokens[at]
            if token in CLOSES:
                at, branches = self._alternatives(tokens, at + 1, CLOSES[token])
                if (inner := _bracket(token, branches)) is not NOTHING:
                    parts.append(inner)
            elif (part := self._single(token)) is not NOTHING:
                parts.append(part)
            at += 1
        return at, parts

    def _alternatives(self, tokens: list[str], at: int, closing: str) -> tuple[int, list[list[Part]]]:
        branches = []
        while True:
            start = at
            at, parts = self._sequence(tokens, at)
            if at == start or (parts and not _worn(tokens[start:at], parts)):
                branches.append(parts)
            mark = tokens[at] if at < len(tokens) else ""
            if mark == closing:
                return at, branches
            if mark != "|":
                raise Malformed(f"a bracket does not close: {' '.join(tokens)}")
            at += 1

    def _single(self, token: str) -> Part:
        if (known := self._words.get(token)) is not None:
            return known
        if token[0] == "{":
            if token[1:-1] not in self.classes:
                raise Malformed(f"there is no class {token}")
            return self.classes[token[1:-1]]
        if token[0] == "~":
            part = Part(_GAP.format(token[1:]), longest=int(token[1:]) * WORD)
        elif token in _FIXED:
            part = Part(_FIXED[token], longest=WORD)
        else:
            words = self.plain(token)
            self.words.update(words)
            part = Part(phrases=frozenset({" ".join(words)})) if words else NOTHING
        self._words[token] = part
        return part


def _worn(tokens: list[str], parts: Sequence[Part]) -> bool:
    """Of "so they" nothing but "they" is left once words without weight are gone: it would be found everywhere."""
    only = parts[0].phrases if len(parts) == 1 else None
    return len(tokens) > 1 and only is not None and len(only) == 1 and only <= WORN


def _bracket(opening: str, branches: list[list[Part]]) -> Part:
    if not branches:
        return NOTHING
    if opening == "!(":
        part = either(branches)
        return Part(f"(?!{part.regex})", longest=part.longest)
    return either([*branches, [NOTHING]] if opening == "[" else branches)


def either(branches: list[list[Part]]) -> Part:
    """One of several sequences."""
    members: set[str] = set()
    for branch in branches:
        phrases = branch[0].phrases if len(branch) == 1 else phrases_of(branch)
        if phrases is None or len(members) > MOST_MEMBERS:
            return Part(branches=branches)
        members |= phrases
    return Part(phrases=frozenset(members))


def phrases_of(parts: Iterable[Part]) -> frozenset[str] | None:
    """All that a sequence can be, when that is a small finite list."""
    lists = []
    size = 1
    for part in parts:
        if part.phrases is None or (size := size * len(part.phrases)) > MOST_MEMBERS:
            return None
        lists.append(sorted(part.phrases))
    return frozenset(" ".join(filter(None, choice)) for choice in product(*lists))


def needed(parts: Sequence[Part]) -> Iterator[Need]:
    """What has to be there; words that stand together are one phrase."""
    before, whole = 0, sum(part.longest for part in parts)
    run: list[str] = []
    for part in [*parts, Part()]:
        word = part.phrases is not None and len(part.phrases) == 1
        if run and not word:
            yield Need(frozenset({" ".join(run)}), before, whole - before)
            run = []
        before += part.longest
        if word:
            run += filter(None, part.phrases or ())
        elif part.phrases is not None and "" not in part.phrases:
            yield Need(part.phrases, before, whole - before)


@lru_cache(maxsize=1024)
def of_phrases(phrases: frozenset[str]) -> str:
    """A regular expression for any of these phrases, each with its space behind, without a common start tried twice."""
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for phrase in phrases:
        node = root
        for character in f"{phrase} " if phrase else "":
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(root)


def _branch(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    choices = [re.escape(character) + _branch(rest) for character, rest in sorted(node.items()) if character]
    if not choices:
        return ""
    body = choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"
    if "" not in node:
        return body
    return f"{body}?" if len(choices) > 1 else f"(?:{body})?"

"""From plain words to topics: what somebody means when they say "my hands in soil", and what a name is about.

The topics and their words are the directory's own (data/topics.toml), so a wish and a listing are read alike. People
say more than listings do; `own-words.toml` holds what only people say.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kith.domains.directory import classify

_HERE = Path(__file__).parent
_WORD = re.compile(r"[a-zà-ÿ']+")
# "A talk" in a listing is a lecture; somebody who wants to talk does not mean that.
_LEARNS = re.compile(r"\b(?:cours|class|learn|stud|lesson|college|train)")


def _plain(text: str) -> str:
    return text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


@lru_cache(maxsize=20_000)
def topics_in(text: str) -> frozenset[str]:
    """The topics that a text names, read as the directory reads a name."""
    return frozenset(code for code, _score in classify.score_topics(classify.Words(name=text)))


@cache
def _own() -> dict[str, Any]:
    return tomllib.loads((_HERE / "own-words.toml").read_text(encoding="utf-8"))


@cache
def _fillers() -> frozenset[str]:
    """Words that carry no wish of their own."""
    return frozenset(_own()["fillers"].split())


@cache
def broad() -> frozenset[str]:
    """Topics too wide to answer a wish that names a finer one."""
    return frozenset(_own()["broad"])


@cache
def umbrella() -> frozenset[str]:
    """Topics that hold many unlike things."""
    return frozenset(_own()["umbrella"])


@cache
def by_word_only() -> frozenset[str]:
    """Topics that answer a wish only where the same thing is named."""
    return frozenset(_own()["by_word_only"])


@cache
def next_to(topic: str) -> frozenset[str]:
    """The topics that are much like this one."""
    return frozenset(other for group in _own()["neighbours"] if topic in group for other in group) - {topic}


@cache
def _own_words() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    return tuple((_as_said(words), frozenset(codes)) for words, codes in _own()["says"].items())


def _as_said(words: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(re.escape(word) for word in words.split()) + r"(?:s|es)?(?!\w)")


@lru_cache(maxsize=4_000)
def meant(said: str) -> frozenset[str]:
    """The topics somebody means: those they name, and those that only people name in such words."""
    lowered = _plain(said)
    found = set(topics_in(said))
    for pattern, codes in _own_words():
        if pattern.search(lowered):
            found |= codes
    if "courses" in found and not _LEARNS.search(lowered):
        found.remove("courses")
    return frozenset(found)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The part of a word that stays the same: singing, sings, sing."""
    for ending, instead in (("ies", "y"), ("ings", ""), ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""), ("e", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            break
    word = word.removesuffix("e") if len(word) > 3 else word
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz" else word


@lru_cache(maxsize=20_000)
def stems_in(text: str) -> frozenset[str]:
    """The stems of all words of a text."""
    return frozenset(stem(word) for word in _WORD.findall(_plain(text)))


@lru_cache(maxsize=20_000)
def forms_in(text: str) -> frozenset[str]:
    """All words of a text, a word and its plural being one: stricter than stems."""
    return frozenset(classify.stem(word) for word in _WORD.findall(_plain(text)))


@lru_cache(maxsize=4_000)
def content(said: str) -> tuple[str, ...]:
    """The stems that carry a wish, without fillers, in order."""
    words = [word.removesuffix("'s") for word in _WORD.findall(_plain(said)) if word not in _fillers()]
    return tuple(dict.fromkeys(stem(word) for word in words if len(word) > 1))

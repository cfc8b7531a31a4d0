"""Working out, from a service's own words, what it is about, for whom, and what nobody wrote in a field.

Words and patterns are data (`data/topics.toml`, `data/signs.toml`); this file only counts them. What is worked out
here is a claim by "its description", and gives way to what anybody says.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import combining

from kith.domains.directory.models.facts import Access, Fit, Kind

DATA = Path(__file__).resolve().parent / "data"
_WORD = re.compile(r"[a-z0-9]+(?:['\u2019.+&][a-z0-9]+)*\+?")
_NAME, _TAG, _HINT, _ORGANISATION, _DESCRIPTION = 5.0, 4.0, 3.0, 2.0, 1.0
_SPAN = re.compile(
    r"\b(?:ages?|aged|from|over|between|children|young people)\b[^.\d]{0,24}"
    r"(\d{1,2})\s*(?:-|\u2013|to|and)\s*(\d{1,2})\b"
)
_YEARS = re.compile(r"\b(\d{1,2})\s*(?:-|\u2013|to)\s*(\d{1,2})\s*(?:years?|yrs?|year olds?)\b")
_UNDER = re.compile(r"\bunder (?:the age of )?(\d{1,2})s?\b|\bunder fives\b")
_OVER = re.compile(
    r"\bover (?:the age of )?(\d{2})s?\b|\b(\d{2})\s*(?:\+|plus\b)"
    r"|\baged? (\d{2}) (?:years )?(?:and|or) (?:over|above|older)"
)


@dataclass(frozen=True)
class Words:
    """What there is to read of a service. `tags` are "taxonomy:code"."""

    name: str
    description: str = ""
    organisation: str = ""
    more: str = ""
    tags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass
class Reading:
    """What was worked out. A fact that is not in `facts` is not known."""

    kinds: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    audiences: list[str] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Topic:
    code: str
    kind: str
    weight: float


def read(words: Words) -> Reading:
    """Everything that the words tell."""
    topics = score_topics(words)
    kinds = _kinds(topics)
    reading = Reading(kinds=kinds, topics=[code for code, _ in topics][:10])
    everything = f"{words.name} \n {words.more} \n {words.description}"
    reading.cautions = _cautions(everything)
    reading.audiences = _named("audience", f"{words.name} \n {words.description}")
    reading.facts = _facts(words, everything, reading)
    return reading


def stem(word: str) -> str:
    """A word and its plural are one."""
    word = word.removesuffix("'s").removesuffix("\u2019s")
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _plain(text: str) -> str:
    """In small letters without accents: Welsh is written with and without them."""
    text = text.lower()
    return text if text.isascii() else "".join(c for c in unicodedata.normalize("NFKD", text) if not combining(c))


def score_topics(words: Words) -> list[tuple[str, float]]:
    """The topics that the words name, the surest first."""
    topics, phrases, tags = _taxonomy()
    scores: dict[str, float] = defaultdict(float)
    fields = (
        (_NAME, words.name),
        (_HINT, words.more),
        (_ORGANISATION, words.organisation if words.organisation != words.name else ""),
        (_DESCRIPTION, words.description),
    )
    for weight, text in fields:
        for code, number in _mentions(text, phrases).items():
            scores[code] += weight * min(number, 3 if weight == _DESCRIPTION else 1) * topics[code].weight
    for tag in words.tags:
        for code in tags.get(tag, ()):
            scores[code] += _TAG * topics[code].weight
    for code in words.topics:
        scores[code] += 2 * _TAG
    enough = 2.0 if len(words.description) > 700 else 1.0
    found = [(code, score) for code, score in scores.items() if score >= enough * topics[code].weight]
    return sorted(found, key=lambda item: (-item[1], item[0]))


def _mentions(text: str, phrases: dict[str, list[tuple[tuple[str, ...], str, bool]]]) -> dict[str, int]:
    """How many of a topic's phrases the text has, outside the phrases that mean something else."""
    tokens = [stem(word) for word in _WORD.findall(_plain(text))]
    spans: dict[str, list[tuple[int, int, bool]]] = defaultdict(list)
    for start, token in enumerate(tokens):
        for phrase, code, is_not in phrases.get(token, ()):
            if tuple(tokens[start : start + len(phrase)]) == phrase:
                spans[code].append((start, start + len(phrase), is_not))
    found: dict[str, int] = {}
    for code, places in spans.items():
        shadows = [(start, end) for start, end, is_not in places if is_not]
        seen = {
            tuple(tokens[start:end])
            for start, end, is_not in places
            if not is_not and not any(a <= start and end <= b for a, b in shadows)
        }
        if seen:
            found[code] = len(seen)
    return found


def _kinds(topics: list[tuple[str, float]]) -> list[str]:
    """The kinds of the topics, the strongest first; a kind far behind the first is left out."""
    known = _taxonomy()[0]
    totals: dict[str, float] = defaultdict(float)
    for code, score in topics:
        totals[known[code].kind] += score
    order = {kind: number for number, kind in enumerate(Kind.values)}
    ranked = sorted(totals.items(), key=lambda item: (-item[1], order[item[0]]))
    return [kind for kind, total in ranked if total >= 0.34 * ranked[0][1]]


def _cautions(text: str) -> list[str]:
    return [code for code, pattern in _signs("caution").items() if pattern.search(text) and not _is_excused(code, text)]


def _is_excused(code: str, text: str) -> bool:
    excuse = _signs("caution_not").get(code)
    return bool(excuse and excuse.search(text))


def _named(group: str, text: str) -> list[str]:
    return [code for code, pattern in _signs(group).items() if pattern.search(text)]


def _facts(words: Words, text: str, reading: Reading) -> dict[str, Any]:
    found = _named("fact", text)
    facts: dict[str, Any] = {code: True for code in found if code in Fit.values} | _access(text)
    if "open_to_everyone" in found:
        facts["open_to_everyone"] = True
    if "no_referral" in found:
        facts["needs_referral"] = False
    elif "needs_referral" in found:
        facts["needs_referral"] = True
    if "not_free" in found:
        facts["is_free"] = False
    elif "is_free" in found:
        facts["is_free"] = True
    formats = _named("format", text)
    if formats:
        facts["formats"] = formats
    scope = _named("scope", text)
    if scope:
        facts["scope"] = scope[0]
    sector = _named("sector", f"{words.name} \n {words.organisation} \n {words.description}")
    if sector:
        facts["sector"] = sector[0]
    facts |= _who(words, reading, is_open="open_to_everyone" in facts)
    joinable = can_join(words)
    if joinable is not None:
        facts["can_join"] = joinable
    return facts


def _access(text: str) -> dict[str, bool]:
    """What a building has, and what it is said not to have; "partly" and "ask us" leave it open."""
    found = {}
    for code in Access.values:
        pattern = _signs("fact").get(code)
        said = [_is_said(text, place) for place in pattern.finditer(text)] if pattern else []
        if said and None not in said:
            found[code] = all(said)
    if _signs("no_access")["step_free"].search(text):
        found["step_free"] = False
    return found


def _is_said(text: str, place: re.Match[str]) -> bool | None:
    """Whether a sentence says yes, no or perhaps to what stands at this place in it."""
    before, after = text[max(0, place.start() - 60) : place.start()], text[place.end() : place.end() + 40]
    sentence = re.split(r"[.;!?\n]|,? but ", before)[-1], re.split(r"[.;,!?\n]", after)[0]
    said = _signs("said")
    if said["partly"].search(sentence[0][-25:]) or said["partly_after"].search(sentence[1]):
        return None
    return not (said["no"].search(sentence[0]) or said["no_after"].search(sentence[1]))


def _who(words: Words, reading: Reading, *, is_open: bool) -> dict[str, Any]:
    """Ages, and whether it is only for those it names."""
    facts: dict[str, Any] = {}
    youngest, oldest = ages_in(f"{words.name}. {words.description}")
    if youngest is not None:
        facts["minimum_age"] = youngest
    if oldest is not None:
        facts["maximum_age"] = oldest
    only = _signs("only")
    in_name = only["named"].search(words.name) and not only["named_not"].search(words.name)
    said = only["said"].search(words.description) or only["said"].search(words.name)
    if in_name and (named := _named("audience", words.name)):
        reading.audiences = named
        facts["is_only_for_audiences"] = True
    elif said and reading.audiences and not is_open:
        facts["is_only_for_audiences"] = True
    return facts


def ages_in(text: str) -> tuple[int | None, int | None]:
    """The youngest and oldest age that a sentence gives: "aged 16 and over", "11-18 years", "over 65"."""
    text = text.lower()
    span = _SPAN.search(text) or _YEARS.search(text)
    if span and int(span[1]) < int(span[2]) <= 99:
        return int(span[1]), int(span[2])
    under = _UNDER.search(text)
    if under and (not under[1] or 2 <= int(under[1]) <= 30):
        return None, int(under[1]) - 1 if under[1] else 4
    over = _OVER.search(text)
    if over and 14 <= (age := int(next(filter(None, over.groups())))) <= 80:
        return age, None
    if re.search(r"\b(pre.?school|playgroup|nursery|toddlers?)\b", text[:80]) and "plant nursery" not in text:
        return 0, 5
    return None, None


def can_join(words: Words) -> bool | None:
    """Whether somebody can join in or be helped there; None when the words leave it open."""
    closed, joinable = _signs("closed"), _signs("joinable")
    tags = _tag_sets()
    against = 4 * bool(closed["name"].search(words.name)) + 3 * bool(tags["closed"] & set(words.tags))
    against += min(2 * len(set(closed["words"].findall(words.description))), 4)
    for_it = 3 * bool(joinable["name"].search(words.name)) + 2 * bool(tags["joinable"] & set(words.tags))
    for_it += min(len({str(m) for m in joinable["words"].findall(words.description)}), 4)
    if against == for_it == 0:
        return None
    return True if for_it > against else False if against >= for_it + 2 else None


@cache
def _taxonomy() -> tuple[dict[str, _Topic], dict[str, list[tuple[tuple[str, ...], str, bool]]], dict[str, list[str]]]:
    """Topics by code; phrases by their first word; topics by tag."""
    topics: dict[str, _Topic] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, bool]]] = defaultdict(list)
    tags: dict[str, list[str]] = defaultdict(list)
    for row in tomllib.loads((DATA / "topics.toml").read_text())["topic"]:
        topics[row["code"]] = _Topic(row["code"], row["kind"], 0.5 if row.get("is_broad") else 1.0)
        for is_not, group in ((False, row["words"]), (True, row.get("not", []))):
            for phrase in group:
                tokens = tuple(stem(word) for word in _WORD.findall(phrase))
                phrases[tokens[0]].append((tokens, row["code"], is_not))
        for tag in row.get("tags", []):
            tags[tag].append(row["code"])
    return topics, phrases, tags


@cache
def _raw_signs() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((DATA / "signs.toml").read_text())


@cache
def _signs(group: str) -> dict[str, re.Pattern[str]]:
    """One pattern for each code of a group."""
    return {
        code: re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
        for code, patterns in _raw_signs()[group].items()
        if code != "tags"
    }


@cache
def _tag_sets() -> dict[str, set[str]]:
    return {group: set(_raw_signs()[group]["tags"]) for group in ("closed", "joinable")}

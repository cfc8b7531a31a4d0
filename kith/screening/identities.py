"""Identifying details: what in a text tells who somebody is or where they can be reached."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from kith.screening.lexicon import lexicon
from kith.screening.lexicon.named import named
from kith.screening.normalise.characters import folded
from kith.screening.places import HELPLINES, PUBLISHED, is_area
from kith.screening.verdicts import Hit, Reason

SAY = {
    "phone": "a telephone number",
    "email": "an e-mail address",
    "postcode": "a postcode",
    "nhs_number": "an NHS number",
    "handle": "a name used elsewhere",
    "url": "an address on the internet",
    "address": "a street address",
    "own_name": "the writer's own name",
    "staff_name": "the name of somebody who works here",
    "says_name": "says what they are called",
}
_FIGURES = dict(
    zip(
        ["zero", "oh", "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
        "000123456789",
        strict=True,
    )
)
_SPOKEN = re.compile(rf"\b(?:(?:double |treble |triple )?(?:{'|'.join(_FIGURES)})[\s,-]*){{7,13}}(?!\w)")
_PHONE = re.compile(
    r"(?<![\w.@/£])(?:(?:\+|00)\s?44[\s().-]*(?:\(0\)[\s.-]*)?|\(?0)(?:[\s().-]{0,2}[\do]){9,10}(?![\d@]|\w\w)|(?<![\w.])(?:111|116\s?\d{3}|0800[\s-]?1111|999)(?!\w)"
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:\sdot\s[\w-]{1,30})?\s?(?:@|\(at\)|\[at\]|\sat\s)\s?[\w-]{2,}(?:\s?(?:\.|\(dot\)|\[dot\]|\sdot\s)\s?(?:com|co|uk|org|net|nhs|ac|gov|me|io|info|wales|scot|cymru|live|outlook|gmail|hotmail|yahoo|icloud)\b)+"
)
_POSTCODE = re.compile(r"(?<![\w-])([a-z]{1,2}\d[a-z\d]?)[ .-]{0,2}(\d[a-z]{2})(?![\w-])")
_NHS = re.compile(r"(?<![\w.-])\d{3}[ .-]{0,3}\d{3}[ .-]{0,3}\d{4}(?![\w-])")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')]+|(?<![\w@./])(?:[a-z0-9-]+\.)+(?:com|co\.uk|org\.uk|org|net|uk|io|me|info|gg|tv|link|app|wales|cymru|scot|social|ly)(?:/[^\s<>\"')]*)?(?![\w@])"
)
_PLATFORM = "|".join(sorted(named("platforms"), key=len, reverse=True)).replace("_", " ")
_NAME = r"(@?[a-z][\w.]*[\d_][\w.]*)(?!\w)"  # a name with a figure or a line in it
_HANDLES = (
    re.compile(
        rf"(?<!\w)(?:{_PLATFORM})(?:\s+(?:is|as|at|name|username|user|handle|account|id|me|tag|under|its|it's))*"
        rf"\s*[:=-]?\s*{_NAME}"
    ),
    re.compile(
        rf"(?<!\w)(?:{_PLATFORM})\s+(?:(?:name|username|handle|user)\s+)?(?:is|as|:)\s*[:=-]?\s*"
        r"(@?[a-z][\w.]{3,30})(?!\w)"
    ),
    re.compile(
        rf"(?:i am|i'm|im|me|called|under|as|username|handle|add)\s+{_NAME}\s+on\s+(?:my\s+)?(?:{_PLATFORM})(?!\w)"
    ),
    re.compile(
        rf"(?:add|follow|find|message|dm)\s+me\s+(?:on\s+)?(?:{_PLATFORM})?\s*[,:-]?\s*"
        rf"(?:it'?s |at |as |i'?m |under )?{_NAME}"
    ),
)
_MARKED = {
    "@": re.compile(r"(?<![\w@.])@[a-z_][\w.]{2,30}"),
    "#": re.compile(r"(?<!\w)([a-z][\w.]{2,25}\#\d{4})(?!\w)"),
    "u/": re.compile(r"(?<!\w)u/[a-z][\w-]{2,30}"),
}
_ANY_FIGURE = re.compile(r"\d")
_ANY_HOST = re.compile(r"(?:http|www\.)|\.[a-z]{2,6}\b")
_ANY_HANDLE = re.compile(rf"(?<!\w)(?:{_PLATFORM}|add me|follow me|find me|message me|dm me)(?!\w)")
_ANY_NAME = re.compile(r"name|called|call me|know me|irl|enw|ing off as")
_ADDRESS = re.compile(
    r"""(?<![\w.])(?:(?:flat|room|apartment|unit)\s+\w{1,4},?\s+)?\d{1,4}[a-d]?,?\s+(?:[a-z']+\s+){1,3}
    (?:road|rd|street|st|avenue|ave|lane|ln|close|drive|crescent|terrace|gardens|grove|way|court|place|square|walk|mews
    |hill|parade|row|view|rise|heol|stryd|ffordd|lon|rhodfa)(?!\w)""",
    re.VERBOSE,
)
_OWN = re.compile(
    r"""(?<!\w)(?:my[ ](?:(?:real|full|actual|first|last|sur|own|proper|birth|maiden|legal|given)[ ]?)?
        name(?:'s|[ ]is|[ ]was|s)
      |(?:i[ ]am|i'm|im|it's|its)[ ](?:really[ ]|actually[ ])?called
      |(?:people|everyone|friends|they)[ ](?:know[ ]me[ ]as|call[ ]me)
      |real[ ]name:?|irl[ ](?:i'm|im|i[ ]am|my[ ]name[ ]is)|fy[ ]enw[ ](?:i[ ])?yw
      |call[ ]me[ ]by[ ]my[ ]real[ ]name,?|sign(?:ed|ing)[ ]off[ ]as)
    \s+(?:is[ ]|called[ ])?
    ([a-z][a-z'-]{1,20}(?:\s+(?!(?:and|but|i|im|from|the|on|in|at|so|if|who|which|here|by|btw|nice|because|not|when|its|it|is|to|with|for|or|as
        |my|x+|a|an|of|are|was|that|this|we|you|have|has|had)\b)[a-z][a-z'-]{1,20})?)""",
    re.VERBOSE,
)
_NOT_NAMES = named("not_names")


NAME_WORDS = named("name_words")  # names that are words, and words that are names
PART = {"own_name_part": "own_name", "staff_name_part": "staff_name"}
_TELLS = re.compile(
    r"(?:name(?:'s| is| was)|i'm|i am|im|it's|its|this is|call(?:ed| me)|known as|dr|nurse|mr|mrs|ms|miss"
    r"|fy enw i yw)\s+$"
)
_SIGNS = re.compile(r"(?:love|from|regards|wishes|thanks|cheers|cariad|hugs|x+|-)[\s,]+$|\n\s*$")


class Found(NamedTuple):
    """A detail and where it stands in the folded text."""

    kind: str
    start: int
    end: int


def identity(
    text: str, *, own_names: Iterable[str] = (), staff_names: Iterable[str] = (), allowed: Iterable[str] = ()
) -> tuple[Hit, ...]:
    """Every identifying detail. The caller gives the writer's own names and the staff's; `allowed` may be published."""
    plain, places = folded(text)
    free = _allowed(allowed)
    hits = []
    taken: list[tuple[int, int]] = []
    for found in _found(plain, own_names, staff_names):
        if any(a < found.end and found.start < b for a, b in taken) or _is_free(found, plain, free):
            continue
        start, end = (found.start, found.end) if places is None else (places[found.start], places[found.end - 1] + 1)
        written = text[start:end]
        if found.kind in PART and not _is_meant(found, plain, written):
            continue
        if found.kind in PART.values() and written.islower() and all(map(_is_common, written.split())):
            continue  # "will hope", as others write it too
        taken.append((found.start, found.end))
        kind = PART.get(found.kind, found.kind)
        reason = Reason(f"identity.{kind}", SAY[kind])
        hits.append(Hit(f"identity.{kind}", "identity", 1, start, end, (reason,), "self"))
    return tuple(sorted(hits, key=lambda hit: hit.start))


def _found(plain: str, own: Iterable[str], staff: Iterable[str]) -> Iterator[Found]:
    """Surest kinds first: what is found once is not found again as another kind."""
    if "@" in plain or "dot" in plain:
        yield from _spans("email", _EMAIL, plain)
    if _ANY_HOST.search(plain):
        yield from _spans("url", _URL, plain)
    if _ANY_FIGURE.search(plain):
        yield from _with_figures(plain)
    if "seven" in plain or "zero" in plain or "oh " in plain:
        yield from (f for f in _spans("phone", _SPOKEN, plain) if _is_spoken_phone(plain[f.start : f.end]))
    yield from _handles(plain)
    yield from _names("own_name", own, plain)
    yield from _names("staff_name", staff, plain)
    for match in _OWN.finditer(plain) if _ANY_NAME.search(plain) else ():
        if match[1].split()[0].removesuffix("'s") not in _NOT_NAMES:
            yield Found("says_name", match.start(1), match.end(1))


def _handles(plain: str) -> Iterator[Found]:
    for mark, pattern in _MARKED.items():
        if mark in plain:
            yield from _spans("handle", pattern, plain)
    if _ANY_HANDLE.search(plain):
        for pattern in _HANDLES:
            yield from _spans("handle", pattern, plain)


def _with_figures(plain: str) -> Iterator[Found]:
    yield from (f for f in _spans("phone", _PHONE, plain) if _is_phone(plain[f.start : f.end]))
    yield from (f for f in _spans("nhs_number", _NHS, plain) if is_nhs_number(plain[f.start : f.end]))
    yield from (f for f in _spans("postcode", _POSTCODE, plain) if is_area(plain[f.start : f.end]))
    yield from _spans("address", _ADDRESS, plain)


def _spans(kind: str, pattern: re.Pattern[str], plain: str) -> Iterator[Found]:
    for match in pattern.finditer(plain):
        group = 1 if pattern.groups == 1 else 0
        yield Found(kind, *match.span(group))


def _names(kind: str, names: Iterable[str], plain: str) -> Iterator[Found]:
    """The whole with its spaces left out, and each part of a name of three letters or more."""
    for name in names:
        whole, parts = _of_name(name)
        if whole:
            yield from _spans(kind, whole, plain)
        for part in parts:
            yield from _spans(f"{kind}_part", part, plain)


@lru_cache(maxsize=4096)
def _of_name(name: str) -> tuple[re.Pattern[str] | None, tuple[re.Pattern[str], ...]]:
    parts = [part for part in re.split(r"[\s.]+", folded(name)[0].strip()) if part]
    if not parts:
        return None, ()
    whole = _alone(r"[\s._-]*".join(re.escape(part) for part in parts)) if len(parts) > 1 else None
    return whole, tuple(_alone(re.escape(part)) for part in parts if len(part) > 2 or len(parts) == 1)


def _alone(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){name}(?![a-rt-z]|s[a-z])")


def _is_meant(found: Found, plain: str, written: str) -> bool:
    """Whether one part of a name is the name: always where it is no common word; else only where one is named.

    A writer called Will, Hope, Mark or Rose uses these words every day. Theirs counts with a capital, and after words
    that tell a name or at the end, where somebody signs.
    """
    part = plain[found.start : found.end]
    if not _is_common(part):
        return True
    before, behind = plain[max(0, found.start - 30) : found.start], plain[found.end :]
    tells = _TELLS.search(before) is not None
    signs = _SIGNS.search(before) is not None and not behind.strip(" .!x\n")
    return (tells or signs) and written[:1].isupper()


def _is_common(word: str) -> bool:
    return word in NAME_WORDS or word in lexicon().spelling.everyday


def _figures(text: str) -> str:
    return "".join(c for c in text.replace("o", "0") if c.isdigit())


def _is_phone(written: str) -> bool:
    figures = re.sub(r"^(0044|44)0?", "0", _figures(written))
    return figures in HELPLINES or (len(figures) in {10, 11} and figures[0] == "0" and figures[1] in "12357 89")


def _is_spoken_phone(written: str) -> bool:
    return _said_figures(written).startswith("0") and 10 <= len(_said_figures(written)) <= 11


def _said_figures(written: str) -> str:
    out, times = "", 1
    for word in re.findall(r"[a-z]+", written):
        if word in {"double", "treble", "triple"}:
            times = 2 if word == "double" else 3
        else:
            out += _FIGURES[word] * times
            times = 1
    return out


def is_nhs_number(written: str) -> bool:
    """Ten figures of which the last checks the others (modulus 11)."""
    figures = _figures(written)
    if len(figures) != 10 or len(set(figures)) == 1:
        return False
    check = 11 - sum(int(figure) * weight for figure, weight in zip(figures, range(10, 1, -1), strict=False)) % 11
    return check != 10 and check % 11 == int(figures[9])


@cache
def _kept(word: str) -> str:
    figures = _figures(word)
    return figures if len(figures) >= 3 and not any(c.isalpha() for c in word) else folded(word)[0].strip("/ ")


def _allowed(allowed: Iterable[str]) -> frozenset[str]:
    return PUBLISHED | {_kept(one) for one in allowed}


def _is_free(found: Found, plain: str, free: frozenset[str]) -> bool:
    """A published helpline or the page of one, or what the caller allows."""
    written = plain[found.start : found.end]
    if found.kind == "phone":
        return re.sub(r"^(0044|44)0?", "0", _figures(written)) in HELPLINES | free
    if found.kind == "url":
        host = re.sub(r"^(https?://)?(www\.)?", "", written).rstrip("./")
        return host.partition("/")[0] in free or host in free or host.partition("/")[0].endswith((".nhs.uk", ".gov.uk"))
    if found.kind == "email":
        return written.strip() in free or written.partition("@")[2] in free
    if found.kind == "handle":
        return written.lstrip("@") in free
    return written in free

"""What screening answers: a tier for words, never for a person, with each reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Reason(NamedTuple):
    """Why, as a stable code and as words for the team."""

    code: str
    words: str


class Span(NamedTuple):
    """A passage of the original text that is masked before it is published."""

    start: int
    end: int
    family: str
    rule: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was said."""

    rule: str
    family: str
    tier: int
    start: int  # in the original text
    end: int
    reasons: tuple[Reason, ...] = ()
    who: str = "self"  # self, member, child, third


@dataclass(frozen=True, slots=True)
class Context:
    """Facts around a text that its caller knows. They are shown as reasons and raise a tier by one at most."""

    is_burst: bool = False
    is_first_post: bool = False
    is_night: bool = False  # written between 01:00 and 05:00 where the writer is
    is_recently_discharged: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """How soon somebody looks at these words, and what is masked before they appear."""

    tier: int
    families: tuple[str, ...] = ()  # most urgent first
    hits: tuple[Hit, ...] = ()
    held: tuple[Span, ...] = ()
    lexicon: str = ""
    context: tuple[Reason, ...] = field(default=())


def mask(text: str, spans: tuple[Span, ...] | list[Span]) -> str:
    """The text with each passage replaced by the sign for something left out."""
    out: list[str] = []
    place = 0
    for start, end, *_ in sorted(spans):
        if end <= place:
            continue
        out += [text[place : max(start, place)], "" if out and out[-1] == MASK and start <= place else MASK]
        place = end
    return "".join([*out, text[place:]])


MASK = "[…]"

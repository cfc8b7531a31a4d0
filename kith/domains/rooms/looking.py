"""Looking through words before they are posted: what may hurt or identify somebody is shown to its writer first.

Distress is never held. A method, numbers, encouragement, or what shows who somebody is, waits only if its writer does
not want it masked (settled.md).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Literal

from django.utils.translation import gettext as _

from kith.domains.safety.queries import read_words
from kith.kernel.access import Viewer
from kith.kernel.use_cases import NotPossible
from kith.screening import Hit, Span, Verdict, mask

HeldChoice = Literal["ask", "mask", "wait"]
"""What becomes of a passage that would be held: ask its writer, mask it, or let the team read first."""
GAP = "\n\n"
MASK = mask("x", [Span(0, 1, "", "")])
_TRIES = 3


class HeldWords(NotPossible):
    """Nothing was posted yet: part of it could hurt or identify somebody, and its writer decides what happens."""

    def __init__(self, text: str, spans: list[Span]) -> None:
        super().__init__(_("One part of your post could hurt or identify someone."))
        self.text, self.spans = text, spans

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The words in their order, each with whether it is a part that would wait."""
        found, at = [], 0
        for start, end, *_why in self.spans:
            found += [(self.text[at:start], False), (self.text[start:end], True)]
            at = end
        return [one for one in [*found, (self.text[at:], False)] if one[0]]


@dataclass(frozen=True)
class Seen:
    """The words as they will stand, and what the screener said of them."""

    title: str
    body: str
    verdict: Verdict
    is_held: bool


@dataclass(frozen=True)
class Place:
    """Where it is written and by whom, as the screener needs to know."""

    team_id: uuid.UUID
    subjects: frozenset[str]
    author_id: uuid.UUID
    is_first: bool


def whole(title: str, body: str) -> str:
    """What is read as one text: a topic's title stands before its first post."""
    return f"{title}{GAP}{body}" if title else body


def look_through(viewer: Viewer, place: Place, *, title: str, body: str, about_held: HeldChoice) -> Seen:
    """Read the words and do with held passages what their writer chose. Raises HeldWords to ask.

    What was masked still counts: how soon somebody looks is settled by the words as they were written.
    """
    first = verdict = _read(viewer, place, whole(title, body))
    for _again in range(_TRIES):
        spans = held_spans(verdict)
        if not spans:
            return Seen(title, body, first, is_held=False)
        if about_held == "ask":
            raise HeldWords(whole(title, body), spans)
        if about_held == "wait":
            break
        title, body = _masked(title, body, spans)
        first = replace(first, hits=tuple(_moved(hit, spans) for hit in first.hits))
        verdict = _read(viewer, place, whole(title, body))
    return Seen(title, body, first, is_held=True)


def _moved(hit: Hit, masked: list[Span]) -> Hit:
    """Where something that was said stands, now that passages before it are shorter."""

    def at(place: int, *, is_end: bool) -> int:
        moved = place
        for start, end, *_why in masked:
            if place >= end:
                moved += len(MASK) - (end - start)
            elif place > start:
                moved += start - place + (len(MASK) if is_end else 0)
        return moved

    start = at(hit.start, is_end=False)
    return replace(hit, start=start, end=max(at(hit.end, is_end=True), start + 1))


def held_spans(verdict: Verdict) -> list[Span]:
    """Where the passages stand, from the first to the last, none inside another."""
    found: list[Span] = []
    for span in sorted(verdict.held):
        if found and span.start <= found[-1].end:
            found[-1] = found[-1]._replace(end=max(span.end, found[-1].end))
        else:
            found.append(span)
    return found


def _read(viewer: Viewer, place: Place, text: str) -> Verdict:
    return read_words(
        viewer,
        text,
        team_id=place.team_id,
        subjects=place.subjects,
        is_first=place.is_first,
        author_id=place.author_id,
    )


def _masked(title: str, body: str, spans: list[Span]) -> tuple[str, str]:
    """Mask within the title and within the body, so that neither runs into the other."""
    split = len(title) + len(GAP) if title else 0
    in_title = [one._replace(end=min(one.end, len(title))) for one in spans if one.start < len(title)]
    in_body = [one._replace(start=max(one.start - split, 0), end=one.end - split) for one in spans if one.end > split]
    return mask(title, in_title), mask(body, in_body)

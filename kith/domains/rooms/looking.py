"""Looking through words before they are posted: what may hurt or identify somebody is shown to its writer first.

Distress is never held. A method, numbers, encouragement, or what shows who somebody is, waits only if its writer does
not want it masked (settled.md).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext as _

from kith.domains.safety.queries import read_words
from kith.kernel.access import Viewer
from kith.kernel.use_cases import NotPossible

if TYPE_CHECKING:
    from kith.screening import Verdict

HeldChoice = Literal["ask", "mask", "wait"]
"""What becomes of a passage that would be held: ask its writer, mask it, or let the team read first."""
GAP = "\n\n"
_TRIES = 3


class HeldWords(NotPossible):
    """Nothing was posted yet: part of it could hurt or identify somebody, and its writer decides what happens."""

    def __init__(self, text: str, spans: list[tuple[int, int]]) -> None:
        super().__init__(_("One part of your post could hurt or identify someone."))
        self.text, self.spans = text, spans

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The words in their order, each with whether it is a part that would wait."""
        found, at = [], 0
        for start, end in self.spans:
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
    """Read the words and do with held passages what their writer chose. Raises HeldWords to ask."""
    for _again in range(_TRIES):
        verdict = _read(viewer, place, whole(title, body))
        spans = held_spans(verdict)
        if not spans:
            return Seen(title, body, verdict, is_held=False)
        if about_held == "ask":
            raise HeldWords(whole(title, body), spans)
        if about_held == "wait":
            break
        title, body = _masked(title, body, spans)
    return Seen(title, body, verdict, is_held=True)


def held_spans(verdict: Verdict) -> list[tuple[int, int]]:
    """Where the passages stand, from the first to the last, none inside another."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((hit.start, hit.end) for hit in verdict.hits if hit.held):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
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


def _masked(title: str, body: str, spans: list[tuple[int, int]]) -> tuple[str, str]:
    """Mask within the title and within the body, so that neither runs into the other."""
    from kith.screening import mask  # noqa: PLC0415

    split = len(title) + len(GAP) if title else 0
    in_title = [(start, min(end, len(title))) for start, end in spans if start < len(title)]
    in_body = [(max(start - split, 0), end - split) for start, end in spans if end > split]
    return mask(title, in_title) if in_title else title, mask(body, in_body) if in_body else body

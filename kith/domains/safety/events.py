"""What happens in safety, for its own clock and for whoever stands above."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ClockSet:
    """Somebody is to be called about a case at this instant."""

    case_id: str
    turn: int
    at: str


@dataclass(frozen=True)
class PhraseProposed:
    """A phrase is to be tried on history."""

    phrase_id: str


@dataclass(frozen=True)
class CaseClosed:
    """A case has its outcome."""

    case_id: str


@dataclass(frozen=True)
class WriterToTell:
    """Whoever wrote something has something to read about it; once an hour is enough. One of the team by name."""

    author_id: str
    hour: str
    staff_id: str = ""


@dataclass(frozen=True)
class ReporterToTell:
    """Whoever asked the team to look can read what came of it. A handle's id, or that of one of the team."""

    reporter_id: str
    hour: str


@dataclass(frozen=True)
class SheetOpened:
    """An emergency sheet was opened, or its owner may be told now."""

    opening_id: str


@dataclass(frozen=True)
class SheetRead:
    """Whoever opened an emergency sheet has read it."""

    opening_id: str

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
class CaseClosed:
    """A case has its outcome."""

    case_id: str

"""What is kept of one contribution: a row of the queue, and why its words were noticed."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kith.domains.safety.alarms import PROBE, is_about_staff
from kith.domains.safety.models import Flag, Screened

if TYPE_CHECKING:
    from kith.screening import Verdict


@dataclass(frozen=True)
class Written:
    """One contribution as its domain hands it over, with the verdict about its words."""

    kind: str
    contribution_id: uuid.UUID
    author_id: uuid.UUID
    team_id: uuid.UUID
    place_id: uuid.UUID
    verdict: Verdict
    written_at: dt.datetime
    is_first: bool = False
    is_held: bool = False
    away_from: tuple[uuid.UUID, ...] = ()
    """Staff whom it is about."""
    staff_id: uuid.UUID | None = None
    """Who of the team wrote it, under their own name."""


def kept_as(one: Written, due_at: dt.datetime | None) -> Screened:
    """The row of the queue, with when somebody has promised to have read it."""
    return Screened(
        kind=one.kind,
        contribution_id=one.contribution_id,
        author_id=one.author_id,
        team_id=one.team_id,
        place_id=one.place_id,
        tier=one.verdict.tier,
        families=sorted(one.verdict.families),
        lexicon=one.verdict.lexicon[:24],
        is_held=one.is_held,
        is_first=one.is_first,
        away_from=sorted({*one.away_from, *((one.staff_id,) if one.staff_id else ())}),
        staff_id=one.staff_id,
        is_apart=one.kind == PROBE or is_about_staff(one.verdict),
        written_at=one.written_at,
        due_at=due_at,
    )


def flags_for(row: Screened, verdict: Verdict) -> list[Flag]:
    """Why the words were noticed, as it stands now."""
    held = {(span.start, span.end) for span in verdict.held}
    return [
        Flag(
            screened=row,
            family=hit.family,
            rule=hit.rule[:60],
            tier=hit.tier,
            start=hit.start,
            end=hit.end,
            reasons=[reason.code[:40] for reason in hit.reasons],
            is_held=(hit.start, hit.end) in held,
        )
        for hit in verdict.hits
    ]

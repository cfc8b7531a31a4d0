"""Openings of emergency sheets: what waits for a second person, before or after, and one's own."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from kith.domains.people.queries import names_of
from kith.domains.people.queries.reach import who_holds
from kith.domains.safety.models import BreakGlass, BreakGlassReason, Case
from kith.kernel.access import Viewer, system
from kith.kernel.clock import database_now
from kith.kernel.sealed import unlock

_HOUSE = system("safety shows")
MOST = 50


@dataclass(frozen=True)
class OpeningRow:
    """One opening, without who it is about."""

    id: uuid.UUID
    case_id: uuid.UUID
    by: str
    reason: str
    words: str
    tier: int
    asked_at: dt.datetime
    opened_at: dt.datetime | None
    closes_at: dt.datetime | None
    review_due_at: dt.datetime | None
    is_mine: bool
    is_open: bool
    waits_for_second: bool
    waits_for_review: bool
    is_telling_harmful: bool
    told_at: dt.datetime | None
    was_right: bool | None


def openings(viewer: Viewer) -> list[OpeningRow]:
    """Those that are still open, wait for somebody to agree, or wait for review."""
    rows = _rows(viewer, BreakGlass.objects.visible_to(viewer).order_by("-asked_at")[:MOST])
    return [row for row in rows if row.is_open or row.waits_for_second or row.waits_for_review]


def openings_of(viewer: Viewer, case: Case) -> list[OpeningRow]:
    """All of one case."""
    return _rows(viewer, BreakGlass.objects.visible_to(viewer).filter(case=case).order_by("-asked_at"))


def opening_of(viewer: Viewer, opening_id: uuid.UUID) -> BreakGlass | None:
    """One opening, as far as the viewer may see it."""
    return BreakGlass.objects.visible_to(viewer).filter(pk=opening_id).select_related("case").first()


def opening_row(viewer: Viewer, opening: BreakGlass) -> OpeningRow:
    """The same, in words."""
    return _rows(viewer, BreakGlass.objects.visible_to(viewer).filter(pk=opening.pk))[0]


def who_can_agree(viewer: Viewer, case: Case) -> list[tuple[uuid.UUID, str]]:
    """Clinicians of the team and who answers for safety, but not the viewer and nobody whom it is about."""
    team = [] if case.is_apart else who_holds(_HOUSE, "clinician", team_id=case.team_id)
    people = {*team, *who_holds(_HOUSE, "safety_officer")} - {viewer.id, *case.away_from}
    return sorted(names_of(_HOUSE, list(people)).items(), key=lambda one: one[1])


def _rows(viewer: Viewer, found: Iterable[BreakGlass]) -> list[OpeningRow]:
    rows = list(found)
    unlock(rows)
    names = names_of(_HOUSE, [row.by_id for row in rows])
    at = database_now()
    return [_row(viewer, row, names.get(row.by_id, ""), at) for row in rows]


def _row(viewer: Viewer, row: BreakGlass, name: str, at: dt.datetime) -> OpeningRow:
    return OpeningRow(
        id=row.pk,
        case_id=row.case_id,
        by=name,
        reason=str(BreakGlassReason(row.reason).label),
        words=row.words or "",
        tier=row.tier,
        asked_at=row.asked_at,
        opened_at=row.opened_at,
        closes_at=row.closes_at,
        review_due_at=row.review_due_at,
        is_mine=row.by_id == viewer.id,
        is_open=row.closes_at is not None and row.closes_at > at,
        waits_for_second=row.opened_at is None,
        waits_for_review=row.opened_at is not None and row.second_by_id is None and row.reviewed_at is None,
        is_telling_harmful=row.is_telling_harmful,
        told_at=row.told_at,
        was_right=row.was_right,
    )

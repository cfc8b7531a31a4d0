"""Keeping what the screener said beside what was written, in the writer's own transaction: nothing can get lost.

No line of the audit says which member wrote a worrying word: the rows themselves, under the handle, are the record.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kith.domains.safety.alarms import PROBE, SCREENS, is_about_staff, raise_alert
from kith.domains.safety.models import Flag, Screened
from kith.domains.safety.queries.hours import Promise
from kith.domains.safety.staffed import promise_at
from kith.kernel.access import Viewer
from kith.kernel.acting import acting_as
from kith.kernel.clock import database_now
from kith.kernel.use_cases import use_case

if TYPE_CHECKING:
    from kith.screening import Verdict

WORRIES = 2
AT_ONCE = 4


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


@dataclass(frozen=True)
class Met:
    """How the writer is met: whether the panel with help is shown, and when somebody will read."""

    tier: int
    shows_help: bool
    promise: Promise
    is_held: bool


@use_case("safety.keep_screened", recorded=False)
def keep_screened(*, by: Viewer, written: Written) -> Met:
    """Keep what was noticed in somebody's words; where it worries, put it before whoever is on duty."""
    return _keep([written])[0]


@use_case("safety.keep_screened_many", recorded=False)
def keep_screened_many(*, by: Viewer, written: Sequence[Written]) -> list[Met]:
    """Keep what was noticed in several contributions at once."""
    return _keep(written)


@use_case("safety.screen_again", recorded=False)
def screen_again(*, by: Viewer, written: Written) -> Met:
    """Look again at words that were changed: what was noticed before stays, and what is new is added."""
    with acting_as(SCREENS):
        row = (
            Screened.objects.select_for_update()
            .filter(kind=written.kind, contribution_id=written.contribution_id)
            .first()
        )
        if row is None:
            return _keep([written])[0]
        was = row.tier
        row.tier, row.lexicon = max(was, written.verdict.tier), written.verdict.lexicon
        row.families = sorted({*row.families, *written.verdict.families})
        row.is_held = written.is_held
        row.seen_at, row.seen_by, row.claimed_by, row.claimed_until = None, None, None, None
        row.version += 1
        row.save()
        Flag.objects.bulk_create(flags_for(row, written.verdict))
        if _worries(written) and written.verdict.tier > was:
            raise_alert(row, database_now())
        return _met(row, written)


def _keep(written: Sequence[Written]) -> list[Met]:
    """The house writes these rows: no member may, and none may read them back."""
    with acting_as(SCREENS):
        rows = Screened.objects.bulk_create(
            kept_as(one, promise_at(one.team_id, one.written_at).by_at) for one in written
        )
        Flag.objects.bulk_create(
            flag for row, one in zip(rows, written, strict=True) for flag in flags_for(row, one.verdict)
        )
        for row, one in zip(rows, written, strict=True):
            if _worries(one):
                raise_alert(row, database_now())
        return [_met(row, one) for row, one in zip(rows, written, strict=True)]


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
        away_from=list(one.away_from),
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


def _worries(one: Written) -> bool:
    """Whether a case is opened. What is said about staff is never left to the quiet lane of their own team."""
    return one.verdict.tier >= WORRIES or (one.verdict.tier > 0 and is_about_staff(one.verdict))


def _met(row: Screened, one: Written) -> Met:
    tier = one.verdict.tier
    shows = tier >= AT_ONCE or (tier >= WORRIES and not _was_shown_today(row))
    return Met(tier, shows, promise_at(row.team_id, row.written_at), row.is_held)


def _was_shown_today(row: Screened) -> bool:
    """The panel comes once a day below tier 4: somebody who is met with it at each line stops reading it."""
    since = row.written_at - dt.timedelta(hours=24)
    others = Screened.objects.filter(author_id=row.author_id, tier__gte=WORRIES, written_at__gt=since)
    return others.exclude(pk=row.pk).filter(written_at__lte=row.written_at).exists()

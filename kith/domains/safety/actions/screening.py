"""Keeping what the screener said beside what was written, in the writer's own transaction: nothing can get lost.

No line of the audit says which member wrote a worrying word: the rows themselves, under the handle, are the record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kith.domains.safety.alarms import SCREENS, is_about_staff, raise_alert
from kith.domains.safety.keeping import Written, flags_for, kept_as
from kith.domains.safety.models import Flag, Screened
from kith.domains.safety.queries.hours import Promise
from kith.domains.safety.staffed import promise_at
from kith.kernel import prepared
from kith.kernel.access import Viewer
from kith.kernel.acting import acting_as
from kith.kernel.clock import database_now
from kith.kernel.use_cases import use_case

__all__ = ["Met", "Written", "keep_screened", "keep_screened_many", "screen_again"]

WORRIES = 2
AT_ONCE = 4


@dataclass(frozen=True)
class Met:
    """How the writer is met: whether the panel with help is shown, and when somebody will read."""

    tier: int
    shows_help: bool
    promise: Promise
    is_held: bool

    @property
    def worries(self) -> bool:
        """Whether somebody is called to look at the words."""
        return self.tier >= WORRIES


@use_case("safety.keep_screened", recorded=False)
def keep_screened(*, by: Viewer, written: Written) -> Met:
    """Keep what was noticed in somebody's words; where it worries, put it before whoever is on duty."""
    return _keep([written])[0]


@use_case("safety.keep_screened_many", recorded=False, can_be_undone=False)
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
        was, was_apart = row.tier, row.is_apart
        row.tier, row.lexicon = max(was, written.verdict.tier), written.verdict.lexicon
        row.families = sorted({*row.families, *written.verdict.families})
        row.is_held, row.is_apart = written.is_held, row.is_apart or is_about_staff(written.verdict)
        row.seen_at, row.seen_by, row.claimed_by, row.claimed_until = None, None, None, None
        row.version += 1
        row.save()
        Flag.objects.bulk_create(flags_for(row, written.verdict))
        if _worries(written) and (written.verdict.tier > was or row.is_apart > was_apart):
            raise_alert(row, database_now())
        return _met(row, written)


def _keep(written: Sequence[Written]) -> list[Met]:
    """The house writes these rows: no member may, and none may read them back."""
    with acting_as(SCREENS, can_be_undone=False):
        rows = prepared.add([kept_as(one, promise_at(one.team_id, one.written_at).by_at) for one in written])
        prepared.add([flag for row, one in zip(rows, written, strict=True) for flag in flags_for(row, one.verdict)])
        worrying = [row for row, one in zip(rows, written, strict=True) if _worries(one)]
        for row in sorted(worrying, key=lambda one: one.author_id):  # one order for all, so that none waits in a ring
            raise_alert(row, database_now())
        return [_met(row, one) for row, one in zip(rows, written, strict=True)]


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

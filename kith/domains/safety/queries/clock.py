"""What the clock has to look at each minute: for the house only."""

from __future__ import annotations

import datetime as dt

from kith.domains.safety import staffed
from kith.domains.safety.models import Case, CaseState
from kith.domains.safety.models.cases import CaseQuerySet
from kith.kernel.access import Viewer
from kith.kernel.clock import database_now

LONG = dt.timedelta(minutes=31)
"""Longer than any step: a clock that waits longer waits for the team to come back."""


def overdue_cases(viewer: Viewer) -> list[Case]:
    """Somebody is to be called about them by now."""
    return list(_open(viewer).filter(next_step_at__lte=database_now()).order_by("next_step_at"))


def abandoned_cases(viewer: Viewer) -> list[Case]:
    """Claimed, and nothing was done since for as long as a claim holds."""
    return list(_open(viewer).filter(state=CaseState.TAKEN, taken_until__lte=database_now()))


def waiting_though_staffed(viewer: Viewer) -> list[Case]:
    """Nobody was called yet, for the team was to come back later; and it is there now: the rota was changed since."""
    at = database_now()
    far = list(_open(viewer).filter(next_step=0, next_step_at__gt=at + LONG))
    here = {team_id for team_id in {case.team_id for case in far} if staffed.is_staffed(team_id, at)}
    return [case for case in far if case.team_id in here]


def _open(viewer: Viewer) -> CaseQuerySet:
    return Case.objects.visible_to(viewer).open() if viewer.is_system else Case.objects.none()

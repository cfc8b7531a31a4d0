"""What came in while nobody of a team was there: for the first hour after it is back."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Count, Min, Q

from kith.domains.people.queries.staff import teams
from kith.domains.safety.models import Screened, UnstaffedPolicy
from kith.domains.safety.queries.hours import open_hours
from kith.kernel.access import Viewer
from kith.kernel.clock import database_now

FIRST_HOUR = dt.timedelta(hours=1)
BACK = dt.timedelta(days=14)


@dataclass(frozen=True)
class Meanwhile:
    """Texts that nobody has read yet, written between going home and coming back."""

    team: str
    from_at: dt.datetime
    until_at: dt.datetime
    texts: int
    mentions: int
    oldest_at: dt.datetime | None


def meanwhile(viewer: Viewer) -> list[Meanwhile]:
    """For each team of the viewer that came back less than an hour ago and settled that it sweeps: what is unread."""
    at = database_now()
    found = []
    for team in (one for one in teams(viewer) if one.pk in viewer.teams):
        spans = open_hours(viewer, team.pk, at - BACK, at + dt.timedelta(seconds=1))
        if not spans or not spans[-1].holds(at) or at - spans[-1].start > FIRST_HOUR or not _sweeps(team.pk):
            continue
        left, back = (spans[-2].end if len(spans) > 1 else at - BACK), spans[-1].start
        unread = Screened.objects.visible_to(viewer).unseen().filter(team_id=team.pk, written_at__range=(left, back))
        counted = unread.aggregate(
            texts=Count("pk"), mentions=Count("pk", filter=Q(tier__gte=1)), oldest=Min("written_at")
        )
        if counted["texts"]:
            found.append(Meanwhile(team.name, left, back, counted["texts"], counted["mentions"], counted["oldest"]))
    return found


def _sweeps(team_id: uuid.UUID) -> bool:
    newest = UnstaffedPolicy.objects.filter(team_id=team_id).exclude(signed_at=None).order_by("-version")
    return newest.values_list("sweeps_first_hour", flat=True).first() is not False

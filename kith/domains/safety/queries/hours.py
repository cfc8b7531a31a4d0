"""When a team reads: worked out from its hours, its nation's bank holidays and its rota. Never promised otherwise."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.domains.safety.help_file import own_nation
from kith.domains.safety.holidays import bank_holidays
from kith.domains.safety.models import HoursException, Task, TeamCalendar, TeamHours
from kith.domains.safety.spans import Span, common, merged, on_the_wall, within, without
from kith.kernel import prepared
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.ui.words import day_time, time_of_day

AHEAD = dt.timedelta(days=42)
LAST_CALL = dt.timedelta(minutes=30)  # who writes in the last minutes of a day is promised the next one
READING = (Task.DUTY, Task.LEAD)  # who can be called, or reads for others, is not there
GAP_ALARM = dt.timedelta(hours=24)


@dataclass(frozen=True)
class Promise:
    """From when and until when somebody of the team next reads; without times where nobody has said."""

    is_open: bool = False
    from_at: dt.datetime | None = None
    by_at: dt.datetime | None = None

    @property
    def words(self) -> str:
        """The promise in one sentence, with no more in it than the rows say."""
        if self.from_at is None or self.by_at is None:
            return _("We cannot say yet when somebody will read this.")
        if self.is_open:
            is_today = timezone.localtime(self.by_at).date() == timezone.localtime(self.from_at).date()
            when = time_of_day(self.by_at) if is_today else day_time(self.by_at)
            return _("Somebody of the team reads this by %(when)s.") % {"when": when}
        return _("We will next read this on %(when)s.") % {"when": day_time(self.from_at)}


def next_read(viewer: Viewer, team_id: uuid.UUID, at: dt.datetime | None = None) -> Promise:
    """When what is written at this instant will be read; a promise without times when nobody has said so."""
    return soonest_read(viewer, [team_id], at)


def soonest_read(viewer: Viewer, team_ids: Iterable[uuid.UUID], at: dt.datetime | None = None) -> Promise:
    """When the first of several teams reads what is written at this instant, however many they are in as many asks."""
    start = at or now()
    # From a little before, so that a stretch that has just begun is seen as a whole.
    said = _said(viewer, team_ids, start - LAST_CALL, start + AHEAD)
    made = [promise for one in said.values() if (promise := _promise(one.open, start)).from_at]
    return min(made, key=lambda one: (one.from_at, one.by_at), default=Promise())


def _promise(stretches: list[Span], start: dt.datetime) -> Promise:
    for whole in (one for one in stretches if one.end > start):
        left = Span(max(whole.start, start), whole.end)
        if left.start > start or left.end - left.start >= min(LAST_CALL, whole.end - whole.start):
            return Promise(left.start <= start, left.start, left.end)
    return Promise()


def open_hours(viewer: Viewer, team_id: uuid.UUID, start: dt.datetime, end: dt.datetime) -> list[Span]:
    """When somebody of the team is there: its hours and, where it keeps a rota, only the turns of that."""
    return _said(viewer, [team_id], start, end)[team_id].open


def gaps(viewer: Viewer, team_id: uuid.UUID, start: dt.datetime, end: dt.datetime) -> list[Span]:
    """Opening hours in which nobody is on the rota, for a team that keeps one."""
    return _said(viewer, [team_id], start, end)[team_id].gaps


def gaps_ahead(viewer: Viewer, team_ids: Iterable[uuid.UUID]) -> list[tuple[uuid.UUID, Span]]:
    """The gaps of the next 24 hours (H2), each as a whole, so that an hour later it is still the same gap."""
    at = now()
    said = _said(viewer, team_ids, at - dt.timedelta(days=7), at + dt.timedelta(days=7))
    return [
        (team, gap) for team, one in said.items() for gap in one.gaps if gap.end > at and gap.start < at + GAP_ALARM
    ]


def teams_with_rota(viewer: Viewer) -> list[uuid.UUID]:
    """The teams that keep a rota: one's own; all of them for administrators and the house."""
    rows = TeamCalendar.objects.visible_to(viewer).filter(has_rota=True)
    if not (viewer.is_system or viewer.has_role("administrator")):
        rows = rows.filter(team_id__in=viewer.teams)
    return list(rows.order_by("team__name").values_list("team_id", flat=True))


def calendar_of(viewer: Viewer, team_id: uuid.UUID) -> TeamCalendar:
    """How the team's days are; the usual where nobody said."""
    return TeamCalendar.objects.visible_to(viewer).filter(team_id=team_id).first() or _as_usual(team_id)


def usual_hours(viewer: Viewer, team_id: uuid.UUID) -> list[TeamHours]:
    """The week as it is today and as it is planned to be."""
    rows = TeamHours.objects.visible_to(viewer).filter(team_id=team_id).exclude(until_on__lt=timezone.localdate())
    return list(rows.order_by("weekday", "opens", "from_on"))


def exceptions_ahead(viewer: Viewer, team_id: uuid.UUID) -> list[HoursException]:
    """Days from today on that are not as usual."""
    rows = HoursException.objects.visible_to(viewer).filter(team_id=team_id, on__gte=timezone.localdate())
    return list(rows.order_by("on"))


@dataclass(frozen=True)
class _Said:
    """What one team has said of a stretch of time: its hours, and who takes turns in them."""

    hours: list[Span]
    turns: list[Span] | None
    """None for a team that keeps no rota."""

    @property
    def open(self) -> list[Span]:
        return self.hours if self.turns is None else common(self.hours, self.turns)

    @property
    def gaps(self) -> list[Span]:
        return [] if self.turns is None else without(self.hours, self.turns)


def _said(
    viewer: Viewer, team_ids: Iterable[uuid.UUID], start: dt.datetime, end: dt.datetime
) -> dict[uuid.UUID, _Said]:
    """For each team what it has said, in the same few queries for one team and for many."""
    teams = list(team_ids)
    found = _rows(viewer, teams, start, end)
    calendars = {row.team_id: row for row in found.calendars}
    hours = _hours({team: calendars.get(team) or _as_usual(team) for team in teams}, found, start, end)
    return {
        team: _Said(hours[team], found.turns_of(team) if team in calendars and calendars[team].has_rota else None)
        for team in teams
    }


@dataclass(frozen=True)
class _Rows:
    """Everything that teams have written down about a stretch of time."""

    calendars: list[TeamCalendar]
    usual: list[TeamHours]
    marked: list[HoursException]
    turns: list[tuple[uuid.UUID, Span]]

    def turns_of(self, team_id: uuid.UUID) -> list[Span]:
        return merged(span for team, span in self.turns if team == team_id)


# One statement, since every page of a room says when somebody reads. Who works when is not shown to members; that
# somebody is there is.
_WRITTEN_DOWN = b"""
SELECT 1, team_id, nation, works_on_bank_holidays, has_rota, NULL::int, NULL::time, NULL::time, NULL::date, NULL::date,
  NULL::timestamptz, NULL::timestamptz FROM safety_teamcalendar WHERE team_id = ANY(%(teams)s)
UNION ALL SELECT 2, team_id, NULL, NULL, NULL, weekday, opens, closes, from_on, until_on, NULL, NULL
  FROM safety_teamhours WHERE team_id = ANY(%(teams)s) AND from_on <= %(last)s
UNION ALL SELECT 3, team_id, NULL, NULL, NULL, NULL, opens, closes, "on", NULL, NULL, NULL
  FROM safety_hoursexception WHERE team_id = ANY(%(teams)s) AND "on" BETWEEN %(first)s AND %(last)s
UNION ALL SELECT 4, team_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, from_at, until_at
  FROM safety_rota WHERE team_id = ANY(%(teams)s) AND task = ANY(%(tasks)s)
  AND from_at < %(end)s AND until_at > %(start)s
"""


def _rows(viewer: Viewer, teams: list[uuid.UUID], start: dt.datetime, end: dt.datetime) -> _Rows:
    found = _Rows([], [], [], [])
    if not (viewer.is_signed_in or viewer.is_system):
        return found
    first, last = _days(start, end)
    known: dict[str, Any] = {
        "teams": teams,
        "tasks": [str(task) for task in READING],
        "first": first,
        "last": last,
        "start": start,
        "end": end,
    }
    rows = prepared.run(_WRITTEN_DOWN, {**known, "start": start, "end": end}).fetchall()
    for what, team, nation, works, has_rota, weekday, opens, closes, on, until_on, from_at, until_at in rows:
        if what == 1:
            found.calendars.append(
                TeamCalendar(team_id=team, nation=nation, works_on_bank_holidays=works, has_rota=has_rota)
            )
        elif what == 2:
            found.usual.append(
                TeamHours(team_id=team, weekday=weekday, opens=opens, closes=closes, from_on=on, until_on=until_on)
            )
        elif what == 3:
            found.marked.append(HoursException(team_id=team, on=on, opens=opens, closes=closes))
        else:
            found.turns.append((team, Span(from_at, until_at)))
    return found


def _days(start: dt.datetime, end: dt.datetime) -> tuple[dt.date, dt.date]:
    """The first and the last day; the evening before may reach past midnight into the first."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return timezone.localtime(start - dt.timedelta(days=1), zone).date(), timezone.localtime(end, zone).date()


def _as_usual(team_id: uuid.UUID) -> TeamCalendar:
    return TeamCalendar(team_id=team_id, nation=own_nation())


def _hours(
    calendars: dict[uuid.UUID, TeamCalendar], found: _Rows, start: dt.datetime, end: dt.datetime
) -> dict[uuid.UUID, list[Span]]:
    zone, (first, last) = ZoneInfo(settings.TIME_ZONE), _days(start, end)
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    opened = {}
    for team, calendar in calendars.items():
        closed = frozenset() if calendar.works_on_bank_holidays else bank_holidays(calendar.nation)
        special = {row.on: row for row in found.marked if row.team_id == team}
        own = [row for row in found.usual if row.team_id == team]
        spans = (on_the_wall(day, a, b, zone) for day in days for a, b in _times(day, own, special, closed))
        opened[team] = within((span for span in spans if span), start, end)
    return opened


def _times(
    day: dt.date,
    usual: list[TeamHours],
    special: dict[dt.date, HoursException],
    closed: frozenset[dt.date],
) -> list[tuple[dt.time, dt.time]]:
    """Opening times of one day: what was said for that day, else nothing on a bank holiday, else the usual week."""
    if day in special:
        one = special[day]
        return [(one.opens, one.closes)] if one.opens and one.closes else []
    if day in closed:
        return []
    return [
        (row.opens, row.closes)
        for row in usual
        if row.weekday == day.isoweekday() and row.from_on <= day and (row.until_on is None or day <= row.until_on)
    ]

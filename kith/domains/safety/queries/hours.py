"""When a team reads: worked out from its hours, its nation's bank holidays and its rota. Never promised otherwise."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.domains.safety.help_file import own_nation
from kith.domains.safety.holidays import bank_holidays
from kith.domains.safety.models import HoursException, Rota, Task, TeamCalendar, TeamHours
from kith.domains.safety.spans import Span, common, merged, on_the_wall, within, without
from kith.kernel.access import Viewer, system
from kith.kernel.clock import now
from kith.ui.words import day_time, time_of_day

AHEAD = dt.timedelta(days=42)
LAST_CALL = dt.timedelta(minutes=30)  # who writes in the last minutes of a day is promised the next one
READING = (Task.DUTY, Task.LEAD)  # who can be called, or reads for others, is not there
GAP_ALARM = dt.timedelta(hours=24)
_HOUSE = system("safety keeps promises")


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
    calendars = {row.team_id: row for row in TeamCalendar.objects.visible_to(viewer).filter(team_id__in=teams)}
    hours = _hours(viewer, {team: calendars.get(team) or _as_usual(team) for team in teams}, start, end)
    turns = _turns([team for team, row in calendars.items() if row.has_rota], start, end)
    return {team: _Said(hours[team], turns.get(team)) for team in teams}


def _as_usual(team_id: uuid.UUID) -> TeamCalendar:
    return TeamCalendar(team_id=team_id, nation=own_nation())


def _turns(teams: list[uuid.UUID], start: dt.datetime, end: dt.datetime) -> dict[uuid.UUID, list[Span]]:
    """Who works when is not shown to members; that somebody is there is."""
    rows = (
        Rota.objects.visible_to(_HOUSE).filter(team_id__in=teams, task__in=READING).between(start, end)
        if teams
        else Rota.objects.none()
    )
    found: dict[uuid.UUID, list[Span]] = {team: [] for team in teams}
    for team_id, begins, ends in rows.values_list("team_id", "from_at", "until_at"):
        found[team_id].append(Span(begins, ends))
    return {team: merged(spans) for team, spans in found.items()}


def _hours(
    viewer: Viewer, calendars: dict[uuid.UUID, TeamCalendar], start: dt.datetime, end: dt.datetime
) -> dict[uuid.UUID, list[Span]]:
    zone = ZoneInfo(settings.TIME_ZONE)
    # The evening before may reach past midnight into the first day.
    first, last = (timezone.localtime(at, zone).date() for at in (start - dt.timedelta(days=1), end))
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    usual = list(TeamHours.objects.visible_to(viewer).filter(team_id__in=calendars, from_on__lte=last))
    marked = list(HoursException.objects.visible_to(viewer).filter(team_id__in=calendars, on__range=(first, last)))
    found = {}
    for team, calendar in calendars.items():
        closed = frozenset() if calendar.works_on_bank_holidays else bank_holidays(calendar.nation)
        special = {row.on: row for row in marked if row.team_id == team}
        own = [row for row in usual if row.team_id == team]
        spans = (on_the_wall(day, a, b, zone) for day in days for a, b in _times(day, own, special, closed))
        found[team] = within((span for span in spans if span), start, end)
    return found


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

"""Saying when a team reads."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kith.domains.safety.models import HoursException, Nation, TeamCalendar, TeamHours
from kith.kernel.access import Viewer
from kith.kernel.clock import today
from kith.kernel.use_cases import NotPossible, note, use_case

if TYPE_CHECKING:
    from kith.domains.people.models import Team


@use_case("safety.set_calendar", on="team")
def set_calendar(*, by: Viewer, team: Team, nation: str, works_on_bank_holidays: bool, has_rota: bool) -> TeamCalendar:
    """Say whose bank holidays a team keeps, whether it works on them, and whether a rota says who is there."""
    if nation not in Nation.values:
        raise NotPossible(_("Choose from the list."), field="nation")
    said = {"nation": nation, "works_on_bank_holidays": works_on_bank_holidays, "has_rota": has_rota}
    note(**said)
    return TeamCalendar.objects.update_or_create(team=team, defaults=said)[0]


@use_case("safety.set_hours", on="team")
def set_hours(
    *,
    by: Viewer,
    team: Team,
    weekday: int,
    opens: dt.time,
    closes: dt.time,
    from_on: dt.date | None = None,
    until_on: dt.date | None = None,
) -> TeamHours:
    """Say that a team reads on a weekday from one time to another."""
    begins = from_on or today()
    if opens == closes:
        raise NotPossible(_("Give two different times."), field="closes")
    if until_on and until_on < begins:
        raise NotPossible(_("The last day cannot be before the first one."), field="until_on")
    return TeamHours.objects.create(
        team=team, weekday=weekday, opens=opens, closes=closes, from_on=begins, until_on=until_on
    )


@use_case("safety.end_hours", on="hours")
def end_hours(*, by: Viewer, hours: TeamHours) -> None:
    """Say that a team no longer reads at these hours, from today on."""
    yesterday = today() - dt.timedelta(days=1)
    if hours.from_on > yesterday:
        hours.delete()
        return
    hours.until_on = yesterday
    hours.save(update_fields=["until_on"])


@use_case("safety.mark_day", on="team")
def mark_day(
    *, by: Viewer, team: Team, on: dt.date, opens: dt.time | None = None, closes: dt.time | None = None
) -> HoursException:
    """Say that one day is not as usual: closed, or open at other times, also on a bank holiday."""
    if (opens is None) != (closes is None) or (opens is not None and opens == closes):
        raise NotPossible(_("Give both times, or none when the team is closed."), field="opens")
    return HoursException.objects.update_or_create(team=team, on=on, defaults={"opens": opens, "closes": closes})[0]


@use_case("safety.unmark_day", on="marked")
def unmark_day(*, by: Viewer, marked: HoursException) -> None:
    """Let a day be as usual again."""
    marked.delete()

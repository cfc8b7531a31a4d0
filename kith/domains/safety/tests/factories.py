"""Numbers, hours and turns for tests."""

from __future__ import annotations

import datetime as dt

from procrastinate.contrib.django.models import ProcrastinateJob

from kith.domains.people.models import Team
from kith.domains.safety import actions, help_file
from kith.domains.safety.models import CrisisContact, Probe, Rota
from kith.domains.safety.reactions import sweep
from kith.kernel import events
from kith.kernel.access import Viewer, system

HOUSE = system("tests")
NINE, FIVE = dt.time(9), dt.time(17)


def make_numbers() -> None:
    """The numbers as Kith is shipped, nobody answering for them yet."""
    for place, row in enumerate(help_file.shipped_rows()):
        CrisisContact.objects.get_or_create(nation=row["nation"], code=row["code"], defaults={**row, "position": place})


def make_hours(team: Team, *weekdays: int, opens: dt.time = NINE, closes: dt.time = FIVE) -> None:
    """Hours on these weekdays (Monday to Friday without any), as long as tests may look."""
    for weekday in weekdays or (1, 2, 3, 4, 5):
        actions.set_hours(by=HOUSE, team=team, weekday=weekday, opens=opens, closes=closes, from_on=dt.date(2020, 1, 1))


def set_nation(team: Team, nation: str = "england", *, has_rota: bool = False, works_on_bank_holidays: bool = False):
    return actions.set_calendar(
        by=HOUSE, team=team, nation=nation, works_on_bank_holidays=works_on_bank_holidays, has_rota=has_rota
    )


def make_turn(team: Team, who: Viewer, from_at: dt.datetime, until_at: dt.datetime) -> Rota:
    return actions.add_turn(by=HOUSE, team=team, person_id=who.id, from_at=from_at, until_at=until_at)


def make_probe(sent_at: dt.datetime, *, has_arrived: bool = False) -> Probe:
    return Probe.objects.create(sent_at=sent_at, arrived_at=sent_at if has_arrived else None)


def a_minute_passes() -> None:
    """What the house does each minute about open cases."""
    sweep()


def run_events() -> None:
    """Deliver the events that wait, as the worker would, each twice: they are delivered at least once."""
    waiting = ProcrastinateJob.objects.filter(task_name="kernel.deliver_event", status="todo").order_by("id")
    done: set[int] = set()
    while left := [one for one in waiting.all() if one.pk not in done]:
        for one in left:
            for _twice in range(2):
                events._deliver.now(**one.args)
            done.add(one.pk)

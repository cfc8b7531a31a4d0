"""Whom a case is brought to at each step of its clock. Never nobody: an empty step falls through to the next."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable

from kith.domains.people.queries.reach import who_holds
from kith.domains.safety.alarms import SCREENS, cover_of, everybody_of
from kith.domains.safety.models import Case, Cover, Rota, Task
from kith.domains.safety.queries.rota import READERS

ON_DUTY, NEXT, LEAD, TEAM = range(4)
LOOKS_AHEAD = dt.timedelta(hours=24)


def to_call(case: Case, at: dt.datetime, called: Iterable[uuid.UUID]) -> tuple[int, list[uuid.UUID]]:
    """The step that is taken now, and to whom; a step that would reach nobody new goes straight to the next."""
    steps = _OUTSIDE if case.is_apart else _INSIDE
    already = {*called, *case.away_from}
    for step in range(case.next_step, TEAM):
        found = [person for person in dict.fromkeys(steps[step](case, at)) if person not in already]
        if found:
            return step, found
    return TEAM, [person for person in dict.fromkeys(steps[TEAM](case, at)) if person not in case.away_from]


def _on_duty(case: Case, at: dt.datetime) -> list[uuid.UUID]:
    """Who is on the rota, else who reads for the team; in unstaffed hours whom the policy names."""
    cover = cover_of(case, at)
    if cover == Cover.READERS:
        return _turns(case.team_id, at, Task.READER)
    if cover == Cover.ON_CALL:
        return _turns(case.team_id, at, Task.ON_CALL)
    found = _turns(case.team_id, at, Task.DUTY, Task.LEAD)
    return found or who_holds(SCREENS, "clinician", team_id=case.team_id) or _readers(case, at)


def _next(case: Case, at: dt.datetime) -> list[uuid.UUID]:
    """Whoever can be called, else whose turn comes next."""
    rows = Rota.objects.filter(team_id=case.team_id, from_at__gt=at, from_at__lte=at + LOOKS_AHEAD)
    ahead = list(rows.exclude(task=Task.READER).order_by("from_at").values_list("person_id", flat=True))
    return _turns(case.team_id, at, Task.ON_CALL, Task.DUTY, Task.LEAD) or ahead[:1]


def _lead(case: Case, at: dt.datetime) -> list[uuid.UUID]:
    """Who leads the shift; where the rota names nobody, who answers for safety, then who runs the service."""
    return (
        _turns(case.team_id, at, Task.LEAD)
        or who_holds(SCREENS, "safety_officer", team_id=case.team_id)
        or who_holds(SCREENS, "administrator", team_id=case.team_id)
        or who_holds(SCREENS, "safety_officer")
        or who_holds(SCREENS, "administrator")
    )


def _team(case: Case, at: dt.datetime) -> list[uuid.UUID]:
    """Everybody who reads for the team, and who answers for safety anywhere."""
    return [*_readers(case, at), *who_holds(SCREENS, "safety_officer"), *_nobody_left(case)]


def _readers(case: Case, _at: dt.datetime) -> list[uuid.UUID]:
    return who_holds(SCREENS, *READERS, team_id=case.team_id)


def _nobody_left(case: Case) -> list[uuid.UUID]:
    """A team of nobody: then those who run the service hear of it."""
    return [] if who_holds(SCREENS, *READERS, team_id=case.team_id) else who_holds(SCREENS, "administrator")


def _turns(team_id: uuid.UUID, at: dt.datetime, *tasks: str) -> list[uuid.UUID]:
    rows = Rota.objects.filter(team_id=team_id, task__in=tasks, from_at__lte=at, until_at__gt=at)
    return list(rows.order_by("from_at").values_list("person_id", flat=True))


def _officers(case: Case, _at: dt.datetime) -> list[uuid.UUID]:
    return _outside(case, who_holds(SCREENS, "safety_officer"))


def _clinicians(case: Case, _at: dt.datetime) -> list[uuid.UUID]:
    return _outside(case, who_holds(SCREENS, "clinician"))


def _administrators(case: Case, _at: dt.datetime) -> list[uuid.UUID]:
    return _outside(case, who_holds(SCREENS, "administrator"))


def _all_outside(case: Case, at: dt.datetime) -> list[uuid.UUID]:
    found = [*_officers(case, at), *_clinicians(case, at), *_administrators(case, at)]
    # A service of one team has nobody outside: then whoever answers for safety, unless it is about them by name.
    return found or who_holds(SCREENS, "safety_officer") or who_holds(SCREENS, "administrator")


def _outside(case: Case, people: list[uuid.UUID]) -> list[uuid.UUID]:
    team = set(everybody_of(case.team_id))
    return [person for person in people if person not in team]


Who = Callable[[Case, dt.datetime], list[uuid.UUID]]
_INSIDE: tuple[Who, ...] = (_on_duty, _next, _lead, _team)
_OUTSIDE: tuple[Who, ...] = (_officers, _clinicians, _administrators, _all_outside)

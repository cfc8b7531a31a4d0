"""Cases as those who watch over the rooms see them: under a handle, with the clock in words."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, Q

from kith.domains.people.queries import names_of
from kith.domains.people.queries.apart import handles_of
from kith.domains.people.queries.reach import who_holds
from kith.domains.safety.models import Alert, Case, CaseState, Family, Flag, HandOver, Outcome, Probe
from kith.domains.safety.models.cases import WATCHERS, CaseQuerySet
from kith.domains.safety.queries.rota import READERS
from kith.domains.safety.words import how_long, how_soon
from kith.kernel.access import Viewer, system
from kith.kernel.clock import database_now
from kith.kernel.sealed import unlock

_HOUSE = system("safety shows")
MOST = 100
SILENT_AFTER = dt.timedelta(minutes=3)


@dataclass(frozen=True)
class CaseRow:
    """One line of the desk: whom it is about, how soon, since when, and who has it."""

    id: uuid.UUID
    handle: str
    avatar: str
    tier: int
    how_soon: str
    about: str
    alerts: int
    new: int
    opened_at: dt.datetime
    newest_at: dt.datetime
    waiting: str
    due_at: dt.datetime | None
    is_late: bool
    is_mine: bool
    holder: str
    taken_until: dt.datetime | None
    step: int
    is_apart: bool


@dataclass(frozen=True)
class Desk:
    """What waits, what I have, what others have; and whether the path of alerts itself is alive."""

    waiting: list[CaseRow] = field(default_factory=list)
    mine: list[CaseRow] = field(default_factory=list)
    others: list[CaseRow] = field(default_factory=list)
    silent_since: dt.datetime | None = None


def desk(viewer: Viewer) -> Desk:
    """All open cases: by how soon, then by how long they have waited."""
    rows = open_cases(viewer)
    return Desk(
        waiting=[row for row in rows if not row.holder],
        mine=[row for row in rows if row.is_mine],
        others=[row for row in rows if row.holder and not row.is_mine],
        silent_since=silent_since(viewer),
    )


def open_cases(viewer: Viewer) -> list[CaseRow]:
    """One row for each handle about whom something is open."""
    return _rows(viewer, _open(viewer).order_by("-tier", "opened_at"))


def case_row(viewer: Viewer, case: Case) -> CaseRow:
    """The same line for one case, open or closed."""
    return _rows(viewer, Case.objects.visible_to(viewer).filter(pk=case.pk))[0]


def case_of(viewer: Viewer, case_id: uuid.UUID) -> Case | None:
    """One case, as far as the viewer may see it."""
    return Case.objects.visible_to(viewer).filter(pk=case_id).first()


def outcome_of(viewer: Viewer, case: Case) -> Outcome | None:
    """How it was closed."""
    return Outcome.objects.filter(case__in=Case.objects.visible_to(viewer), case=case).first()


def closed_cases(viewer: Viewer, since: dt.datetime) -> list[CaseRow]:
    """Those that were closed lately, the newest first."""
    closed = Case.objects.visible_to(viewer).filter(state=CaseState.CLOSED, closed_at__gte=since)
    return _rows(viewer, closed.order_by("-closed_at"))


def to_hand_over(viewer: Viewer) -> list[CaseRow]:
    """What the viewer has at the end of their turn."""
    return _rows(
        viewer, _open(viewer).filter(state=CaseState.TAKEN, taken_by_id=viewer.id).order_by("-tier", "opened_at")
    )


def hand_overs_of(viewer: Viewer, case: Case) -> list[tuple[HandOver, str, str]]:
    """What those who had it before wrote down, with their names and who it went to."""
    rows = list(HandOver.objects.filter(case__in=Case.objects.visible_to(viewer), case=case).order_by("-at"))
    unlock(rows)
    names = names_of(_HOUSE, [one for row in rows for one in (row.by_id, row.to_id) if one])
    return [(row, _name(names, row.by_id), _name(names, row.to_id)) for row in rows]


def who_could_take(viewer: Viewer, case: Case) -> list[tuple[uuid.UUID, str]]:
    """To whom it may be handed over: the team's readers, or those who were called to it; nobody whom it is about."""
    team = [] if case.is_apart else who_holds(_HOUSE, *READERS, *WATCHERS, team_id=case.team_id)
    people = {*team, *case.called} - {viewer.id, *case.away_from}
    return sorted(names_of(viewer, list(people)).items(), key=lambda one: one[1])


def silent_since(viewer: Viewer) -> dt.datetime | None:
    """Since when no probe came through, once that is too long; None while all is well or no probe was ever sent."""
    if not (viewer.is_staff or viewer.is_system):
        return None
    last = Probe.objects.aggregate(sent=Max("sent_at"), arrived=Max("arrived_at", default=None))
    if last["sent"] is None:
        return None
    heard = last["arrived"] or Probe.objects.order_by("sent_at").values_list("sent_at", flat=True)[0]
    return heard if database_now() - heard > SILENT_AFTER else None


def _open(viewer: Viewer) -> CaseQuerySet:
    return Case.objects.visible_to(viewer).open()


def _rows(viewer: Viewer, cases: CaseQuerySet) -> list[CaseRow]:
    counted = cases.annotate(
        many=Count("alerts"),
        fresh=Count("alerts", filter=Q(alerts__acknowledged_at=None)),
        newest_at=Max("alerts__raised_at"),
    )
    rows: list[Any] = list(counted[:MOST])
    seen = _Seen(
        viewer.id,
        database_now(),
        handles_of(_HOUSE, [case.author_id for case in rows]),
        names_of(_HOUSE, [case.taken_by_id for case in rows if case.taken_by_id]),
        _about([case.pk for case in rows]),
    )
    return [_row(case, seen) for case in rows]


@dataclass(frozen=True)
class _Seen:
    """What all rows of one page share."""

    by: uuid.UUID
    at: dt.datetime
    handles: dict[uuid.UUID, tuple[str, str]]
    names: dict[uuid.UUID, str]
    about: dict[uuid.UUID, str]


def _row(case: Any, seen: _Seen) -> CaseRow:
    handle, avatar = seen.handles.get(case.author_id, ("", ""))
    is_held = case.taken_by_id is not None and case.taken_until is not None and case.taken_until > seen.at
    return CaseRow(
        id=case.pk,
        handle=handle,
        avatar=avatar,
        tier=case.tier,
        how_soon=how_soon(case.tier),
        about=seen.about.get(case.pk, ""),
        alerts=case.many,
        new=case.fresh,
        opened_at=case.opened_at,
        newest_at=case.newest_at or case.opened_at,
        waiting=how_long(seen.at - case.opened_at),
        due_at=case.due_at,
        is_late=case.due_at is not None and case.due_at <= seen.at,
        is_mine=is_held and case.taken_by_id == seen.by,
        holder=_name(seen.names, case.taken_by_id) if is_held else "",
        taken_until=case.taken_until if is_held else None,
        step=case.next_step,
        is_apart=case.is_apart,
    )


def _about(case_ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What the words of each case are about, in the words for the families."""
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    rows = Alert.objects.filter(case_id__in=case_ids).order_by("-raised_at")
    for case_id, families in rows.values_list("case_id", "screened__families"):
        found[case_id] += [family for family in families if family not in found[case_id]]
    return {case_id: ", ".join(str(Family(code).label) for code in known) for case_id, known in found.items()}


def flags_of(viewer: Viewer, screened_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Flag]]:
    """Why each was flagged."""
    found: dict[uuid.UUID, list[Flag]] = defaultdict(list)
    for flag in Flag.objects.filter(screened_id__in=list(screened_ids)).order_by("-tier", "start"):
        found[flag.screened_id].append(flag)
    return found


def _name(names: dict[uuid.UUID, str], person_id: uuid.UUID | None) -> str:
    return names.get(person_id, "") if person_id else ""

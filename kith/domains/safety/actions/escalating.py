"""The clock of a case: calling the next one until somebody comes, and taking back what was claimed and left."""

from __future__ import annotations

import datetime as dt
import uuid

import structlog

from kith.domains.notices.actions import send
from kith.domains.people.queries.reach import how_to_reach
from kith.domains.safety.alarms import let_go, set_step, start_clock, step_after, wake_desks
from kith.domains.safety.callers import TEAM, to_call
from kith.domains.safety.models import Case, CaseState, Escalation
from kith.domains.safety.models.cases import CASE
from kith.kernel import bus
from kith.kernel.access import Viewer
from kith.kernel.clock import database_now
from kith.kernel.use_cases import note, use_case

log = structlog.get_logger("kith.safety")


@use_case("safety.call_next", on="case")
def call_next(*, by: Viewer, case: Case) -> list[uuid.UUID]:
    """Bring a case that nobody has yet to who is on duty, then the next on the rota, the shift lead, the team."""
    at = database_now()
    if case.next_step_at is None or case.next_step_at > at:
        return []
    already = case.escalations.filter(turn=case.turn).values_list("to_id", flat=True)
    step, people = _holder(case) or to_call(case, at, already)
    if step and case.state == CaseState.TAKEN:  # whoever has it did not come to the new words
        case.state = CASE.after(case.state, "raise_again")
        let_go(case)
    for person_id in people:
        _call(by, case, person_id, step, at)
    case.called = sorted({*case.called, *people})
    case.next_step = min(step + 1, TEAM)
    set_step(case, step_after(case, at, step))
    note(step=step, called=[str(person) for person in people], tier=case.tier)
    if step:
        log.warning("safety.escalated", case=str(case.pk), step=step, called=len(people))
    wake_desks(case)
    return people


@use_case("safety.take_back", on="case")
def take_back(*, by: Viewer, case: Case) -> Case:
    """Somebody took a case and was not seen working at it since: it waits again, and the clock runs from the start."""
    at = database_now()
    if case.state != CaseState.TAKEN or case.taken_until is None or case.taken_until > at:
        return case
    note(was=str(case.taken_by_id))
    case.state = CASE.after(case.state, "raise_again")
    let_go(case)
    start_clock(case, at)
    wake_desks(case)
    return case


@use_case("safety.wake_early", on="case")
def wake_early(*, by: Viewer, case: Case) -> Case:
    """The team is there earlier than its rota said when the clock was set: do not wait longer than that."""
    if case.state != CaseState.CLOSED and case.next_step_at is not None:
        start_clock(case, database_now())
    return case


def _holder(case: Case) -> tuple[int, list[uuid.UUID]] | None:
    """New words in a case that somebody has: it rings at them first."""
    return (0, [case.taken_by_id]) if case.next_step == 0 and case.taken_by_id else None


def _call(by: Viewer, case: Case, person_id: uuid.UUID, step: int, at: dt.datetime) -> None:
    """A message without content; from the second step on also to their telephone, where we know one."""
    Escalation.objects.get_or_create(case=case, turn=case.turn, step=step, to_id=person_id, defaults={"at": at})
    bus.tell(f"desk:{person_id}", str(case.pk))  # also at the desk of who is not of the team
    once = f"case:{case.pk}:{case.turn}:{step}:{int(at.timestamp()) // 60}"
    send(by=by, person_id=person_id, kind="duty", once=once)
    reach = how_to_reach(by, person_id) if step else None
    if reach and reach.phone and reach.route_for("account") != "sms":
        send(by=by, person_id=person_id, kind="duty", once=f"{once}:sms", channel="sms")

"""Working at a case: taking it, looking at what stands around the words, handing it on, closing it with an outcome."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kith.domains.notices.actions import send
from kith.domains.safety.alarms import SCREENS, let_go, raise_alert, start_clock, stop_clock, wake_desks
from kith.domains.safety.events import CaseClosed
from kith.domains.safety.models import Alert, Case, CaseState, Flag, HandOver, Outcome, OutcomeCode, Screened
from kith.domains.safety.models.cases import CASE
from kith.domains.safety.queries.cases import flags_of, who_could_take
from kith.kernel.access import Viewer, system
from kith.kernel.acting import acting_as
from kith.kernel.clock import database_now
from kith.kernel.contributions import Shown, Surroundings, ports
from kith.kernel.events import emit
from kith.kernel.use_cases import NotPossible, note, use_case

SHOWS = system("safety shows")
LEASE, LONG_LEASE = dt.timedelta(minutes=15), dt.timedelta(hours=1)
HISTORY = 10


@dataclass(frozen=True)
class AlertShown:
    """One alert of a case: why it was raised, and the words with what stands around them."""

    alert: Alert
    flags: list[Flag]
    around: Surroundings | None


@dataclass(frozen=True)
class CaseFile:
    """What somebody needs to see to help: newest words first, and what else this handle wrote lately."""

    alerts: list[AlertShown]
    history: list[Shown]


@use_case("safety.look_at_case", on="case", lock=False)
def look_at_case(*, by: Viewer, case: Case) -> CaseFile:
    """Look at the words of a case and what stands around them, under the handle; looking is working at it."""
    alerts = list(case.alerts.select_related("screened").order_by("-raised_at"))
    flags = flags_of(by, [alert.screened_id for alert in alerts])
    note(tier=case.tier, alerts=len(alerts))
    if case.taken_by_id == by.id and case.state == CaseState.TAKEN:
        longer = max(case.taken_until or database_now(), database_now() + LEASE)
        Case.objects.filter(pk=case.pk, taken_by_id=by.id).update(taken_until=longer)
    with acting_as(SHOWS):
        shown = [AlertShown(alert, flags[alert.screened_id], _around(alert.screened)) for alert in alerts]
    # What else they wrote, only where whoever looks may read: a handle may be at home in two houses.
    history = [one for port in ports.values() for one in port.of_author(by, case.author_id, HISTORY)]
    worried = {alert.screened.contribution_id for alert in alerts}
    newest = sorted(history, key=lambda one: one.written_at, reverse=True)
    return CaseFile(shown, [one for one in newest if one.id not in worried][:HISTORY])


@use_case("safety.acknowledge", on="case")
def acknowledge(*, by: Viewer, case: Case) -> Case:
    """Say "I have it": the clock stops, and nobody else is called while the claim holds."""
    at = database_now()
    if case.state == CaseState.TAKEN and case.taken_by_id != by.id:
        if case.taken_until and case.taken_until > at:
            raise NotPossible(_("Somebody else has taken this. They have it until they hand it on."))
        case.state = CASE.after(case.state, "raise_again")
    if case.state == CaseState.CLOSED:
        raise NotPossible(_("This was closed a moment ago."))
    if case.state == CaseState.WAITING:
        case.state = CASE.after(case.state, "acknowledge")
        case.taken_at = at
    case.taken_by_id, case.taken_until = by.id, at + LEASE
    stop_clock(case)
    case.save()
    new = case.alerts.filter(acknowledged_at=None)
    note(tier=case.tier, alerts=new.count())
    for alert in new:
        alert.acknowledged_at, alert.acknowledged_by_id = max(at, alert.raised_at), by.id
        alert.save(update_fields=["acknowledged_at", "acknowledged_by"])
    _wake(case)
    return case


@use_case("safety.keep_case", on="case")
def keep_case(*, by: Viewer, case: Case) -> Case:
    """Keep a case for an hour, for a long talk: it does not go back to the others meanwhile."""
    case.taken_until = database_now() + LONG_LEASE
    case.save(update_fields=["taken_until"])
    return case


@use_case("safety.hand_back", on="case")
def hand_back(*, by: Viewer, case: Case, words: str) -> Case:
    """Put a case back for whoever comes next, with what they need to know; the clock runs again at once."""
    _hand_over_note(by, case, None, words)
    case.state = CASE.after(case.state, "hand_back")
    let_go(case)
    with acting_as(SCREENS):
        start_clock(case, database_now())
    _wake(case)
    return case


@use_case("safety.hand_over", on="case")
def hand_over(*, by: Viewer, case: Case, to_id: uuid.UUID, words: str) -> Case:
    """Give a case to somebody else, with what they need to know; if they do not come, it goes back by itself."""
    if to_id not in {person_id for person_id, _name in who_could_take(by, case)}:
        raise NotPossible(_("Choose from the list."), field="to")
    _hand_over_note(by, case, to_id, words)
    at = database_now()
    case.state = CASE.after(case.state, "hand_over")
    case.called = sorted({*case.called, to_id})
    with acting_as(SCREENS):
        case.taken_by_id, case.taken_at, case.taken_until = to_id, at, at + LEASE
        case.save()
        send(by=SCREENS, person_id=to_id, kind="duty", once=f"hand:{case.pk}:{int(at.timestamp())}")
    note(to=str(to_id))
    _wake(case)
    return case


@use_case("safety.close_case", on="case")
def close_case(*, by: Viewer, case: Case, code: str, words: str, told: str = "") -> Outcome:
    """Close a case with what came of it, and tell its writer something kind."""
    if code not in OutcomeCode.values:
        raise NotPossible(_("Choose from the list."), field="code")
    if not words.strip():
        raise NotPossible(_("Write a few words for who reads this next."), field="words")
    if case.alerts.filter(acknowledged_at=None).exists():
        raise NotPossible(_("New words have come in. Take a look at them first."))
    at = database_now()
    outcome = Outcome.objects.create(
        case=case, author_id=case.author_id, code=code, words=words.strip(), by_id=by.id, at=at
    )
    case.state, case.closed_at = CASE.after(case.state, "close"), at
    case.taken_until = None
    stop_clock(case)
    case.save()
    note(code=code, tier=case.tier, was_told=_tell_writer(by, case, told.strip()))
    _mark_seen(by, case, at)
    emit(CaseClosed(str(case.pk)))
    _wake(case)
    return outcome


@use_case("safety.bring_to_duty", on="screened")
def bring_to_duty(*, by: Viewer, screened: Screened, tier: int = 3) -> Alert:
    """A moderator worries about words that no list noticed: bring them to the duty clinician, as any alert."""
    with acting_as(SCREENS):
        screened.tier = max(screened.tier, min(max(tier, 2), 4))
        screened.save(update_fields=["tier"])
        alert = raise_alert(screened, database_now())
    note(tier=screened.tier)
    return alert


def _around(screened: Screened) -> Surroundings | None:
    port = ports.get(screened.kind)
    return port.surroundings(SHOWS, screened.contribution_id) if port else None


def _hand_over_note(by: Viewer, case: Case, to_id: uuid.UUID | None, words: str) -> None:
    if not words.strip():
        raise NotPossible(_("Write a few words for who comes next."), field="words")
    HandOver.objects.create(
        case=case, author_id=case.author_id, by_id=by.id, to_id=to_id, words=words.strip(), at=database_now()
    )


def _tell_writer(by: Viewer, case: Case, told: str) -> bool:
    """A word to its writer under the newest of their words. Who is outside the room cannot; they said so before."""
    newest = case.alerts.select_related("screened").order_by("-raised_at").first()
    port = ports.get(newest.screened.kind) if newest and told else None
    if newest is None or port is None:
        return False
    port.reply_privately(by, newest.screened.contribution_id, told)
    return True


def _mark_seen(by: Viewer, case: Case, at: dt.datetime) -> None:
    """Its words were read by a person; what their writer took back in the meantime may go now."""
    rows: Sequence[Screened] = list(Screened.objects.filter(alert__case=case))
    with acting_as(SCREENS):
        for row in rows:
            if row.seen_at is None:
                row.seen_at, row.seen_by_id, row.claimed_by, row.claimed_until = at, by.id, None, None
                row.save()
            if row.kind in ports:
                ports[row.kind].forget_original(row.contribution_id)


def _wake(case: Case) -> None:
    wake_desks(case)

"""From worrying words to somebody awake: one case for each handle, and one clock that calls until somebody comes."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kith.domains.people.queries import names_of
from kith.domains.people.queries.apart import bears_one_of
from kith.domains.people.queries.reach import who_holds
from kith.domains.safety import staffed
from kith.domains.safety.events import ClockSet
from kith.domains.safety.models import Alert, Case, CaseState, Cover, Family, Screened, UnstaffedPolicy
from kith.domains.safety.models.cases import CASE
from kith.domains.safety.queries.hours import LAST_CALL
from kith.domains.safety.queries.rota import READERS
from kith.kernel import bus
from kith.kernel.access import NAMESPACE, system
from kith.kernel.contributions import ports
from kith.kernel.events import emit
from kith.screening import identity

if TYPE_CHECKING:
    from kith.screening import Verdict

SCREENS = system("safety screens")
LENGTHS = tuple(dt.timedelta(minutes=minutes) for minutes in (5, 10, 15, 30))
"""Between one call and the next, so that they come at 5, 15, 30 minutes and each half hour after (settled.md)."""
SAME_DAY, SLOWER = 2, 12
"""Words of tier 2 are looked at the same day: the next ones are called after 1, 3 and 6 hours."""
_ABOUT_STAFF = "staff"
PROBE, PROBE_AUTHOR = "safety.probe", uuid.uuid5(NAMESPACE, "probe")
"""The made-up line that goes the whole way each minute."""


def is_about_staff(verdict: Verdict) -> bool:
    """Whether the words say that one of the team did something wrong."""
    return any(hit.family == "safeguarding" and _ABOUT_STAFF in hit.rule for hit in verdict.hits)


def raise_alert(screened: Screened, at: dt.datetime) -> Alert:
    """Write the alert into the ledger and into the handle's one open case, whose clock runs from now."""
    _keep_away(screened)
    case = _case_for(screened, at)
    alert, is_new = Alert.objects.get_or_create(
        screened=screened, defaults={"case": case, "tier": max(screened.tier, 2), "raised_at": at}
    )
    if not is_new:  # the words were changed and worry more now
        alert.case, alert.tier, alert.raised_at = case, max(screened.tier, 2), at
        alert.acknowledged_at, alert.acknowledged_by = None, None
        alert.save()
    _join(case, alert, at)
    if screened.kind != PROBE:
        wake_desks(case)
    return alert


def wake_desks(case: Case) -> None:
    """Desks that are open look again at a case."""
    _wake(case, str(case.pk), case.called)


def wake_queue(screened: Screened) -> None:
    """Desks that are open look again at what was written."""
    is_for_all = not screened.is_apart and not screened.away_from
    alert = None if is_for_all else Alert.objects.filter(screened=screened).select_related("case").first()
    _wake(screened, "queue", alert.case.called if alert else ())


def _wake(thing: Case | Screened, key: str, called: Iterable[uuid.UUID]) -> None:
    """The team's; where one of them must not know that there is anything, only those of who may see it."""
    if not thing.is_apart and not thing.away_from:
        bus.tell(f"desk:{thing.team_id}", key)
        return
    people = {*called, *(() if thing.is_apart else everybody_of(thing.team_id))}
    for person_id in people - set(thing.away_from):
        bus.tell(f"desk:{person_id}", key)


def start_clock(case: Case, at: dt.datetime) -> None:
    """From now on somebody is called, and the next one when nobody comes: in staffed time, or as the policy says."""
    cover = cover_of(case, at) if case.author_id != PROBE_AUTHOR else ""
    case.turn, case.next_step = case.turn + 1, 0
    case.runs_always = cover in {Cover.ON_CALL, Cover.READERS}
    begins = at if cover != Cover.NOBODY else staffed.back_at(case.team_id, at)
    if begins is None:  # nobody has said when this team is there: then any time is its time
        begins, case.runs_always = at, True
    case.due_at = _due_at(case, begins)
    set_step(case, begins)


def set_step(case: Case, at: dt.datetime) -> None:
    """Call at that instant, and let the worker know now."""
    case.next_step_at = at
    case.save()
    emit(ClockSet(str(case.pk), case.turn, at.isoformat()))


def step_after(case: Case, at: dt.datetime, step: int) -> dt.datetime:
    """When the next one is called: by the minute where it cannot wait; else by the hour, and before the day is over."""
    soon = clock_after(case, at, LENGTHS[step])
    if case.tier > SAME_DAY or case.due_at is None:
        return soon
    before_the_end = max(soon, case.due_at - LAST_CALL)
    return min(clock_after(case, at, SLOWER * LENGTHS[step]), before_the_end)


def _due_at(case: Case, begins: dt.datetime) -> dt.datetime:
    """When it is late: five minutes after the first call, or what its writer was told where the same day will do."""
    if case.tier > SAME_DAY:
        return clock_after(case, begins, LENGTHS[0])
    promised = staffed.promise_at(case.team_id, begins).by_at
    return promised or clock_after(case, begins, SLOWER * sum(LENGTHS[:3], dt.timedelta()))


def stop_clock(case: Case) -> None:
    """Somebody has it: nobody else is called. The caller saves."""
    case.next_step_at, case.due_at = None, None


def clock_after(case: Case, start: dt.datetime, length: dt.timedelta) -> dt.datetime:
    """When so much of this case's own time has gone by."""
    if case.runs_always:
        return start + length
    return staffed.after(case.team_id, start, length) or start + length


def cover_of(case: Case, at: dt.datetime) -> str:
    """Who looks at this instant: "" while the team is there, else what its signed policy says for this tier."""
    if staffed.is_staffed(case.team_id, at):
        return ""
    signed = UnstaffedPolicy.objects.filter(team_id=case.team_id).exclude(signed_at=None).order_by("-version").first()
    # Nobody has signed that nobody looks: then somebody is called.
    return str(getattr(signed, f"tier_{case.tier}")) if signed else Cover.ON_CALL


def let_go(case: Case) -> None:
    """Nobody has it any more. The caller starts the clock, which saves."""
    case.taken_by, case.taken_at, case.taken_until = None, None, None


def _case_for(screened: Screened, at: dt.datetime) -> Case:
    """The handle's one open case, locked; another one, outside the team, for what the team may not see."""
    is_open = Case.objects.select_for_update(no_key=True).exclude(state=CaseState.CLOSED)
    return is_open.get_or_create(
        author_id=screened.author_id,
        team_id=screened.team_id,
        is_apart=screened.is_apart,
        defaults={"tier": max(screened.tier, 2), "opened_at": at, "turn": 0},
    )[0]


def _join(case: Case, alert: Alert, at: dt.datetime) -> None:
    """A case that is being called for keeps its clock, unless it waits for the morning and worries more now."""
    is_worse, waits = alert.tier > case.tier, case.next_step_at is not None and case.next_step_at > at
    case.away_from = sorted({*case.away_from, *alert.screened.away_from})
    if case.taken_by_id in case.away_from:
        case.state = CASE.after(case.state, "raise_again")
        let_go(case)
    had_all_day = case.tier <= SAME_DAY
    case.tier = max(case.tier, alert.tier)
    if case.next_step_at is None or (is_worse and waits and (case.next_step == 0 or had_all_day)):
        start_clock(case, at)
    else:
        case.save()


def _keep_away(screened: Screened) -> None:
    """What a colleague wrote goes outside their team; what is said about somebody never goes to whoever it names."""
    was = screened.is_apart, len(screened.away_from)
    screened.is_apart = screened.is_apart or screened.staff_id is not None or _is_colleague(screened)
    if Family.SAFEGUARDING in screened.families:
        screened.away_from = sorted({*screened.away_from, *_named_in(screened)})
    if was != (screened.is_apart, len(screened.away_from)):
        screened.save(update_fields=["is_apart", "away_from"])


def _is_colleague(screened: Screened) -> bool:
    """Whether whoever wrote this also works in the team: yes or no, and only the house hears it."""
    return bears_one_of(SCREENS, screened.author_id, everybody_of(screened.team_id))


def _named_in(screened: Screened) -> set[uuid.UUID]:
    """Of all who could be called to these words, those whose names stand in them."""
    port = ports.get(screened.kind)
    shown = port.many(SCREENS, [screened.contribution_id]).get(screened.contribution_id) if port else None
    if shown is None:
        return set()
    names = names_of(SCREENS, who_holds(SCREENS, *READERS, "safety_officer", "administrator"))
    return {one for one, name in names.items() if _names(shown.body, name)}


def _names(words: str, name: str) -> bool:
    return any(hit.rule == "identity.staff_name" for hit in identity(words, staff_names=[name]))


def everybody_of(team_id: uuid.UUID) -> list[uuid.UUID]:
    """All who hold a role in the team now."""
    return who_holds(SCREENS, *READERS, "safety_officer", "administrator", "college", "evaluator", team_id=team_id)

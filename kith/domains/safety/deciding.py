"""What every decision about words has in common: whose turn it is, what is written down, and who hears of it."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable

from django.utils.translation import gettext as _

from kith.domains.people.queries import names_of
from kith.domains.people.queries.apart import bears_one_of
from kith.domains.safety.alarms import wake_queue
from kith.domains.safety.events import ReporterToTell, WriterToTell
from kith.domains.safety.models import Decision, Exposure, Sanction, Screened, Told, Verb, Why
from kith.domains.safety.models.decisions import TOLD
from kith.kernel.access import Viewer, system
from kith.kernel.acting import acting_as
from kith.kernel.clock import database_now
from kith.kernel.contributions import Port, State, ports
from kith.kernel.events import emit
from kith.kernel.states import NotFromHere
from kith.kernel.use_cases import NotPossible, note
from kith.ui.words import time_of_day

SETTLES = system("safety settles")
LEASE = dt.timedelta(minutes=15)
ONE_IN = 20
"""How many decisions there are to one that somebody else looks at, beside all that hide something."""
HARD = 3
_DID_SOMETHING = {Verb.REPLIED, Verb.NOTED, Verb.HELD, Verb.HID, Verb.MOVED, Verb.COOLED_OFF, Verb.ESCALATED}


def drawn() -> bool:
    """Whether this one is among the few that are looked at again."""
    return secrets.randbelow(ONE_IN) == 0


def take(by: Viewer, screened: Screened) -> None:
    """Give it to this viewer for a while; nobody else can decide about it meanwhile."""
    at = database_now()
    if _is_anothers(by, screened, at):
        raise NotPossible(_taken_words(screened))
    not_ones_own(by, screened)
    screened.claimed_by_id, screened.claimed_until = by.id, at + LEASE
    screened.version += 1
    screened.save(update_fields=["claimed_by", "claimed_until", "version"])
    if screened.tier >= HARD:
        Exposure.objects.get_or_create(person_id=by.id, screened=screened, defaults={"at": at})
    wake(screened)


def give_back(screened: Screened) -> None:
    """Nobody has it any more; it stands where it stood in the queue."""
    screened.claimed_by, screened.claimed_until = None, None
    screened.version += 1
    screened.save(update_fields=["claimed_by", "claimed_until", "version"])
    wake(screened)


def must_be_as_seen(by: Viewer, screened: Screened, version: int) -> None:
    """Raises NotPossible when somebody has done something about it since this viewer opened it.

    A claim that ran out while nobody else came is no harm: then the decision counts.
    """
    at = database_now()
    if _is_anothers(by, screened, at):
        raise NotPossible(_("Your time for this had run out.") + " " + _taken_words(screened))
    if screened.version == version:
        return
    last = screened.decisions.order_by("-at").first()
    if last and last.by_id and last.by_id != by.id and screened.seen_at:
        name = names_of(SETTLES, [last.by_id]).get(last.by_id, "")
        raise NotPossible(
            _("%(name)s has decided about this: %(what)s. You changed nothing.")
            % {"name": name, "what": Verb(last.verb).label}
        )
    raise NotPossible(_("Something has changed since you opened this. You changed nothing. Please read it again."))


def decided(
    by: Viewer,
    screened: Screened,
    verb: Verb,
    *,
    why: str = Why.NONE,
    words: str = "",
    for_team: str = "",
    reverses: Decision | None = None,
    is_looked_at_again: bool = False,
) -> Decision:
    """Write it down with its cause, actor and time, settle the queue's row, and tell whoever is told."""
    if why not in Why.values:
        raise NotPossible(_("Choose from the list."), field="why")
    at = database_now()
    decision = Decision.objects.create(
        screened=screened,
        author_id=screened.author_id,
        verb=verb,
        why=why,
        words=words.strip() or None,
        for_team=for_team.strip() or None,
        by_id=by.id,
        at=at,
        reverses=reverses,
        needs_second_look=is_looked_at_again or drawn(),
    )
    note(verb=verb, why=why, tier=screened.tier, decision=str(decision.pk))
    _settle(by, screened, verb, at)
    if verb in TOLD:
        tell_writer(screened, at)
    wake(screened)
    return decision


def tell_writer(screened: Screened, at: dt.datetime) -> None:
    """Let its writer know that there is something to read about it; told a little later, and without content."""
    emit(WriterToTell(str(screened.author_id), f"{at:%Y-%m-%dT%H}", str(screened.staff_id or "")))


def lead(screened: Screened, verb: str) -> None:
    """Change what was written by a verb of its lifecycle, through the port of its domain."""
    through(screened, lambda port: port.change(SETTLES, screened.contribution_id, verb))


def through(screened: Screened, act: Callable[[Port], None]) -> None:
    """Do something with the words themselves. Raises NotPossible when they are gone or were taken back."""
    port = ports.get(screened.kind)
    if port is None:
        raise NotPossible(_("It is no longer there."))
    with acting_as(SETTLES):
        try:
            act(port)
        except NotFromHere:
            raise NotPossible(_("Its writer took it back, or it was changed since. Please read it again.")) from None


def hold(by: Viewer, screened: Screened, why: str, for_team: str = "") -> Decision:
    """Nobody but its writer and the team sees it until a moderator has looked."""
    say_why(why)
    if screened.is_held:
        raise NotPossible(_("It waits for a moderator already."))
    lead(screened, "hold")
    screened.is_held, screened.seen_at, screened.seen_by = True, None, None
    return decided(by, screened, Verb.HELD, why=why, for_team=for_team)


def hide_away(by: Viewer, screened: Screened, why: str, words: str = "", for_team: str = "") -> Decision:
    """Nobody but its writer and the team sees it; somebody else takes a second look."""
    say_why(why)
    lead(screened, "hide")
    screened.is_held = False
    return decided(by, screened, Verb.HID, why=why, words=words, for_team=for_team, is_looked_at_again=True)


def say_why(why: str) -> None:
    """Nothing is taken away without a reason."""
    if why not in Why.values or why == Why.NONE:
        raise NotPossible(_("Choose a reason. Its writer is told this."), field="why")


def not_ones_own(by: Viewer, screened: Screened) -> None:
    """Raises NotPossible for words that this viewer wrote, on whichever side of themselves."""
    if screened.staff_id == by.id or bears_one_of(SETTLES, screened.author_id, [by.id]):
        raise NotPossible(_("Somebody else looks at this one. Nobody decides about their own words."))


def show_waiting(by: Viewer, screened: Screened, words: str) -> Decision:
    """Show what waited, and say which holding that ends."""
    if not screened.is_held:
        raise NotPossible(_("It does not wait any more."))
    lead(screened, "release")
    screened.is_held = False
    return decided(by, screened, Verb.RELEASED, words=words, reverses=_last(screened, Verb.HELD))


def show_hidden(by: Viewer, screened: Screened, words: str) -> Decision:
    """Show what was hidden, and say which hiding that undoes."""
    hiding = _last(screened, Verb.HID)
    if hiding is None:
        raise NotPossible(_("It is not hidden."))
    lead(screened, "restore")
    return decided(by, screened, Verb.RESTORED, words=words, reverses=hiding)


def end_break(by: Viewer, sanction: Sanction, words: str) -> Decision:
    """Let its writer write again, and say which break that ends."""
    sanction.lifted_at, sanction.lifted_by_id = database_now(), by.id
    sanction.save(update_fields=["lifted_at", "lifted_by"])
    screened = Screened.objects.select_for_update(no_key=True).get(pk=sanction.cause.screened_id)
    return decided(by, screened, Verb.LIFTED, words=words, reverses=sanction.cause)


def undo(by: Viewer, decision: Decision, words: str) -> Decision | None:
    """Put back how it was before a decision, as far as it still stands; None where a person has to put it right."""
    screened = Screened.objects.select_for_update(no_key=True).get(pk=decision.screened_id)
    if Decision.objects.filter(reverses=decision).exists():
        return None
    if decision.verb == Verb.HID:
        return show_hidden(by, screened, words)
    if decision.verb == Verb.HELD and screened.is_held:
        return show_waiting(by, screened, words)
    sanction = Sanction.objects.filter(cause=decision).in_force().select_for_update(no_key=True).first()
    if sanction:
        return end_break(by, sanction, words)
    if decision.verb in {Verb.NOTED, Verb.MOVED}:
        read_again(screened)
    return None


def read_again(screened: Screened) -> None:
    """It comes back into the queue; what was decided stays as it is until somebody decides otherwise."""
    screened.seen_at, screened.seen_by = None, None
    screened.version += 1
    screened.save(update_fields=["seen_at", "seen_by", "version"])
    wake(screened)


def is_taken_back(screened: Screened) -> bool:
    """Whether its writer took it back, or it is gone."""
    port = ports.get(screened.kind)
    with acting_as(SETTLES):
        found = port.many(SETTLES, [screened.contribution_id]) if port else {}
    shown = found.get(screened.contribution_id)
    return shown is None or shown.state == State.WITHDRAWN


def wake(screened: Screened) -> None:
    """Pages of the desk that are open show it as it is now."""
    with acting_as(SETTLES):
        wake_queue(screened)


def _last(screened: Screened, verb: str) -> Decision | None:
    """The newest of its kind that nobody has undone."""
    return screened.decisions.filter(verb=verb, reversed_by=None).order_by("-at").first()


def _settle(by: Viewer, screened: Screened, verb: Verb, at: dt.datetime) -> None:
    """The claim ends. What still waits stays in the queue; all else was read by a person now."""
    screened.claimed_by, screened.claimed_until = None, None
    screened.version += 1
    if not screened.is_held:
        screened.seen_at, screened.seen_by_id = at, by.id
    screened.save()
    if screened.is_held:
        return
    for report in screened.reports.filter(told_at=None):
        report.told_at, report.told = at, Told.DONE if verb in _DID_SOMETHING else Told.NOTHING
        report.save(update_fields=["told_at", "told"])
        emit(ReporterToTell(str(report.reporter_id), f"{at:%Y-%m-%dT%H}"))
    port = ports.get(screened.kind)
    if port:
        with acting_as(SETTLES):
            port.forget_original(screened.contribution_id)


def _is_anothers(by: Viewer, screened: Screened, at: dt.datetime) -> bool:
    is_held = screened.claimed_until is not None and screened.claimed_until > at
    return is_held and screened.claimed_by_id != by.id


def _taken_words(screened: Screened) -> str:
    person_id, until = screened.claimed_by_id, screened.claimed_until
    name = names_of(SETTLES, [person_id]).get(person_id, "") if person_id else ""
    words = _("%(name)s has this until %(time)s. You can take another one.")
    return words % {"name": name, "time": time_of_day(until) if until else ""}

"""What people carry: letters somebody prints and posts, calls somebody makes, and what needs putting right."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from kith.domains.notices.models import DELIVERY, Delivery, Letter, State
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.use_cases import NotPossible, note, use_case

TOLD, NO_ANSWER, WRONG_NUMBER = "told", "no_answer", "wrong_number"


@use_case("notices.post_letter", on="letter")
def post_letter(*, by: Viewer, letter: Letter) -> Letter:
    """Note that a letter was printed and posted."""
    delivery = Delivery.objects.select_for_update(no_key=True).get(pk=letter.delivery_id)
    if delivery.state != State.QUEUED:
        raise NotPossible(_("Somebody has posted this letter already, or it is no longer needed."))
    letter.posted_at = now()
    letter.posted_by_id = by.id
    letter.save(update_fields=["posted_at", "posted_by"])
    _end(delivery, "send")
    return letter


@use_case("notices.note_call", on="delivery")
def note_call(*, by: Viewer, delivery: Delivery, result: str) -> Delivery:
    """Note how a call went: told, no answer (it comes back tomorrow), or not their number."""
    if delivery.state != State.QUEUED:
        raise NotPossible(_("Somebody has told them already, or it is no longer needed."))
    note(result=result)
    if result == TOLD:
        return _end(delivery, "send")
    if result == WRONG_NUMBER:
        return _end(delivery, "bounce", "wrong-number")
    if result != NO_ANSWER:
        raise NotPossible(_("Choose one of these."), field="result")
    delivery.tries += 1
    delivery.claimed_until = now() + dt.timedelta(days=1)
    delivery.save(update_fields=["tries", "claimed_until"])
    return delivery


@use_case("notices.settle", on="delivery")
def settle(*, by: Viewer, delivery: Delivery) -> Delivery:
    """Take a message that did not arrive off the list, once somebody has dealt with it."""
    if not DELIVERY.allows(delivery.state, "settle"):
        raise NotPossible(_("Somebody has dealt with this already."))
    return _end(delivery, "settle", delivery.problem)


def _end(delivery: Delivery, verb: str, problem: str = "") -> Delivery:
    delivery.state = DELIVERY.after(delivery.state, verb)
    delivery.ended_at, delivery.problem = now(), problem
    delivery.save(update_fields=["state", "ended_at", "problem"])
    return delivery

"""Giving a message to its carrier: once, again later when the carrier fails, and never for ever.

A try is claimed and committed first, then the carrier is called outside any transaction (a slow carrier would keep the
audit from being sealed), then the result is noted. Two workers cannot hold one claim; after a crash the claim runs out
and the next try asks the carrier first whether it has the message already.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import structlog

from kith.domains.notices.composing import email_words, sms_words
from kith.domains.notices.kinds import KINDS, Kind
from kith.domains.notices.models import BY_MACHINE, DELIVERY, Channel, Delivery, State
from kith.domains.notices.providers import CameBack, Message, TryLater, provider_for
from kith.domains.notices.routing import begin
from kith.domains.people.queries.reach import Reach, how_to_reach
from kith.kernel.access import Viewer, system
from kith.kernel.clock import now
from kith.kernel.jobs import job
from kith.kernel.use_cases import note, use_case

log = structlog.get_logger("kith.notices")
POSTMAN = system("postman")
MOST_TRIES = 6
CLAIM = dt.timedelta(minutes=2)


@dataclass(frozen=True)
class Outcome:
    """How a try went: the verb of the delivery's life ("" to try later), the carrier's reference, the reason."""

    verb: str
    reference: str = ""
    reason: str = ""


@use_case("notices.claim", on="delivery")
def claim(*, by: Viewer, delivery: Delivery) -> Message | None:
    """Take a message for one try; what is no longer wanted is withdrawn, and who chose another way gets that one."""
    if not _is_due(delivery):
        return None
    if delivery.state == State.HELD:
        delivery.state = DELIVERY.after(delivery.state, "release")
    known = KINDS[delivery.notice.kind]
    reach = how_to_reach(by, delivery.person_id)
    if reach is None:
        _end(delivery, "withdraw", "closed")
        return None
    if known.fetch is None and reach.route_for(known.purpose) != delivery.channel:
        _end(delivery, "withdraw", "changed")
        _take_other_way(delivery, known, reach)
        return None
    message = _message(by, delivery, known, reach)
    if message is None:
        _end(delivery, "withdraw", "too-late")
        return None
    delivery.tries += 1
    delivery.claimed_until = now() + CLAIM
    delivery.save(update_fields=["state", "tries", "claimed_until"])
    return message


@use_case("notices.note_outcome", on="delivery")
def note_outcome(*, by: Viewer, delivery: Delivery, message: Message, outcome: Outcome) -> Delivery:
    """Note how a try went; a carrier that failed is asked again, later each time and six times in all."""
    if delivery.state != State.QUEUED:
        return delivery
    delivery.claimed_until = None
    if outcome.verb:
        if outcome.verb == "send":
            text = "" if KINDS[delivery.notice.kind].fetch else message.text
            delivery.sent = {"to": message.to, "subject": message.subject, "text": text}
            delivery.reference = outcome.reference[:100]
        return _end(delivery, outcome.verb, outcome.reason)
    if delivery.tries >= MOST_TRIES:
        return _end(delivery, "give_up", outcome.reason)
    delivery.due_at = now() + dt.timedelta(minutes=2**delivery.tries)
    delivery.problem = outcome.reason[:40]
    delivery.save()
    note(result="later", reason=delivery.problem)
    return delivery


@use_case("notices.mark_came_back", on="delivery")
def mark_came_back(*, by: Viewer, delivery: Delivery) -> Delivery:
    """Note that a carrier could not bring a message after all."""
    return _end(delivery, "bounce", "carrier") if delivery.state == State.SENT else delivery


def _deliver(*, delivery_id: str) -> None:
    """Try one delivery; running it again changes nothing once it is sent."""
    delivery = Delivery.objects.visible_to(POSTMAN).filter(pk=delivery_id).first()
    message = claim(by=POSTMAN, delivery=delivery) if delivery else None
    if delivery and message:
        outcome = _carry(message, may_be_there=delivery.tries > 0)
        note_outcome(by=POSTMAN, delivery=delivery, message=message, outcome=outcome)


deliver = job("notices.deliver")(_deliver)


def _is_due(delivery: Delivery) -> bool:
    at = now()
    is_free = delivery.claimed_until is None or delivery.claimed_until <= at
    waits = delivery.state in {State.QUEUED, State.HELD} and delivery.channel in BY_MACHINE
    return waits and is_free and delivery.due_at <= at


def _carry(message: Message, *, may_be_there: bool) -> Outcome:
    """An earlier try may have broken off after the carrier took it: ask first, where the carrier can tell."""
    carrier = provider_for(message.channel)
    try:
        taken = carrier.carried(message.id) if may_be_there else None
        return Outcome("send", reference=taken if taken is not None else carrier.carry(message))
    except CameBack as reason:
        return Outcome("bounce", reason=str(reason))
    except TryLater as reason:
        return Outcome("", reason=str(reason))


def _message(by: Viewer, delivery: Delivery, known: Kind, reach: Reach) -> Message | None:
    """The words for this channel; None when the code or link they carry is of no use any more."""
    is_email, data = delivery.channel == Channel.EMAIL, delivery.notice.data
    to, language = reach.email if is_email else reach.phone, reach.language
    if known.fetch:
        secret = known.fetch(by, data)
        if secret is None or not secret.to:
            return None
        to, language, data = secret.to, secret.language, {**data, **secret.data}
    words = (email_words if is_email else sms_words)(known, data, language)
    return Message(str(delivery.pk), delivery.channel, to, words.subject, words.text, language)


def _take_other_way(delivery: Delivery, known: Kind, reach: Reach) -> None:
    """They changed their mind while it waited: what they chose last counts."""
    other = begin(delivery.notice, known, reach)
    if other and other.leaves_now:
        deliver.defer(delivery_id=str(other.pk))


def _end(delivery: Delivery, verb: str, problem: str) -> Delivery:
    delivery.state = DELIVERY.after(delivery.state, verb)
    delivery.ended_at, delivery.problem = now(), problem[:40]
    delivery.save()
    note(result=delivery.state, reason=delivery.problem)
    if delivery.state in {State.BOUNCED, State.GIVEN_UP}:
        log.warning("notices.not_delivered", delivery=str(delivery.pk), reason=delivery.problem)
    return delivery

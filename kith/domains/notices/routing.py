"""Which way a notice leaves, and when: the person's choice, and their quiet hours."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from kith.domains.notices.kinds import Kind
from kith.domains.notices.models import BY_MACHINE, Channel, Delivery, Letter, Notice, State
from kith.domains.people.queries.reach import Reach
from kith.kernel.clock import now

BY_HAND_WITHIN = dt.timedelta(days=2)


def begin(notice: Notice, known: Kind, reach: Reach, channel: str = "") -> Delivery | None:
    """Put it on its way outside the site: machines carry it at once or in the morning, people find it in their lists.

    None where the person wants it on the site only, or where it went this way before.
    """
    channel = channel or reach.route_for(known.purpose)
    is_machine = channel in BY_MACHINE
    if channel == Channel.APP or (known.is_for_screens and not is_machine):
        return None
    if notice.deliveries.filter(channel=channel).exists():
        return None
    at = now()
    due = _due(known, reach, at, is_machine=is_machine)
    delivery = Delivery.objects.create(
        notice=notice,
        person_id=notice.person_id,
        channel=channel,
        state=State.HELD if is_machine and due > at else State.QUEUED,
        made_at=at,
        due_at=due,
    )
    if channel == Channel.LETTER:
        Letter.objects.create(delivery=delivery, format=reach.letter_format, language=reach.language)
    return delivery


def _due(known: Kind, reach: Reach, at: dt.datetime, *, is_machine: bool) -> dt.datetime:
    """When a machine may carry it, or by when we promise that somebody of the team has."""
    if not is_machine:
        return at + BY_HAND_WITHIN
    return at if known.is_essential else after_quiet(reach, at)


def show_on_site(notice: Notice) -> Delivery:
    """The way that needs no carrier: it stands on the person's own page of notices."""
    at = notice.made_at
    return Delivery.objects.create(
        notice=notice,
        person_id=notice.person_id,
        channel=Channel.APP,
        state=State.SENT,
        made_at=at,
        due_at=at,
        ended_at=at,
    )


def after_quiet(reach: Reach, at: dt.datetime) -> dt.datetime:
    """The instant itself, or the end of the quiet hours it lies in, by the clock on the wall."""
    local = timezone.localtime(at)
    if not reach.is_quiet_at(local.time()):
        return at
    ends_on = local.date() if local.time() < reach.quiet_until else local.date() + dt.timedelta(days=1)
    return timezone.make_aware(dt.datetime.combine(ends_on, reach.quiet_until))

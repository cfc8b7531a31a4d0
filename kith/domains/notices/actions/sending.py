"""Telling somebody something: by the way they chose, in hours that suit them, and not at all when they said so."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from kith.domains.notices.actions.delivering import deliver
from kith.domains.notices.kinds import KINDS, Kind
from kith.domains.notices.models import Channel, Delivery, Notice
from kith.domains.notices.routing import begin, show_on_site
from kith.domains.people.queries.reach import Reach, how_to_reach
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.use_cases import note, use_case


@use_case("notices.send")
def send(
    *,
    by: Viewer,
    person_id: uuid.UUID,
    kind: str,
    data: Mapping[str, str] | None = None,
    once: str = "",
    is_asked_for: bool = False,
    channel: str = "",
) -> Notice | None:
    """Tell a person something, by the way they chose for it; nothing goes out that they did not want.

    `once` names something that is told one time only. `is_asked_for` marks a reminder this person asked for by
    itself. `channel` is for a code that goes where it was asked for. Returns None when nothing is to be told: the
    account is closed, or reminders are off.
    """
    known, given = KINDS[kind], dict(data or {})
    known.check(given)
    note(kind=kind, person=str(person_id))
    reach = how_to_reach(by, person_id)
    if reach is None or not _is_wanted(known, reach, is_asked_for=is_asked_for):
        note(result="not wanted" if reach else "closed")
        return None
    fields = {"data": given, "made_at": now()}
    if not once:
        return _route(Notice.objects.create(person_id=person_id, kind=kind, **fields), known, reach, channel)
    notice, is_new = Notice.objects.get_or_create(person_id=person_id, kind=kind, once=once, defaults=fields)
    return _route(notice, known, reach, channel) if is_new else notice


@use_case("notices.gather", on="notice")
def gather(*, by: Viewer, notice: Notice) -> Delivery | None:
    """Say in one message that there is something new, to somebody who asked for that once a day or a week."""
    reach = how_to_reach(by, notice.person_id)
    if reach is None or notice.deliveries.exclude(channel=Channel.APP).exists():
        return None
    delivery = begin(notice, KINDS[notice.kind], reach)
    if delivery and delivery.leaves_now:
        deliver.defer(delivery_id=str(delivery.pk))
    return delivery


def _is_wanted(known: Kind, reach: Reach, *, is_asked_for: bool) -> bool:
    """Reminders are off until somebody asks for them (R003-53)."""
    return not known.is_reminder or is_asked_for or reach.has_reminders


def _route(notice: Notice, known: Kind, reach: Reach, channel: str) -> Notice:
    if reach.has_login:
        show_on_site(notice)
    delivery = None if known.is_gathered else begin(notice, known, reach, channel)
    if delivery:
        note(channel=delivery.channel, state=delivery.state)
    if delivery and delivery.leaves_now:
        deliver.defer(delivery_id=str(delivery.pk))
    return notice

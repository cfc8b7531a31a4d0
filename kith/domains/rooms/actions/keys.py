"""Giving, converting and ending keys. Every change is told to open streams in the same transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from kith.domains.notices.actions import send
from kith.domains.people.queries import AgeBand
from kith.domains.rooms.models import Exclusion, ForWhom, Key, KeyEnd, KeyKind, Room, RoomKind
from kith.domains.rooms.queries import rooms_to_give
from kith.kernel import bus
from kith.kernel.access import system
from kith.kernel.clock import now
from kith.kernel.use_cases import NotPossible, note, use_case

if TYPE_CHECKING:
    import datetime as dt

    from kith.domains.people.models import Person
    from kith.kernel.access import Viewer

_HOUSE = system("rooms tell of a key")
FITS = {
    ForWhom.MEMBERS: {KeyKind.CARE, KeyKind.ALUMNI},
    ForWhom.CARERS: {KeyKind.CARER, KeyKind.ALUMNI},
    ForWhom.WAITING: {KeyKind.WAITING, KeyKind.ALUMNI},
    ForWhom.EVERYBODY: set(KeyKind),
}


@use_case("rooms.give_key", on="person")
def give_key(
    *,
    by: Viewer,
    person: Person,
    room: Room,
    kind: str,
    reason: str = "",
    from_at: dt.datetime | None = None,
    until_at: dt.datetime | None = None,
    age_band: str = AgeBand.ADULT,
    both_reason: str = "",
) -> Key:
    """Give a person the key to a room, for a reason, from one day until another."""
    _must_be_an_adult(age_band)
    _must_be_given(by, person, room, kind)
    at = now()
    begins = from_at or at
    if until_at is not None and until_at <= max(begins, at):
        raise NotPossible(_("A key ends after it begins, and on a day that is still to come."), field="until")
    _must_not_clash(by, person, room, both_reason)
    key = Key.objects.create(
        person=person,
        room=room,
        kind=kind,
        age_band=age_band,
        reason=reason or None,
        both_reason=both_reason or None,
        given_by_id=None if by.is_system else by.id,
        given_at=at,
        from_at=begins,
        until_at=until_at,
    )
    note(room=str(room.pk), kind=kind, both=bool(both_reason))
    _tell(key)
    _tell_holder(key)
    return key


@use_case("rooms.convert_key", on="key")
def convert_key(
    *,
    by: Viewer,
    key: Key,
    room: Room,
    kind: str,
    reason: str = "",
    until_at: dt.datetime | None = None,
    both_reason: str = "",
) -> Key:
    """Turn a key into another without a day between them: after an assessment, or when somebody finishes and stays."""
    _must_be_live(key)
    _end(by, key, KeyEnd.CONVERTED)
    new = give_key(
        by=by, person=key.person, room=room, kind=kind, reason=reason, until_at=until_at, both_reason=both_reason
    )
    key.became = new
    key.save(update_fields=["became"])
    note(became=str(new.pk))
    return new


@use_case("rooms.take_back_key", on="key")
def take_back_key(*, by: Viewer, key: Key, is_mistake: bool = False) -> None:
    """End a key before its time. What was open through it closes within a second."""
    _must_be_live(key)
    if key.kind == KeyKind.WAITING and not is_mistake:
        raise NotPossible(
            _(
                "Nobody loses their room by being assessed. Change this key into another."
                " If this service is not for them, let them stay a while as somebody who used it."
            )
        )
    _end(by, key, KeyEnd.MISTAKE if is_mistake else KeyEnd.REVOKED)


@use_case("rooms.give_back_key", on="key")
def give_back_key(*, by: Viewer, key: Key) -> None:
    """Hand back a key of one's own. Nobody asks why, and the team can give it again."""
    _must_be_live(key)
    _end(by, key, KeyEnd.GIVEN_BACK)


def _must_be_an_adult(age_band: str) -> None:
    if age_band != AgeBand.ADULT:
        raise NotPossible(_("These rooms are for people aged 18 or over."), field="age_band")


def _must_be_given(by: Viewer, person: Person, room: Room, kind: str) -> None:
    """The room is one that this giver can give, to this person, as this kind of key."""
    if room.kind == RoomKind.LIVING_ROOM:
        raise NotPossible(_("The living room needs no key of its own. Any key opens it."), field="room")
    if person.sphere != "member" or person.closed_at is not None:
        raise NotPossible(_("Keys are for people who use the service."))
    if not by.is_system and room.pk not in {one.pk for one in rooms_to_give(by, person.pk)}:
        raise NotPossible(_("None of the teams that work with this person looks after this room."), field="room")
    if kind not in FITS[ForWhom(room.for_whom)]:
        raise NotPossible(
            _("%(room)s is for %(whom)s. Choose the kind of key that fits.")
            % {"room": room.name, "whom": room.get_for_whom_display()},
            field="kind",
        )
    before = Key.objects.filter(person=person, room=room, ended_at=None).first()
    if before and (before.until_at is None or before.until_at > now()):
        raise NotPossible(_("They hold a key to this room already."), field="room")
    if before:
        before.ended_at, before.ended_how = before.until_at, KeyEnd.OVER
        before.save(update_fields=["ended_at", "ended_how"])


def _must_not_clash(by: Viewer, person: Person, room: Room, both_reason: str) -> None:
    """Two rooms that exclude each other need a clinician, and a reason (R002-6)."""
    apart = Exclusion.objects.filter(Q(one=room) | Q(other=room)).values_list("one_id", "other_id")
    others = {one for pair in apart for one in pair} - {room.pk}
    held = Key.objects.filter(person=person, room_id__in=others, ended_at=None)
    held = held.filter(Q(until_at=None) | Q(until_at__gt=now())).select_related("room")
    if not held:
        return
    name = held[0].room.name
    if not (by.is_system or by.has_role("clinician")):
        raise NotPossible(
            _("They hold a key to %(room)s, and these two rooms are kept apart. Only a clinician can give both.")
            % {"room": name},
            field="room",
        )
    if not both_reason.strip():
        raise NotPossible(
            _("They hold a key to %(room)s, and these two rooms are kept apart. Say why they need both.")
            % {"room": name},
            field="both_reason",
        )


def _must_be_live(key: Key) -> None:
    if key.ended_at is not None:
        raise NotPossible(_("This key has ended already."))


def _end(by: Viewer, key: Key, how: str) -> None:
    key.ended_at, key.ended_how, key.ended_by_id = now(), how, None if by.is_system else by.id
    key.save(update_fields=["ended_at", "ended_how", "ended_by"])
    note(room=str(key.room_id), how=how)
    _tell(key)


def _tell_holder(key: Key) -> None:
    """Who can sign in hears that there is something new; which room it is stands inside only."""
    if key.from_at <= key.given_at and hasattr(key.person, "account"):
        send(by=_HOUSE, person_id=key.person_id, kind="key_given", once=str(key.pk))


def _tell(key: Key) -> None:
    bus.tell(f"doors:{key.person_id}")

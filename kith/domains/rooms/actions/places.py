"""Setting up houses and rooms: what they agree on, their rules, and who may read, told before it begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kith.domains.people.queries import names_of
from kith.domains.rooms.models import Agreement, Community, Exclusion, ForWhom, PlaceNotice, Reader, Room, RoomKind
from kith.domains.rooms.queries.reading import HOUSE
from kith.domains.rooms.starters import STARTERS
from kith.domains.safety.queries import ready_to_open
from kith.kernel.clock import now
from kith.kernel.use_cases import NotPossible, note, use_case
from kith.ui.words import day_time

if TYPE_CHECKING:
    import uuid

    from kith.domains.people.models import Team
    from kith.kernel.access import Viewer

AHEAD = dt.timedelta(days=2)
"""How long a noticeboard says that somebody will read a room before they can."""
TAKEN = {"keys", "living-room", "similar", "slipping"}
"""Addresses that are pages of their own."""
RULES = (
    "opening", "inside", "opening_cy", "inside_cy", "reads_first", "slow_seconds", "quiet_slow_seconds",
    "closes_when_empty", "allows_messages", "notes", "subjects", "reply_hours", "is_open",
)  # fmt: skip


@use_case("rooms.set_up_community")
def set_up_community(*, by: Viewer, name: str, team: Team, look: str, starter: str = "") -> Community:
    """Set up a service's part of the building: empty, or from a set of rooms made for people like its own."""
    code = slugify(name)[:24]
    if not code or Community.objects.filter(Q(code=code) | Q(name=name)).exists():
        raise NotPossible(_("There is a house of this name already. Choose another."), field="name")
    if Community.objects.filter(team=team).exists():
        raise NotPossible(_("This team has a house already."), field="team")
    made = Community.objects.create(code=code, name=name, team=team, look=look, position=Community.objects.count())
    if starter:
        _furnish(made, starter)
    _the_living_room()
    return made


@use_case("rooms.change_look", on="community")
def change_look(*, by: Viewer, community: Community, look: str) -> None:
    """Give a service's rooms their own colour."""
    community.look = look
    community.save(update_fields=["look"])


@use_case("rooms.open_community", on="community")
def open_community(*, by: Viewer, community: Community) -> None:
    """Open a house, once all is in place that keeps people safe in it; what is missing is named."""
    missing = [*(one.words for one in ready_to_open(by, community.team_id)), *_not_furnished(community)]
    if missing:
        raise NotPossible(" ".join([_("Before the rooms open, this is missing:"), *missing]))
    community.opened_at = community.opened_at or now()
    community.save(update_fields=["opened_at"])


@use_case("rooms.write_agreement", on="community")
def write_agreement(
    *, by: Viewer, community: Community, lines: Sequence[str], because: str = "", lines_cy: Sequence[str] = ()
) -> Agreement:
    """Write the next version of what members promise each other; everybody reads it before they next come in."""
    said = [line.strip() for line in lines if line.strip()]
    if not said:
        raise NotPossible(_("Write one line or more."), field="lines")
    last = community.agreements.aggregate(last=Max("version"))["last"] or 0
    return Agreement.objects.create(
        community=community,
        version=last + 1,
        lines=said,
        lines_cy=[line.strip() for line in lines_cy if line.strip()],
        because=because.strip(),
        from_at=now(),
    )


@use_case("rooms.add_room", on="community")
def add_room(*, by: Viewer, community: Community, name: str, for_whom: str, rules: Mapping[str, Any]) -> Room:
    """Add a room to a house, under a name that says nothing of illness."""
    slug = slugify(name)[:24]
    if not slug or slug in TAKEN or Room.objects.filter(slug=slug).exists():
        raise NotPossible(_("There is a room of this name already. Choose another."), field="name")
    known = {key: value for key, value in rules.items() if key in RULES}
    return Room.objects.create(
        community=community, name=name, slug=slug, for_whom=for_whom, position=community.rooms.count(), **known
    )


@use_case("rooms.change_room", on="room")
def change_room(*, by: Viewer, room: Room, rules: Mapping[str, Any]) -> None:
    """Change what stands on a door, what is said inside, and the rules of a room."""
    changed = {key: value for key, value in rules.items() if key in RULES and getattr(room, key) != value}
    for key, value in changed.items():
        setattr(room, key, value)
    room.save(update_fields=list(changed))
    note(changed=sorted(changed))


@use_case("rooms.keep_rooms_apart", on="room")
def keep_rooms_apart(*, by: Viewer, room: Room, other: Room, is_apart: bool) -> None:
    """Let nobody hold the keys of both rooms without a clinician's reason, or allow both again."""
    if room.pk == other.pk or RoomKind.LIVING_ROOM in {room.kind, other.kind}:
        raise NotPossible(_("Choose two different rooms. The living room is for everybody."), field="other")
    one, two = sorted([room, other], key=lambda it: it.pk)
    if is_apart:
        Exclusion.objects.get_or_create(one=one, other=two)
    else:
        Exclusion.objects.filter(one=one, other=two).delete()
    note(other=str(other.pk), apart=is_apart)


@use_case("rooms.put_up_notice", on="room", lock=False)
def put_up_notice(*, by: Viewer, room: Room, words: str, until_at: dt.datetime | None = None) -> PlaceNotice:
    """Hang a line on a room's noticeboard."""
    if not words.strip():
        raise NotPossible(_("Write a few words first."), field="words")
    return _notice(by, room, words.strip(), until_at)


@use_case("rooms.take_down_notice", on="notice")
def take_down_notice(*, by: Viewer, notice: PlaceNotice) -> None:
    """Take a line off the noticeboard."""
    notice.until_at = now()
    notice.save(update_fields=["until_at"])


@use_case("rooms.let_clinicians_read", on="room")
def let_clinicians_read(*, by: Viewer, room: Room, may_read: bool) -> None:
    """Let clinicians read a room, two days after its noticeboard has said so; or let them no longer, at once."""
    if may_read == room.clinicians_read:
        return
    from_at = now() + AHEAD
    room.clinicians_read, room.clinicians_from_at = may_read, from_at if may_read else None
    if may_read:
        when = day_time(from_at)
        _notice(by, room, _("From %(when)s, clinicians of our team can read this room.") % {"when": when})
    room.save(update_fields=["clinicians_read", "clinicians_from_at"])
    note(clinicians=may_read)


@use_case("rooms.name_reader", on="room")
def name_reader(*, by: Viewer, room: Room, person_id: uuid.UUID, why: str) -> Reader:
    """Let one more person of the team read a room, by name and for a reason, two days after it was announced."""
    name = names_of(HOUSE, [person_id]).get(person_id)
    if not name:
        raise NotPossible(_("Choose somebody of the team."), field="person")
    if Reader.objects.filter(room=room, person_id=person_id, until_at=None).exists():
        raise NotPossible(_("They can read this room already."), field="person")
    from_at = now() + AHEAD
    words = _("From %(when)s, %(name)s can read this room. Why: %(why)s")
    _notice(by, room, words % {"when": day_time(from_at), "name": name, "why": why})
    return Reader.objects.create(room=room, person_id=person_id, why=why, by_id=_hand(by), from_at=from_at)


@use_case("rooms.end_reader", on="reader")
def end_reader(*, by: Viewer, reader: Reader) -> None:
    """Let somebody read a room no longer."""
    reader.until_at = max(now(), reader.from_at)
    reader.save(update_fields=["until_at"])


def _notice(by: Viewer, room: Room, words: str, until_at: dt.datetime | None = None) -> PlaceNotice:
    return PlaceNotice.objects.create(room=room, words=words[:300], by_id=_hand(by), at=now(), until_at=until_at)


def _hand(by: Viewer) -> uuid.UUID | None:
    return None if by.is_system else by.id


def _furnish(community: Community, starter: str) -> None:
    """Put in the rooms, their rules and the first agreement of a set."""
    chosen = STARTERS[starter]
    taken = set(Room.objects.values_list("slug", flat=True))
    names = iter(name for name in chosen.names if slugify(name) not in taken)
    rooms = {}
    for place, one in enumerate(chosen.rooms):
        name = next(names)
        rooms[one.code] = Room.objects.create(
            community=community, name=name, slug=slugify(name), position=place, **one.rules
        )
    for first, second in chosen.apart:
        low, high = sorted([rooms[first], rooms[second]], key=lambda it: it.pk)
        Exclusion.objects.create(one=low, other=high)
    Agreement.objects.create(community=community, version=1, lines=list(chosen.agreement), from_at=now())


def _the_living_room() -> None:
    """The one room that all houses share; the first house brings it along."""
    if Room.objects.filter(kind=RoomKind.LIVING_ROOM).exists():
        return
    Room.objects.create(
        slug="living-room",
        name="Living room",
        kind=RoomKind.LIVING_ROOM,
        for_whom=ForWhom.EVERYBODY,
        opening="Live chat for everybody with a key to the house.",
        inside="This is for everyone here, whichever room you came from, to talk about an ordinary day.",
        quiet_slow_seconds=20,
    )


def _not_furnished(community: Community) -> list[str]:
    missing = []
    if not community.rooms.filter(is_open=True).exists():
        missing.append(_("A room."))
    if not community.agreements.exists():
        missing.append(_("What members agree on."))
    return missing

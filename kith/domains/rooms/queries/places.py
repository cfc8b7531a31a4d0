"""Houses and rooms as those who set them up see them, also before they open. Nothing that was said there."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q

from kith.domains.people.queries import names_of, teams
from kith.domains.people.queries.reach import who_holds
from kith.domains.rooms.models import Agreement, Community, Exclusion, PlaceNotice, Reader, Room
from kith.domains.rooms.queries.reading import HOUSE
from kith.domains.safety.queries import ready_to_open
from kith.kernel.access import Viewer
from kith.kernel.clock import now

TEAM_ROLES = ("link_worker", "facilitator", "clinician", "peer_worker", "moderator", "college")


@dataclass(frozen=True)
class House:
    """One community with its rooms, what it agrees on, and what is missing before it opens."""

    community: Community
    rooms: Sequence[Room]
    agreement: Agreement | None = None
    missing: Sequence[str] = ()


@dataclass(frozen=True)
class RoomSetUp:
    """One room with everything that can be set about it."""

    room: Room
    notices: Sequence[PlaceNotice]
    readers: Sequence[tuple[Reader, str]]
    apart: Sequence[Room]
    others: Sequence[Room] = field(default_factory=list)


def sets_up(viewer: Viewer) -> bool:
    """Whether the viewer may set up houses and rooms at all."""
    return viewer.is_system or (viewer.has_role("administrator") and viewer.on_behalf_of is None)


def houses(viewer: Viewer) -> list[House]:
    """All houses, and at the end the rooms of none (the living room)."""
    if not sets_up(viewer):
        return []
    rooms = Prefetch("rooms", Room.objects.order_by("position", "name"))
    rows = Community.objects.select_related("team").prefetch_related(rooms).order_by("position", "name")
    return [House(one, list(one.rooms.all())) for one in rows]


def shared_rooms(viewer: Viewer) -> list[Room]:
    """The rooms that belong to no house."""
    return list(Room.objects.filter(community=None).order_by("name")) if sets_up(viewer) else []


def house(viewer: Viewer, code: str) -> House | None:
    """One house."""
    if not sets_up(viewer):
        return None
    found = Community.objects.select_related("team").filter(code=code).first()
    if found is None:
        return None
    missing = [] if found.opened_at else [one.words for one in ready_to_open(viewer, found.team_id)]
    agreement = found.agreements.order_by("-version").first()
    return House(found, list(found.rooms.order_by("position", "name")), agreement, missing)


def room_set_up(viewer: Viewer, slug: str) -> RoomSetUp | None:
    """One room, to be changed."""
    room = Room.objects.filter(slug=slug).select_related("community__team").first() if sets_up(viewer) else None
    if room is None:
        return None
    pairs = Exclusion.objects.filter(Q(one=room) | Q(other=room)).values_list("one_id", "other_id")
    apart = {one for pair in pairs for one in pair} - {room.pk}
    others = list(Room.objects.exclude(pk=room.pk).exclude(community=None).order_by("name"))
    readers = list(Reader.objects.filter(room=room).exclude(until_at__lte=now()).order_by("from_at"))
    names = names_of(HOUSE, [one.person_id for one in readers])
    notices = PlaceNotice.objects.filter(Q(until_at=None) | Q(until_at__gt=now()), room=room).order_by("-at")
    return RoomSetUp(
        room=room,
        notices=list(notices),
        readers=[(one, names.get(one.person_id, "")) for one in readers],
        apart=[one for one in others if one.pk in apart],
        others=[one for one in others if one.pk not in apart],
    )


def notice_to_take_down(viewer: Viewer, notice_id: uuid.UUID) -> PlaceNotice | None:
    """One line of a noticeboard, for those who set up rooms."""
    return PlaceNotice.objects.filter(pk=notice_id).first() if sets_up(viewer) else None


def reader_to_end(viewer: Viewer, reader_id: uuid.UUID) -> Reader | None:
    """One named reader, for those who set up rooms."""
    return Reader.objects.filter(pk=reader_id).first() if sets_up(viewer) else None


def free_teams(viewer: Viewer) -> list[tuple[str, str]]:
    """The teams that have no house yet."""
    if not sets_up(viewer):
        return []
    taken = set(Community.objects.values_list("team_id", flat=True))
    return [(str(one.pk), one.name) for one in teams(viewer) if one.pk not in taken]


def possible_readers(viewer: Viewer) -> list[tuple[str, str]]:
    """Everybody of the team who could be named as a reader, by name."""
    people = who_holds(HOUSE, *TEAM_ROLES) if sets_up(viewer) else []
    return [(str(pk), name) for pk, name in sorted(names_of(HOUSE, people).items(), key=lambda one: one[1])]

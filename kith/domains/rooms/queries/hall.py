"""The hall: one door for each room that stands open, with what hangs on it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from kith.domains.rooms.models import PlaceNotice
from kith.domains.rooms.queries.doors import open_rooms
from kith.domains.rooms.queries.reading import Here, team_inside
from kith.kernel.access import Viewer
from kith.kernel.clock import now

if TYPE_CHECKING:
    import uuid

    from kith.domains.rooms.models import Room

MOST_NOTICES = 3


@dataclass(frozen=True)
class Door:
    """One door: the room, who of the team is behind it now, and what is on its noticeboard."""

    room: Room
    here: list[Here] = field(default_factory=list)
    notices: list[PlaceNotice] = field(default_factory=list)


def doors(viewer: Viewer) -> list[Door]:
    """Every room that stands open to the viewer."""
    rooms = open_rooms(viewer)
    here, notices = team_inside(viewer, rooms), _notices(rooms)
    return [Door(room, here.get(room.pk, []), notices[room.pk][:MOST_NOTICES]) for room in rooms]


def noticeboard(viewer: Viewer, room: Room) -> list[PlaceNotice]:
    """What hangs on the noticeboard of a room now, the newest first."""
    return _notices([room])[room.pk] if viewer.is_signed_in else []


def _notices(rooms: list[Room]) -> dict[uuid.UUID, list[PlaceNotice]]:
    at = now()
    rows = PlaceNotice.objects.filter(Q(until_at=None) | Q(until_at__gt=at), room__in=rooms, at__lte=at)
    found: dict[uuid.UUID, list[PlaceNotice]] = defaultdict(list)
    for row in rows.order_by("-at"):
        found[row.room_id].append(row)
    return found

"""The keys of somebody one works with, and which could be given to them. Never a handle."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from kith.domains.people.queries import names_of
from kith.domains.people.queries.reach import teams_working_with
from kith.domains.rooms.models import Key, Room, RoomKind
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.sealed import unlock

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True)
class KeyRow:
    """One key as the team sees it."""

    key: Key
    room: str
    kind: str
    given_by: str
    reason: str
    both_reason: str

    @property
    def is_live(self) -> bool:
        """Opens a door now, or will from a day that is still to come."""
        return self.key.ended_at is None and (self.key.until_at is None or self.key.until_at > now())

    @property
    def begins_later(self) -> dt.datetime | None:
        return self.key.from_at if self.is_live and self.key.from_at > now() else None


def keys_of(viewer: Viewer, person_id: uuid.UUID) -> list[KeyRow]:
    """All keys of one person, those that open something first."""
    rows = list(Key.objects.visible_to(viewer).filter(person_id=person_id).select_related("room").order_by("-given_at"))
    unlock(rows)
    names = names_of(viewer, [row.given_by_id for row in rows if row.given_by_id])
    found = [
        KeyRow(
            key=row,
            room=row.room.name,
            kind=str(row.get_kind_display()),
            given_by=names.get(row.given_by_id, "") if row.given_by_id else "",
            reason=row.reason or "",
            both_reason=row.both_reason or "",
        )
        for row in rows
    ]
    return sorted(found, key=lambda row: not row.is_live)


def room_key(viewer: Viewer, key_id: uuid.UUID) -> Key | None:
    """One key, as far as the viewer may see it."""
    return Key.objects.visible_to(viewer).filter(pk=key_id).select_related("room", "person").first()


def rooms_to_give(viewer: Viewer, person_id: uuid.UUID) -> list[Room]:
    """The rooms whose key the viewer may give to this person: of one's own service, or of one that works with them."""
    if not viewer.is_staff or viewer.on_behalf_of is not None:
        return []
    theirs = Q(community__team_id__in=viewer.teams) | Q(community__team_id__in=teams_working_with(viewer, person_id))
    rooms = Room.objects.filter(theirs, kind=RoomKind.TOPICS, is_open=True).select_related("community")
    return list(rooms.order_by("community__position", "community__name", "position", "name"))

"""Where somebody sits: what a room has to know of a person to hear them and be heard by them, asked once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from kith.domains.rooms.models import Line, Profile, Room, Side
from kith.domains.rooms.queries.doors import me, open_room, team_of
from kith.kernel.access import Viewer
from kith.kernel.acting import acting_as


@dataclass(frozen=True)
class Seat:
    """Somebody in a room, as the room sees them."""

    viewer: Viewer
    room_id: uuid.UUID
    profile_id: uuid.UUID
    name: str
    avatar: str
    is_team: bool
    team_id: uuid.UUID
    """Whose clock runs for what they write here."""
    is_new: bool
    """Has said nothing here yet."""


def seat(viewer: Viewer, slug: str) -> Seat | None:
    """The viewer's seat in this room; None where its door is closed to them, or they have no profile yet."""
    with acting_as(viewer):
        room = open_room(viewer, slug)
        profile = me(viewer) if room else None
        return seat_of(viewer, room, profile) if room and profile else None


def seat_of(viewer: Viewer, room: Room, profile: Profile) -> Seat:
    """The same, where room and profile are known."""
    return Seat(
        viewer=viewer,
        room_id=room.pk,
        profile_id=profile.pk,
        name=profile.shown_name,
        avatar=profile.avatar,
        is_team=profile.side == Side.TEAM,
        team_id=team_of(viewer, room),
        is_new=not Line.objects.visible_to(viewer).filter(author_id=profile.pk).exists(),
    )

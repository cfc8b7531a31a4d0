"""What somebody has begun to write in a room and not sent."""

from __future__ import annotations

from kith.domains.rooms.models import Draft, Profile, Room, Topic, draft_place
from kith.kernel.access import Viewer


def draft_of(viewer: Viewer, me: Profile, room: Room, topic: Topic | None = None) -> Draft | None:
    """The viewer's own draft here, if there is one."""
    if viewer.on_behalf_of is not None:
        return None
    return Draft.objects.filter(profile=me, place=draft_place(room, topic)).first()

"""The doors: which rooms stand open to somebody, as whom they are seen inside, and whose clock runs there."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from django.db.models import Exists, Model, OuterRef

from kith.domains.people.queries import own_handle
from kith.domains.rooms.models import Agreed, Agreement, Community, Entry, Key, Profile, Room, RoomKind
from kith.domains.rooms.models.places import OPEN
from kith.kernel import prepared
from kith.kernel.clock import now
from kith.kernel.rows import columns, taken

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kith.kernel.access import Viewer

NOTED_EVERY = dt.timedelta(minutes=1)
_TEAM: type[Model] = Community._meta.get_field("team").related_model
_ARRIVAL = """
SELECT {room}, {house}, {team}, {me} FROM rooms_room r
LEFT JOIN rooms_community c ON c.id = r.community_id LEFT JOIN people_team t ON t.id = c.team_id
LEFT JOIN rooms_profile me ON me.id = %(handle)s OR me.person_id = %(person)s
WHERE r.slug = %(slug)s AND r.id IN ({open})
"""


def me(viewer: Viewer) -> Profile | None:
    """The viewer's own profile: a member's handle, or a member of the team by name. None before it was made."""
    return Profile.objects.own(viewer).first()


def arrival(viewer: Viewer, slug: str) -> tuple[Room, Profile | None] | None:
    """The room behind this door, with its community, and as whom the viewer is seen in it: one statement for both.

    None when the door stays closed to the viewer, or is not there.
    """
    rule, known = OPEN.said(viewer)
    parts = {"room": columns(Room, "r"), "house": columns(Community, "c"), "team": columns(_TEAM, "t")}
    sql = _ARRIVAL.format(**parts, me=columns(Profile, "me"), open=rule)
    known |= {"slug": slug, "handle": own_handle(viewer), "person": viewer.id if viewer.is_staff else None}
    row = prepared.run(sql.encode(), known).fetchone()
    if row is None:
        return None
    room, row = taken(Room, row)
    community, row = taken(Community, row)
    team, row = taken(_TEAM, row)
    profile, _nothing = taken(Profile, row)
    assert room is not None
    room.community = community
    if community:
        community.team = team  # type: ignore[assignment]
    return room, profile


def open_room(viewer: Viewer, slug: str) -> Room | None:
    """The room behind this door; None when it stays closed to the viewer, or is not there."""
    found = arrival(viewer, slug)
    return found[0] if found else None


def open_rooms(viewer: Viewer) -> list[Room]:
    """All rooms that stand open to the viewer: the living room first, then by community."""
    rooms = Room.objects.visible_to(viewer).select_related("community__team")
    found = list(rooms.order_by("community__position", "community__name", "position", "name"))
    return sorted(found, key=lambda room: room.kind != RoomKind.LIVING_ROOM)


def team_of(viewer: Viewer, room: Room) -> uuid.UUID:
    """The team whose clock runs for what the viewer writes there.

    The room's own; in the living room, which is everybody's, that of the viewer's oldest key. Raises LookupError for
    somebody who has no door in the house.
    """
    found = room.community.team_id if room.community else own_team(viewer)
    if found is None:
        raise LookupError("no room of a community stands open to this viewer")
    return found


def own_team(viewer: Viewer) -> uuid.UUID | None:
    """The team behind the viewer's oldest key, or for staff behind their first house; None without any door."""
    return _teams(viewer).first()


def agreement_for(viewer: Viewer, room: Room) -> Agreement | None:
    """What members of this room promise each other now; in the living room, what those of one's own house do."""
    return _in_force(viewer, room).first()


def agreement_to_read(viewer: Viewer, room: Room, profile: Profile | None) -> Agreement | None:
    """The agreement that a member has yet to say yes to; None when they have, and for the team."""
    if not viewer.is_member:
        return None
    said_yes = Agreed.objects.filter(profile=profile, agreement=OuterRef("pk"))
    in_force = _in_force(viewer, room).annotate(has_agreed=Exists(said_yes)).first()
    return None if in_force is None or in_force.has_agreed else in_force


def was_seen_lately(viewer: Viewer, room: Room) -> bool:
    """Whether the room has already noted, in the last minute, that this member of the team is in it."""
    return Entry.objects.filter(room=room, person_id=viewer.id, last_at__gt=now() - NOTED_EVERY).exists()


def _in_force(viewer: Viewer, room: Room) -> QuerySet[Agreement]:
    found = Agreement.objects.filter(community__team_id=team_of(viewer, room), from_at__lte=now())
    return found.select_related("community").order_by("-version")


def _teams(viewer: Viewer) -> QuerySet[Key, uuid.UUID] | QuerySet[Room, uuid.UUID]:
    if viewer.is_member:
        keys = Key.objects.visible_to(viewer).live().filter(room__in=Room.objects.visible_to(viewer))
        return keys.order_by("given_at", "id").values_list("room__community__team_id", flat=True)
    rooms = Room.objects.visible_to(viewer).exclude(community=None)
    return rooms.order_by("community__position", "community__name").values_list("community__team_id", flat=True)

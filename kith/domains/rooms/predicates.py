"""What the policies of the rooms rest on, in words."""

from __future__ import annotations

from typing import Any

from kith.domains.people.queries import acts_as_themselves, works_with_them
from kith.domains.rooms.models import Profile, Room
from kith.domains.rooms.models.places import is_open_to
from kith.kernel.access import Viewer, holds_role, predicate

# Doors


@predicate("the room stands open to them: by a key, or to staff of its service")
def is_inside(viewer: Viewer, thing: Any) -> bool:
    """The thing is a room, or hangs in one, that stands open to the viewer."""
    room_id = getattr(thing, "room_id", None) or (thing.pk if isinstance(thing, Room) else None)
    return room_id is not None and is_open_to(viewer, room_id)


@predicate("it is their own profile")
def is_own_profile(viewer: Viewer, thing: Any) -> bool:
    """The thing is, or hangs on, the profile as which the viewer is seen."""
    profile_id = getattr(thing, "profile_id", None) or (thing.pk if isinstance(thing, Profile) else None)
    return profile_id is not None and Profile.objects.own(viewer).filter(pk=profile_id).exists()


gives_keys = holds_role("clinician", "link_worker") & works_with_them
sets_up_rooms = holds_role("administrator") & acts_as_themselves


@predicate("they are of the team")
def is_of_the_team(viewer: Viewer, _thing: Any) -> bool:
    """Staff, as themselves."""
    return viewer.is_staff and viewer.on_behalf_of is None

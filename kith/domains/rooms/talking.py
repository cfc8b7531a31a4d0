"""What the policies of the living room rest on, in words."""

from __future__ import annotations

from typing import Any

from kith.domains.people.queries import acts_as_themselves
from kith.domains.rooms.models import Hosting, Profile
from kith.kernel.access import Viewer, holds_role, predicate
from kith.kernel.clock import now

DECIDES = ("moderator", "clinician")
HOSTS = ("peer_worker", *DECIDES)


@predicate("they sit in the room as its host")
def hosts_it(viewer: Viewer, thing: Any) -> bool:
    """Their turn goes on."""
    room_id = getattr(thing, "room_id", None) or thing.pk
    turns = Hosting.objects.filter(room_id=room_id, person_id=viewer.id, ended_at=None, until_at__gt=now())
    return turns.exists()


@predicate("it was said to them")
def is_told_to_them(viewer: Viewer, thing: Any) -> bool:
    """A word of the host to this very member."""
    return Profile.objects.own(viewer).filter(pk=thing.to_id).exists()


may_host = holds_role(*HOSTS) & acts_as_themselves
decides_in_talk = holds_role(*DECIDES) & acts_as_themselves
watches_talk = may_host & (hosts_it | holds_role(*DECIDES))

"""The predicates of topics and posts: whose they are, who can see them, and who watches over them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from kith.domains.people.queries import own_handle
from kith.domains.rooms.models import Block, Profile, Side
from kith.kernel.access import Viewer, predicate
from kith.kernel.contributions import State


@predicate("they wrote it")
def wrote_it(viewer: Viewer, thing: Any) -> bool:
    """It bears their own handle, or for the team their own name."""
    if viewer.is_member:
        return bool(thing.author_id == own_handle(viewer))
    return Profile.objects.own(viewer).filter(pk=thing.author_id).exists()


@predicate("others can see it")
def is_shown(_viewer: Viewer, thing: Any) -> bool:
    """It is neither held, hidden nor taken back."""
    return bool(thing.state == State.VISIBLE)


@predicate("it waits for nobody and was not hidden")
def takes_replies(_viewer: Viewer, thing: Any) -> bool:
    """Shown; or its first words were taken back, and others talk on."""
    return thing.state in {State.VISIBLE, State.WITHDRAWN}


@predicate("its writer and they have not blocked each other")
def is_not_blocked(viewer: Viewer, thing: Any) -> bool:
    """A block is mutual, and looks like nothing at all."""
    mine = own_handle(viewer) or Profile.objects.own(viewer).values_list("pk", flat=True).first()
    either = Q(profile=mine, other=thing.author_id) | Q(profile=thing.author_id, other=mine)
    return not Block.objects.filter(either).exists()


@predicate("they are of the team in that room")
def watches_over(viewer: Viewer, _thing: Any) -> bool:
    """Staff, as themselves; which rooms, the room's own door says."""
    return viewer.is_staff and viewer.has_role("clinician", "moderator")


def is_team(profile: Profile) -> bool:
    """Seen in the rooms as one of the team."""
    return profile.side == Side.TEAM

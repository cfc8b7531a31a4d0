"""Entering: as whom one is seen, what one agrees to, and that the team's coming and going can be seen."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils.translation import gettext as _

from kith.domains.people.queries import own_handle, who_am_i
from kith.domains.rooms.models import Agreed, Entry, PlaceNotice, Post, Profile, Room, Side
from kith.domains.rooms.models.places import HOST_ROLES
from kith.kernel.clock import now
from kith.kernel.use_cases import NotPossible, use_case

if TYPE_CHECKING:
    from kith.domains.rooms.models import Agreement
    from kith.kernel.access import Viewer

SHUFFLED = 24
"""Other rows that are written anew with each new one: the order in which people first came in is kept nowhere, or a
thief could lay it beside the order in which they joined."""
_SEEN_AS = ("moderator", "peer_worker", "clinician")


@use_case("rooms.enter", on="room", lock=False, recorded=False)
def enter(*, by: Viewer, room: Room) -> Profile:
    """Come in for the first time as a member, under one's handle. No line is kept that would say when."""
    if not by.is_member:
        return show_oneself(by=by, room=room)
    handle_id, known = own_handle(by), who_am_i(by)
    if handle_id is None:
        raise NotPossible(_("Choose a name first. Others see that name, and never your own."))
    seen_as = {"side": Side.MEMBER, "shown_name": known.handle, "avatar": known.avatar}
    profile, is_new = Profile.objects.get_or_create(pk=handle_id, defaults=seen_as)
    if is_new:
        others = Profile.objects.exclude(pk=profile.pk).order_by("?").values_list("pk", flat=True)[:SHUFFLED]
        Profile.objects.filter(pk__in=list(others)).update(avatar=F("avatar"))
    return profile


@use_case("rooms.show_oneself", on="room", lock=False)
def show_oneself(*, by: Viewer, room: Room) -> Profile:
    """Come in as somebody of the team: the room shows that they are there, and it is recorded (R002-5)."""
    role = next((role for role in _SEEN_AS if role in by.roles), "reader")
    seen_as = {"side": Side.TEAM, "shown_name": who_am_i(by).name, "role": role}
    first = {**seen_as, "avatar": secrets.token_hex(4)}
    profile, _is_new = Profile.objects.update_or_create(person_id=by.id, defaults=seen_as, create_defaults=first)
    _entry, is_first = Entry.objects.update_or_create(room=room, person_id=by.id, defaults={"last_at": now()})
    if is_first and profile.role not in HOST_ROLES and not room.is_living_room:
        _announce(room, profile)
    return profile


@use_case("rooms.agree", on="room", lock=False, recorded=False)
def agree(*, by: Viewer, room: Room, agreement: Agreement) -> None:
    """Say yes to what the members of a room promise each other."""
    profile = enter(by=by, room=room)
    agreed, is_new = Agreed.objects.get_or_create(profile=profile, agreement=agreement)
    if is_new:
        others = Agreed.objects.exclude(pk=agreed.pk).order_by("?").values_list("pk", flat=True)[:SHUFFLED]
        Agreed.objects.filter(pk__in=list(others)).update(profile=F("profile"))


def _announce(room: Room, profile: Profile) -> None:
    """Before somebody new reads, the noticeboard says who (R003-46); not for one who has long been writing there."""
    if Post.objects.filter(room=room, author=profile).exists():
        return
    words = _("%(name)s (%(role)s) reads in this room from today.")
    known = {"name": profile.shown_name, "role": profile.role_words}
    PlaceNotice.objects.create(room=room, words=words % known, by_id=profile.person_id, at=now())

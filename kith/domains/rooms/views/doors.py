"""The doors one holds, and what members of a room promise each other."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.rooms import actions
from kith.domains.rooms.queries import (
    agreement_for,
    agreement_to_read,
    doors,
    keys_of,
    me,
    open_room,
    reading_facts,
    room_key,
)
from kith.kernel.pages import SIGNED_IN, Audience, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, tell

MEMBERS_THEMSELVES = Audience("members, for themselves", lambda v: v.is_member and v.on_behalf_of is None)


@page(SIGNED_IN)
def rooms(request: Request) -> HttpResponse:
    """The doors that stand open to oneself."""
    return show(request, "rooms/rooms.html", {"doors": doors(request.viewer), "me": me(request.viewer)})


@page(SIGNED_IN)
def agreements(request: Request, slug: str) -> HttpResponse:
    """What members of the room promise each other; the first time, a question."""
    room = open_room(request.viewer, slug)
    agreement = agreement_for(request.viewer, room) if room else None
    if room is None or agreement is None:
        raise Http404
    asked = agreement_to_read(request.viewer, room, me(request.viewer))
    if request.method == "POST":
        is_first = me(request.viewer) is None
        if asked:
            actions.agree(by=request.viewer, room=room, agreement=asked)
        return redirect("rooms:welcome" if is_first and not room.is_living_room else "rooms:room", slug)
    known = {"room": room, "agreement": agreement, "is_asked": asked, "facts": reading_facts(request.viewer, room)}
    return show(request, "rooms/agreements.html", known)


@page(MEMBERS_THEMSELVES)
def my_keys(request: Request) -> HttpResponse:
    """The keys one holds or held: who gave them and why, and giving one back."""
    return show(request, "rooms/my_keys.html", {"rows": keys_of(request.viewer, request.viewer.id)})


@page(MEMBERS_THEMSELVES)
def my_key_back(request: Request, key_id: uuid.UUID) -> HttpResponse:
    """Give a key back, after one more question."""
    key = room_key(request.viewer, key_id)
    if key is None:
        raise Http404
    if request.method != "POST":
        return show(request, "rooms/my_key_back.html", {"key": key})
    try:
        actions.give_back_key(by=request.viewer, key=key)
        tell(request, _("You gave it back. Your team can give it to you again whenever you like."))
    except NotPossible as refusal:
        tell(request, refusal.message)
    return redirect("rooms:my-keys")

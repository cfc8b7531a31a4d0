"""The doors one holds, and what members of a room promise each other."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from kith.domains.rooms import actions
from kith.domains.rooms.queries import agreement_for, agreement_to_read, doors, me, open_room, reading_facts
from kith.kernel.pages import SIGNED_IN, Request, page
from kith.ui.pages import show


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

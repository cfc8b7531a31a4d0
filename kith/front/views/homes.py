"""The member's hall and the team's desk."""

from django.http import HttpResponse
from django.shortcuts import redirect

from kith.domains.people.queries import shown_name
from kith.domains.rooms.queries import open_rooms
from kith.front.demo import tries_for
from kith.front.next_things import next_things
from kith.front.work import doors, queue
from kith.kernel.pages import SIGNED_IN, STAFF, Request, page
from kith.ui.pages import show


@page(SIGNED_IN)
def home(request: Request) -> HttpResponse:
    """What comes next (three at most), and the doors."""
    if request.viewer.is_staff:
        return redirect("front:desk")
    known = {
        "name": shown_name(request.viewer),
        "things": next_things(request.viewer),
        "tries": tries_for(request.viewer),
        "has_rooms": bool(open_rooms(request.viewer)),
    }
    return show(request, "front/home.html", known)


@page(SIGNED_IN)
def first_door(request: Request) -> HttpResponse:
    """Where somebody comes in after joining: the rooms they were given a key to, else home."""
    return redirect("rooms:rooms" if open_rooms(request.viewer) else "front:home")


@page(STAFF)
def desk(request: Request) -> HttpResponse:
    """What waits, oldest promise first."""
    known = {
        "rows": queue(request.viewer),
        "doors": doors(request.viewer),
        "name": shown_name(request.viewer),
        "tries": tries_for(request.viewer),
    }
    return show(request, "front/desk.html", known)

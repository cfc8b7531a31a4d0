"""Coming in: every page inside a room begins here, with the agreement read and the team seen."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from kith.domains.rooms import actions
from kith.domains.rooms.models import Profile, Room
from kith.domains.rooms.queries import agreement_to_read, arrival, was_seen_lately
from kith.kernel.pages import Request

P = ParamSpec("P")


@dataclass(frozen=True)
class Inside:
    """The room that somebody is in, and as whom they are seen there."""

    room: Room
    me: Profile


def inside(view: Callable[Concatenate[Request, Inside, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the room of its address (`slug`), with its visitor in it.

    A closed door is not found. A member who has not said yes to the agreement is shown it first.
    """

    @functools.wraps(view)
    def enter(request: Request, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        found = arrival(request.viewer, slug)
        if found is None:
            raise Http404
        room, profile = found
        if agreement_to_read(request.viewer, room, profile):
            return redirect("rooms:agreements", slug)
        if profile is None or (profile.is_team and not was_seen_lately(request.viewer, room)):
            profile = actions.enter(by=request.viewer, room=room)
        return view(request, Inside(room, profile), *args, **kwargs)

    return enter

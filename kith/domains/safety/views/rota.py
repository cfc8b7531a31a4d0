"""Pages of the rota."""

from __future__ import annotations

import datetime as dt
import uuid

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.people.queries.staff import team as team_seen
from kith.domains.people.queries.staff import teams
from kith.domains.safety import queries
from kith.domains.safety.actions import add_turn, remove_turn
from kith.domains.safety.forms import TurnForm
from kith.domains.safety.queries.hours import calendar_of
from kith.domains.safety.queries.rota import readers, turn
from kith.kernel.clock import now
from kith.kernel.pages import STAFF, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell

SHOWN = dt.timedelta(days=14)


@page(STAFF)
def rota(request: Request) -> HttpResponse:
    """Who is there in the next two weeks, and when nobody is."""
    viewer, start = request.viewer, now()
    rows = [
        {
            "team": team,
            "has_rota": calendar_of(viewer, team.pk).has_rota,
            "turns": queries.turns(viewer, team.pk, start, start + SHOWN),
            "gaps": queries.gaps(viewer, team.pk, start, start + SHOWN),
        }
        for team in teams(viewer)
    ]
    return show(request, "safety/rota.html", {"rows": rows})


@page(STAFF)
def turn_new(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """Put somebody on the rota."""
    team = team_seen(request.viewer, team_id)
    if team is None:
        raise Http404
    form = TurnForm(request.POST if request.method == "POST" else None, people=readers(request.viewer, team_id))
    if form.is_valid():
        given, (from_at, until_at) = form.cleaned_data, form.span
        try:
            add_turn(
                by=request.viewer,
                team=team,
                person_id=uuid.UUID(given["person"]),
                task=given["task"],
                from_at=from_at,
                until_at=until_at,
            )
        except NotPossible as error:
            form.add_error(_BOXES.get(error.field or "", error.field), error.message)
        else:
            tell(request, _("They are on the rota."))
            return redirect("safety:rota")
    return show_form(request, "safety/turn_form.html", form, {"team": team})


_BOXES = {"until": "ends"}


@page(STAFF)
def turn_remove(request: Request, turn_id: uuid.UUID) -> HttpResponse:
    """Take a turn off the rota."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    found = turn(request.viewer, turn_id)
    if found is None:
        raise Http404
    remove_turn(by=request.viewer, turn=found)
    tell(request, _("It is off the rota. If that leaves a gap, the team will hear of it."))
    return redirect("safety:rota")

"""Pages for the hours of a team."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.people.queries.staff import team as team_seen
from kith.domains.people.queries.staff import teams
from kith.domains.safety import actions
from kith.domains.safety.forms import CalendarForm, DayForm, HoursForm
from kith.domains.safety.queries import hours as queries
from kith.kernel.pages import Request, page, role
from kith.kernel.use_cases import NotPossible
from kith.ui.forms import Form
from kith.ui.pages import show, show_form, tell

ADMIN = role("administrator")


@page(ADMIN)
def hours(request: Request) -> HttpResponse:
    """Every team, and what it promises now."""
    rows = [(team, queries.next_read(request.viewer, team.pk).words) for team in teams(request.viewer)]
    return show(request, "safety/hours.html", {"rows": rows})


@page(ADMIN)
def team_hours(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """One team: its usual week, days that are not as usual, whose holidays it keeps."""
    team, viewer = _team(request, team_id), request.viewer
    known = {
        "team": team,
        "calendar": queries.calendar_of(viewer, team_id),
        "hours": queries.usual_hours(viewer, team_id),
        "marked": queries.exceptions_ahead(viewer, team_id),
        "promise": queries.next_read(viewer, team_id).words,
    }
    return show(request, "safety/team_hours.html", known)


@page(ADMIN)
def team_calendar(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """Whose bank holidays, and is there a rota."""
    now = queries.calendar_of(request.viewer, team_id)
    first = {name: getattr(now, name) for name in CalendarForm.base_fields}
    form = CalendarForm(request.POST if request.method == "POST" else None, initial=first)
    return _kept(request, team_id, form, actions.set_calendar, _("Holidays and rota"))


@page(ADMIN)
def team_week(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """Add hours to the usual week."""
    form = HoursForm(request.POST if request.method == "POST" else None)
    return _kept(request, team_id, form, actions.set_hours, _("Add hours"))


@page(ADMIN)
def team_day(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """Add a day that is not as usual."""
    form = DayForm(request.POST if request.method == "POST" else None)
    return _kept(request, team_id, form, actions.mark_day, _("A day that is not as usual"))


@page(ADMIN)
def hours_end(request: Request, team_id: uuid.UUID, hours_id: uuid.UUID) -> HttpResponse:
    """These hours no longer hold."""
    found = next((row for row in queries.usual_hours(request.viewer, team_id) if row.pk == hours_id), None)
    return _taken(request, team_id, found, lambda row: actions.end_hours(by=request.viewer, hours=row))


@page(ADMIN)
def day_remove(request: Request, team_id: uuid.UUID, marked_id: uuid.UUID) -> HttpResponse:
    """That day is as usual again."""
    found = next((row for row in queries.exceptions_ahead(request.viewer, team_id) if row.pk == marked_id), None)
    return _taken(request, team_id, found, lambda row: actions.unmark_day(by=request.viewer, marked=row))


def _team(request: Request, team_id: uuid.UUID) -> Any:
    found = team_seen(request.viewer, team_id)
    if found is None:
        raise Http404
    return found


def _kept(request: Request, team_id: uuid.UUID, form: Form, keep: Callable[..., object], title: str) -> HttpResponse:
    team = _team(request, team_id)
    if form.is_valid():
        try:
            keep(by=request.viewer, team=team, **form.cleaned_data)
        except NotPossible as error:
            form.add_error(error.field, error.message)
        else:
            tell(request, _("Saved. What we promise people follows from it at once."))
            return redirect("safety:team-hours", team_id)
    return show_form(request, "safety/team_hours_form.html", form, {"team": team, "title": title})


def _taken(request: Request, team_id: uuid.UUID, found: Any, take: Callable[[Any], object]) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    _team(request, team_id)
    if found is None:
        raise Http404
    take(found)
    tell(request, _("Saved. What we promise people follows from it at once."))
    return redirect("safety:team-hours", team_id)

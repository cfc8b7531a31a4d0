"""Pages of break-glass: asking, agreeing, reading within the hour, and looking at it afterwards."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.safety import actions
from kith.domains.safety.case_forms import ReviewForm, SheetForm
from kith.domains.safety.models import BreakGlass
from kith.domains.safety.queries import cases
from kith.domains.safety.queries import openings as queries
from kith.kernel.pages import Request, page, role
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell

OPENERS = role("clinician", "safety_officer", "administrator")


@page(OPENERS)
def sheet_ask(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Why this cannot wait."""
    case = cases.case_of(request.viewer, case_id)
    if case is None:
        raise Http404
    form = SheetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            opening = actions.ask_for_sheet(by=request.viewer, case=case, **form.cleaned_data)
        except NotPossible as error:
            form.add_error(error.field, error.message)
        else:
            return redirect("safety:opening", opening.pk)
    known = {"row": cases.case_row(request.viewer, case), "others": queries.who_can_agree(request.viewer, case)}
    return show_form(request, "safety/sheet_ask.html", form, known)


@page(OPENERS)
def openings(request: Request) -> HttpResponse:
    """What is open, and what waits for a second person."""
    return show(request, "safety/openings.html", {"rows": queries.openings(request.viewer)})


@page(OPENERS)
def opening(request: Request, opening_id: uuid.UUID) -> HttpResponse:
    """One opening: for who opened it the sheet itself, for others why it was opened."""
    found = _opening(request, opening_id)
    row = queries.opening_row(request.viewer, found)
    who = None
    if row.is_mine and row.is_open:
        try:
            who = actions.look_at_sheet(by=request.viewer, opening=found)
        except NotPossible as error:
            tell(request, error.message)
    return show(request, "safety/opening.html", {"row": row, "who": who, "form": ReviewForm()})


@page(OPENERS)
def opening_agree(request: Request, opening_id: uuid.UUID) -> HttpResponse:
    """As the second person, beforehand."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        actions.agree_to_open(by=request.viewer, opening=_opening(request, opening_id))
    except NotPossible as error:
        tell(request, error.message)
    else:
        tell(request, _("Thank you. It is open for an hour, for whoever asked."))
    return redirect("safety:opening", opening_id)


@page(OPENERS)
def opening_review(request: Request, opening_id: uuid.UUID) -> HttpResponse:
    """As the second person, afterwards."""
    found = _opening(request, opening_id)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.review_opening(by=request.viewer, opening=found, **form.cleaned_data)
        except NotPossible as error:
            form.add_error(None, error.message)
        else:
            tell(request, _("Thank you. That is written down."))
            return redirect("safety:openings")
    known = {"row": queries.opening_row(request.viewer, found), "who": None}
    return show_form(request, "safety/opening.html", form, known)


def _opening(request: Request, opening_id: uuid.UUID) -> BreakGlass:
    found = queries.opening_of(request.viewer, opening_id)
    if found is None:
        raise Http404
    return found

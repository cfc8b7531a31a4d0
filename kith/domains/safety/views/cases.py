"""Pages of the duty desk: what waits, one case, taking it, handing it on, closing it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.safety import actions
from kith.domains.safety.case_forms import HandOverForm, OutcomeForm
from kith.domains.safety.models import Case, OutcomeCode
from kith.domains.safety.note import record_note
from kith.domains.safety.queries import cases as queries
from kith.domains.safety.queries.meanwhile import meanwhile
from kith.domains.safety.queries.openings import openings_of
from kith.kernel.clock import now
from kith.kernel.pages import STAFF, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell

CLOSED_SHOWN = dt.timedelta(days=14)


@page(STAFF)
def alerts(request: Request) -> HttpResponse:
    """What waits for somebody, what I have, what others have."""
    known = {"desk": queries.desk(request.viewer), "meanwhile": meanwhile(request.viewer)}
    return show(request, "safety/alerts.html", known)


@page(STAFF)
def closed(request: Request) -> HttpResponse:
    """What was closed lately."""
    rows = queries.closed_cases(request.viewer, now() - CLOSED_SHOWN)
    return show(request, "safety/alerts_closed.html", {"rows": rows})


@page(STAFF)
def turn_over(request: Request) -> HttpResponse:
    """The end of a turn: all that one has, to hand on one by one."""
    return show(request, "safety/alerts_hand_over.html", {"rows": queries.to_hand_over(request.viewer)})


@page(STAFF)
def alert(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """One case: the words, what stands around them, and what to do."""
    case = _case(request, case_id)
    known = {
        "case": case,
        "row": queries.case_row(request.viewer, case),
        "file": actions.look_at_case(by=request.viewer, case=case),
        "passed_on": queries.hand_overs_of(request.viewer, case),
        "openings": openings_of(request.viewer, case),
        "outcome": queries.outcome_of(request.viewer, case),
    }
    note = record_note(known["row"], known["outcome"]) if known["outcome"] else ""  # type: ignore[arg-type]
    return show(request, "safety/alert.html", {**known, "note": note})


@page(STAFF)
def take(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """I have it."""
    return _done(
        request,
        case_id,
        lambda case: actions.acknowledge(by=request.viewer, case=case),
        _("You have it. Nobody else is called."),
    )


@page(STAFF)
def keep(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """I need longer."""
    words = _("It stays with you for an hour.")
    return _done(request, case_id, lambda case: actions.keep_case(by=request.viewer, case=case), words)


@page(STAFF)
def hand_over(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Give it to somebody else, or back to whoever is on duty."""
    case, viewer = _case(request, case_id), request.viewer
    people = queries.who_could_take(viewer, case)
    form = HandOverForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        to, words = form.cleaned_data["to"], form.cleaned_data["words"]
        try:
            if to:
                actions.hand_over(by=viewer, case=case, to_id=uuid.UUID(to), words=words)
            else:
                actions.hand_back(by=viewer, case=case, words=words)
        except NotPossible as error:
            form.add_error(error.field, error.message)
        else:
            tell(request, _("Handed on. They are being called now."))
            return redirect("safety:alerts")
    return show_form(request, "safety/alert_hand_over.html", form, {"row": queries.case_row(viewer, case)})


@page(STAFF)
def close(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Say what came of it."""
    case = _case(request, case_id)
    form = OutcomeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.close_case(by=request.viewer, case=case, **form.cleaned_data)
        except NotPossible as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            tell(request, _("Closed. The note for the record is below, ready to copy."))
            return redirect("safety:alert", case_id)
    known = {"row": queries.case_row(request.viewer, case), "codes": OutcomeCode}
    return show_form(request, "safety/alert_close.html", form, known)


def _case(request: Request, case_id: uuid.UUID) -> Case:
    found = queries.case_of(request.viewer, case_id)
    if found is None:
        raise Http404
    return found


def _done(request: Request, case_id: uuid.UUID, do: Callable[[Case], object], words: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        do(_case(request, case_id))
    except NotPossible as error:
        tell(request, error.message)
    else:
        tell(request, words)
    return redirect("safety:alert", case_id)

"""The directory's desk: what waits, and one listing with its facts, checks and what was said."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.domains.directory import actions, queries
from kith.domains.directory.forms import FactForm, SettleForm
from kith.domains.directory.models import FACTS, Access, Listing, Service, ServiceAtLocation
from kith.domains.directory.queries.things import ASKABLE
from kith.kernel.pages import Request, page, role
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell

EDITORS = role("directory_editor", "administrator")
A_PAGE, A_FEW = 20, 10
_FORM = ["GET", "HEAD", "POST"]


@page(EDITORS)
@require_safe
def desk(request: Request) -> HttpResponse:
    """Reports first, then questions, pairs and checks; or the listings of a name."""
    words = request.GET.get("words", "").strip()[:80]
    rows = queries.found_at_desk(request.viewer, words) if words else queries.checks(request.viewer)
    known: dict[str, Any] = {"words": words, "rows": Paginator(rows, A_PAGE).get_page(request.GET.get("page"))}
    if not words and known["rows"].number == 1:
        for name in ("reports", "questions", "proposals"):
            waiting = getattr(queries, name)(request.viewer)
            known[name] = list(waiting[:A_FEW])
            known[f"{name}_count"] = waiting.count() if len(known[name]) == A_FEW else len(known[name])
    return show(request, "directory/desk/desk.html", known)


@page(EDITORS)
@require_safe
def desk_thing(request: Request, slug: str) -> HttpResponse:
    """One listing as its editors see it."""
    it = queries.thing(request.viewer, slug)
    if it is None:
        raise Http404
    service = it.listing.service
    known = {"it": it, "service": service, "history": queries.history(request.viewer, service)}
    others = [(code, label) for code, label in FACTS.items() if code not in ASKABLE]
    return show(request, "directory/desk/thing.html", known | {"others": others})


@page(EDITORS)
@require_POST
def desk_do(request: Request, slug: str) -> HttpResponse:
    """One press on a listing: checked today, taken down, put back."""
    listing = _listing(request, slug)
    done = {
        "check": (actions.mark_checked, _("Checked today. It is due again in 90 days.")),
        "withdraw": (actions.withdraw, _("Taken down. Only editors see it now.")),
        "put_back": (actions.put_back, _("It can be found again.")),
    }.get(request.POST.get("what", ""))
    if done is None:
        raise Http404
    use_case, words = done
    use_case(by=request.viewer, service=listing.service)
    tell(request, words)
    return redirect("directory:desk-thing", listing.slug)


@page(EDITORS)
@require_http_methods(_FORM)
def desk_fact(request: Request, slug: str, fact: str) -> HttpResponse:
    """State one fact of a listing."""
    listing = _listing(request, slug)
    if fact not in FACTS:
        raise Http404
    form = FactForm(request.POST or None, fact, queries.value_now(request.viewer, listing, fact))
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("value", "said_by")}
        actions.state_fact(by=request.viewer, service=listing.service, fact=fact, place=_place(listing, fact), **said)
        tell(request, _("The listing says it now."))
        return redirect("directory:desk-thing", listing.slug)
    return show_form(request, "directory/desk/fact.html", form, {"listing": listing, "label": FACTS[fact]})


@page(EDITORS)
@require_http_methods(_FORM)
def desk_question(request: Request, question_id: uuid.UUID) -> HttpResponse:
    """Answer what people asked."""
    asked = queries.question(request.viewer, question_id)
    if asked is None or asked.answered_at:
        raise Http404
    listings = queries.listings_of(request.viewer, asked.service)
    form = FactForm(request.POST or None, asked.fact, may_be_unknown=False)
    if form.is_valid():
        place = _place(listings[0], asked.fact) if len(listings) == 1 else None
        said = {name: form.cleaned_data[name] for name in ("value", "said_by")}
        actions.answer_question(by=request.viewer, question=asked, place=place, **said)
        tell(request, _("Answered. The listing says it now."))
        return redirect("directory:desk")
    known = {"asked": asked, "listing": listings[0] if listings else None, "label": FACTS[asked.fact]}
    return show_form(request, "directory/desk/question.html", form, known)


@page(EDITORS)
@require_http_methods(_FORM)
def desk_report(request: Request, report_id: uuid.UUID) -> HttpResponse:
    """What somebody told us, and what came of it."""
    told = queries.report(request.viewer, report_id)
    if told is None or told.settled_at:
        raise Http404
    form = SettleForm(request.POST or None)
    if form.is_valid():
        try:
            actions.settle_report(by=request.viewer, report=told, outcome=form.cleaned_data["outcome"])
        except NotPossible as no:
            form.add_error(no.field, no.message)
        else:
            tell(request, _("Settled."))
            return redirect("directory:desk")
    listings = queries.listings_of(request.viewer, told.service)
    return show_form(request, "directory/desk/report.html", form, {"told": told, "listings": listings})


@page(EDITORS)
@require_http_methods(_FORM)
def desk_merge(request: Request, proposal_id: uuid.UUID) -> HttpResponse:
    """Two entries side by side: one and the same, or two."""
    pair = queries.proposal(request.viewer, proposal_id)
    if pair is None:
        raise Http404
    use_case = {"merge": actions.merge, "apart": actions.keep_apart}.get(request.POST.get("what", ""))
    if use_case:
        try:
            use_case(by=request.viewer, proposal=pair)
            tell(request, _("Decided."))
        except NotPossible as no:
            tell(request, no.message)
        return redirect("directory:desk")
    sides = [(side, _first(request, side)) for side in (pair.keep, pair.other)]
    return show(request, "directory/desk/pair.html", {"pair": pair, "sides": sides})


def _first(request: Request, service: Service) -> Listing | None:
    return next(iter(queries.listings_of(request.viewer, service)), None)


def _listing(request: Request, slug: str) -> Listing:
    listing = queries.service_of(request.viewer, slug)
    if listing is None:
        raise Http404
    return listing


def _place(listing: Listing, fact: str) -> ServiceAtLocation | None:
    """What a building has is said of the place; everything else of the service."""
    return listing.place if fact in Access.values else None

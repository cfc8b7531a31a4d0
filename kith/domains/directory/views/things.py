"""One thing to do: what is known and not known, asking, and telling us that it is wrong."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.domains.directory import actions, queries, words
from kith.domains.directory.forms import ReportForm
from kith.domains.directory.geo import distance_km, locate
from kith.domains.directory.models import Listing, Report
from kith.domains.directory.queries.things import ASKABLE
from kith.domains.directory.views.find import ANYBODY, offered
from kith.domains.directory.views.place import near
from kith.domains.people.queries import address_of
from kith.domains.safety.queries import after_harm
from kith.kernel.clock import today
from kith.kernel.pages import Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell
from kith.ui.words import language


@page(ANYBODY)
@require_safe
def thing(request: Request, slug: str) -> HttpResponse:
    """All that is known of one thing, and what can be asked."""
    it = queries.thing(request.viewer, slug)
    if it is None:
        raise Http404
    km, changed = _distance(request, it.listing), it.listing.changed_on
    about = {
        "it": it,
        "site": _site(it.listing.website),
        "away": "" if km is None else words.distance(km),
        "changed": words.day_of(changed, today()) if changed else "",
        "offered": offered(request.viewer),
        "read": queries.next_read(request.viewer).words,
    }
    return show(request, "directory/thing.html", about)


@page(ANYBODY)
@require_POST
def ask(request: Request, slug: str) -> HttpResponse:
    """One press: we ask those who run it."""
    listing = _listing(request, slug)
    fact = request.POST.get("fact", "")
    if fact not in ASKABLE:
        raise Http404
    try:
        actions.ask(by=request.viewer, service=listing.service, fact=fact, address=address_of(request))
    except NotPossible as too_many:
        tell(request, too_many.message)
    else:
        thanks = _("Thank you. We will ask, and put the answer on this page. Ring them if you need it sooner.")
        tell(request, f"{thanks} {queries.next_read(request.viewer).words}")
    return redirect("directory:thing", listing.slug)


@page(ANYBODY)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request, slug: str) -> HttpResponse:
    """Tell us that it is wrong, or that something happened there; then what may help right now."""
    listing = _listing(request, slug)
    form = ReportForm(request.POST or None)
    known = {"listing": listing, "read": queries.next_read(request.viewer).words}
    if form.is_valid():
        said = {**form.cleaned_data, "address": address_of(request)}
        try:
            told = actions.report(by=request.viewer, service=listing.service, **said)
        except NotPossible as too_many:
            form.add_error(too_many.field, too_many.message)
        else:
            return show(request, "directory/told.html", known | _help_after(request, told))
    return show_form(request, "directory/report.html", form, known)


def _help_after(request: Request, told: Report) -> dict[str, Any]:
    """Whom else to tell, at once."""
    is_about = {"is_unsafe": told.about == Report.About.UNSAFE, "is_money": told.about == Report.About.MONEY}
    return {**is_about, "numbers": after_harm(request.viewer, told.about), "code": language()}


def _listing(request: Request, slug: str) -> Listing:
    listing = queries.service_of(request.viewer, slug)
    if listing is None:
        raise Http404
    return listing


def _distance(request: Request, listing: Listing) -> float | None:
    here = locate(near(request))
    if here is None or listing.lat is None or listing.lon is None or not listing.has_venue:
        return None
    return distance_km(here.lat, here.lon, listing.lat, listing.lon)


def _site(website: str) -> str:
    """An address that is safe to lead to: lists hold anything, also "javascript:"."""
    if website.lower().startswith(("http://", "https://")):
        return website
    return f"https://{website}" if website and ":" not in website and "." in website else ""

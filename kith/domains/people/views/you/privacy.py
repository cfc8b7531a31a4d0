"""You: who can see what, who looked, what one agreed to, and the devices one is signed in on."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.people import actions
from kith.domains.people.forms.you import ConsentForm
from kith.domains.people.queries import person_of
from kith.domains.people.queries.devices import own_account, visits
from kith.domains.people.queries.looks import who_looked
from kith.domains.people.queries.privacy import agreed, who_works_with
from kith.kernel.pages import MEMBERS, SIGNED_IN, Request, page
from kith.ui.pages import show, show_form, tell


@page(MEMBERS)
def privacy(request: Request) -> HttpResponse:
    """Who can see what, who looked, and what one said yes to."""
    viewer, asked = request.viewer, agreed(request.viewer)
    form = ConsentForm(request.POST if request.method == "POST" else None, asked=asked)
    if form.is_valid():
        changed = [one.kind for one in asked if form.given[one.kind] != one.is_given]
        for kind in changed:
            actions.change_consent(by=viewer, person=person_of(viewer), kind=kind, is_given=form.given[kind])
        tell(request, _("Saved. It holds from now on.") if changed else _("Nothing was changed."))
        return redirect("people:privacy")
    known = {"teams": who_works_with(viewer), "looks": who_looked(viewer), "asked": asked}
    return show_form(request, "people/you/privacy.html", form, known)


@page(SIGNED_IN)
def devices(request: Request) -> HttpResponse:
    """The devices one is signed in on."""
    rows = visits(request.viewer, request.session.session_key or "")
    return show(request, "people/you/devices.html", {"visits": rows})


@page(SIGNED_IN)
def device_end(request: Request, visit_id: int) -> HttpResponse:
    """Sign one device out."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    account = own_account(request.viewer)
    if account is None or not actions.end_visit(by=request.viewer, account=account, visit_id=visit_id):
        raise Http404
    tell(request, _("That device is signed out."))
    return redirect("people:devices")


@page(SIGNED_IN)
def devices_end(request: Request) -> HttpResponse:
    """Sign all other devices out."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    account = own_account(request.viewer)
    if account is None:
        raise Http404
    actions.end_other_visits(by=request.viewer, account=account, but=request.session.session_key or "")
    tell(request, _("All other devices are signed out."))
    return redirect("people:devices")

"""Pages for whoever looks after the help numbers."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.safety import queries
from kith.domains.safety.actions import add_number, review_number, stop_number
from kith.domains.safety.forms import NewNumberForm, NumberForm
from kith.domains.safety.help_file import own_nation
from kith.domains.safety.models import CrisisContact
from kith.domains.safety.queries.contacts import number
from kith.kernel.pages import Request, page, role
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell

KEEPERS = role("administrator", "safety_officer")


@page(KEEPERS)
def help_numbers(request: Request) -> HttpResponse:
    """All help numbers, and which of them nobody answers for in time."""
    known = {"numbers": queries.numbers(request.viewer), "harm": queries.harm_numbers(request.viewer)}
    return show(request, "safety/help_numbers.html", known)


@page(KEEPERS)
def help_number(request: Request, contact_id: uuid.UUID) -> HttpResponse:
    """Try one number, correct its words, put a name to it."""
    contact = _number(request, contact_id)
    form = NumberForm(request.POST if request.method == "POST" else None, initial=NumberForm.first(contact))
    if form.is_valid():
        try:
            given = form.cleaned_data
            review_number(
                by=request.viewer,
                contact=contact,
                said=form.said,
                owner=given["owner"],
                welsh_reviewed_by=given["welsh_reviewed_by"],
            )
        except NotPossible as error:
            form.add_error(error.field, error.message)
        else:
            tell(request, _("Thank you. It is on the help page now. We ask again in 90 days."))
            return redirect("safety:help-numbers")
    return show_form(request, "safety/help_number.html", form, {"contact": contact})


@page(KEEPERS)
def help_number_new(request: Request) -> HttpResponse:
    """Add a number."""
    form = NewNumberForm(request.POST if request.method == "POST" else None, initial={"nation": own_nation()})
    if form.is_valid():
        given = form.cleaned_data
        chosen = {name: given[name] for name in ("nation", "kind", "code", "position", "owner")}
        try:
            add_number(by=request.viewer, said=form.said, **chosen)
        except NotPossible as error:
            form.add_error(error.field, error.message)
        else:
            tell(request, _("Thank you. It is on the help page now. We ask again in 90 days."))
            return redirect("safety:help-numbers")
    return show_form(request, "safety/help_number.html", form, {"contact": None})


@page(KEEPERS)
def help_number_stop(request: Request, contact_id: uuid.UUID) -> HttpResponse:
    """Take a number off all pages, after one question."""
    contact = _number(request, contact_id)
    if request.method != "POST":
        return show(request, "safety/help_number_stop.html", {"contact": contact, "problem": ""})
    try:
        stop_number(by=request.viewer, contact=contact)
    except NotPossible as error:
        known = {"contact": contact, "problem": error.message}
        return show(request, "safety/help_number_stop.html", known, status=422)
    tell(request, _("The number is off all pages."))
    return redirect("safety:help-numbers")


def _number(request: Request, contact_id: uuid.UUID) -> CrisisContact:
    contact = number(request.viewer, contact_id)
    if contact is None:
        raise Http404
    return contact

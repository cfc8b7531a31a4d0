"""Opening an account without a team."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.domains.people import actions
from kith.domains.people.addresses import address_of
from kith.domains.people.forms.joining import CodeForm, OpenForm
from kith.domains.people.models import Confirmation
from kith.domains.people.views.draft import Draft
from kith.kernel.pages import PUBLIC, Request, page
from kith.ui.pages import show, show_form


@page(PUBLIC)
def join_open(request: Request) -> HttpResponse:
    """Ask for a code to one's own e-mail address or phone."""
    form = OpenForm(request.POST or None)
    if not form.is_valid():
        return show_form(request, "people/join/open.html", form)
    if form.cleaned_data["is_adult"] == "no":
        return show(request, "people/join/too_young.html")
    asked = actions.ask_confirmation(
        by=request.viewer,
        is_adult=True,
        route=form.cleaned_data["route"],
        to=form.to,
        address=address_of(request),
        language=get_language() or "en-gb",
    )
    if asked is None:
        return show(request, "people/join/closed.html", {"outcome": "too_many"}, status=429)
    Draft(request).begin("open", asked, to=form.to)
    return redirect("people:join-code")


@page(PUBLIC)
def join_code(request: Request) -> HttpResponse:
    """Type the code that was sent."""
    draft = Draft(request)
    confirmation = draft.door(request)
    if not draft.is_open or not isinstance(confirmation, Confirmation):
        return redirect("people:join-open")
    if not draft.may_be_at("people:join-code") or "is_proved" in draft.kept:
        return draft.onward()
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return show_form(request, "people/join/code.html", form, {"draft": draft})
    tried = actions.confirm(
        by=request.viewer, confirmation=confirmation, code=form.cleaned_data["code"], address=address_of(request)
    )
    if tried.is_right:
        draft.keep(is_proved=True)
        return draft.onward()
    form.add_error("code", _why_not(tried.outcome))
    return show_form(request, "people/join/code.html", form, {"draft": draft})


def _why_not(outcome: str) -> str:
    return {
        "wrong": _("This code does not fit. Look at the newest message we sent you."),
        "expired": _("This code works no more. Please ask for a new one."),
    }.get(outcome, _("There were many tries. Please wait an hour, then try again."))

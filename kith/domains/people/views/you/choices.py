"""You: the hub, how pages look, how and where somebody is reached."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kith.domains.people import actions
from kith.domains.people.forms.you import DisplayForm, LanguageForm, NoticesForm, WhereForm
from kith.domains.people.queries import person_of
from kith.domains.people.queries.privacy import self_of
from kith.domains.people.queries.reach import Reach, closes_at, display_of, how_to_reach
from kith.domains.people.queries.sheet import has_sheet
from kith.kernel.pages import MEMBERS, SIGNED_IN, Request, also, page
from kith.kernel.ports import doorways_for, own_doorways
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, show_form, tell

EVERYONE = also(SIGNED_IN, MEMBERS)


@page(EVERYONE)
def you(request: Request) -> HttpResponse:
    """All that is one's own to choose."""
    doorways = doorways_for(request.viewer, own_doorways)
    known = {"closes_at": closes_at(request.viewer), "doorways": doorways, "has_sheet": has_sheet(request.viewer)}
    return show(request, "people/you/you.html", known)


@page(SIGNED_IN)
def display(request: Request) -> HttpResponse:
    """How pages look."""
    now = display_of(request.viewer)
    first = {name: getattr(now, name) for name in DisplayForm.base_fields}
    form = DisplayForm(request.POST if request.method == "POST" else None, initial=first)
    person = self_of(request.viewer)
    if person and form.is_valid():
        actions.choose_display(by=request.viewer, person=person, **form.cleaned_data)
        tell(request, _("Saved. Every page looks like this now, on every device you sign in on."))
        return redirect("people:display")
    return show_form(request, "people/you/display.html", form)


@page(EVERYONE)
def notifications(request: Request) -> HttpResponse:
    """How somebody is reached for each purpose, and when."""
    reach = _reach(request)
    form = NoticesForm(
        request.POST if request.method == "POST" else None, reach=reach, initial=NoticesForm.first(reach)
    )
    if form.is_valid():
        try:
            actions.choose_notices(by=request.viewer, person=person_of(request.viewer), **form.chosen(reach))
        except NotPossible as error:
            form.add_error(error.field, error.message)
        else:
            tell(request, _("Saved. From now on we reach you this way."))
            return redirect("people:notifications")
    return show_form(request, "people/you/notifications.html", form, {"reach": reach})


@page(EVERYONE)
def language(request: Request) -> HttpResponse:
    """The language of messages and letters."""
    first = {"language": _reach(request).language}
    form = LanguageForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        actions.choose_language(by=request.viewer, person=person_of(request.viewer), **form.cleaned_data)
        tell(request, _("Saved. What we send you comes in this language."))
        return redirect("people:you")
    return show_form(request, "people/you/language.html", form)


@page(MEMBERS)
def where(request: Request) -> HttpResponse:
    """Where somebody can be reached."""
    reach = _reach(request)
    first = {"email": reach.email, "phone": reach.phone, "address": reach.address}
    form = WhereForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        try:
            actions.keep_contact(by=request.viewer, person=person_of(request.viewer), **form.cleaned_data)
        except NotPossible as error:
            form.add_error(error.field, error.message)
        else:
            tell(request, _("Saved. You choose what we use it for on this page."))
            return redirect("people:notifications")
    return show_form(request, "people/you/where.html", form)


def _reach(request: Request) -> Reach:
    reach = how_to_reach(request.viewer, request.viewer.subject)
    if reach is None:
        raise Http404
    return reach

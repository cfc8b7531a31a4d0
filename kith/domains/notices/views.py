"""Pages of notices: what we told you; for staff letters to print, calls to make and what did not arrive."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.domains.notices import queries
from kith.domains.notices.actions import note_call, post_letter, settle
from kith.domains.notices.forms import CallForm
from kith.kernel.pages import MEMBERS, SIGNED_IN, STAFF, Request, also, page
from kith.kernel.use_cases import NotPossible
from kith.ui.frame import Display
from kith.ui.pages import show, show_form, tell


@page(also(SIGNED_IN, MEMBERS))
def notices(request: Request) -> HttpResponse:
    """What this site told somebody lately."""
    viewer = request.viewer
    shown = queries.told(viewer, get_language() or "en-gb")
    return show(request, "notices/notices.html", {"notices": shown, "bounced": queries.has_bounced(viewer)})


@page(STAFF)
def letters(request: Request) -> HttpResponse:
    """Letters that wait for a printer."""
    return show(request, "notices/letters.html", {"letters": queries.letters_to_print(request.viewer)})


@page(STAFF)
def letter(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """One letter: print it, post it, say so."""
    viewer = request.viewer
    found = queries.letter_seen(viewer, letter_id)
    sheet = queries.sheet(viewer, found) if found else None
    if found is None or sheet is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            post_letter(by=viewer, letter=found)
        except NotPossible as error:
            problem = error.message
        else:
            tell(request, _("Thank you. The letter is off the list."))
            return redirect("notices:letters")
    request.display = Display(text="large" if sheet.is_large else "")  # type: ignore[attr-defined]
    return show(request, "notices/letter.html", {"sheet": sheet, "problem": problem}, status=422 if problem else 200)


@page(STAFF)
def calls(request: Request) -> HttpResponse:
    """Who is to be told something by voice, and what did not arrive."""
    viewer = request.viewer
    shown = {"calls": queries.calls_to_make(viewer), "troubles": queries.troubles(viewer)}
    return show(request, "notices/calls.html", shown)


@page(STAFF)
def call(request: Request, delivery_id: uuid.UUID) -> HttpResponse:
    """One call: what to say, and how it went."""
    viewer = request.viewer
    shown = next((one for one in queries.calls_to_make(viewer) if one.id == delivery_id), None)
    delivery = queries.delivery_seen(viewer, delivery_id)
    if shown is None and delivery and delivery.pk in {one.id for one in queries.troubles(viewer)}:
        return redirect("notices:calls")
    if shown is None or delivery is None:
        raise Http404
    form = CallForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            note_call(by=viewer, delivery=delivery, result=form.cleaned_data["result"])
        except NotPossible as error:
            form.add_error(None, error.message)
        else:
            tell(request, _("Thank you. It is noted."))
            return redirect("notices:calls")
    return show_form(request, "notices/call.html", form, {"call": shown})


@page(STAFF)
def dealt_with(request: Request, delivery_id: uuid.UUID) -> HttpResponse:
    """Take what did not arrive off the list."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    viewer = request.viewer
    delivery = queries.delivery_seen(viewer, delivery_id)
    if delivery is None:
        raise Http404
    try:
        settle(by=viewer, delivery=delivery)
        tell(request, _("Thank you. It is off the list."))
    except NotPossible as error:
        tell(request, error.message)
    return redirect("notices:calls")

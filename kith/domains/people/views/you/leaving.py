"""You: a copy of everything about oneself, and closing the account."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.domains.people import actions
from kith.domains.people.queries import person_of
from kith.domains.people.queries.holdings import goes, grace_days, stays
from kith.domains.people.queries.privacy import copy_of, latest_copy, self_of
from kith.kernel.pages import MEMBERS, SIGNED_IN, Request, page
from kith.kernel.use_cases import NotPossible
from kith.ui.pages import show, tell


@page(SIGNED_IN)
def download(request: Request) -> HttpResponse:
    """Ask for a copy, see how far it is, fetch it."""
    person = self_of(request.viewer)
    if request.method == "POST" and person:
        actions.ask_for_copy(by=request.viewer, person=person, language=get_language() or "en-gb")
        tell(request, _("We are making your copy. It takes a minute at most."))
        return redirect("people:download")
    return show(request, "people/you/download.html", {"copy": latest_copy(request.viewer)})


@page(SIGNED_IN)
def download_file(request: Request, copy_id: uuid.UUID) -> HttpResponse:
    """The copy itself; the file's name says nothing of what is in it."""
    copy = copy_of(request.viewer, copy_id)
    if copy is None:
        raise Http404
    try:
        content = actions.fetch_copy(by=request.viewer, copy=copy)
    except NotPossible as error:
        tell(request, error.message)
        return redirect("people:download")
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="my-copy.zip"'
    return answer


@page(MEMBERS)
def close(request: Request) -> HttpResponse:
    """What goes, what stays and why, and two weeks to change one's mind."""
    person = person_of(request.viewer)
    if request.method == "POST":
        actions.ask_to_close(by=request.viewer, person=person)
        return redirect("people:close")
    known = {"closing_at": person.closing_at, "stays": stays(), "goes": goes(), "days": grace_days()}
    return show(request, "people/you/close.html", known)


@page(MEMBERS)
def keep_open(request: Request) -> HttpResponse:
    """I changed my mind."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    actions.keep_open(by=request.viewer, person=person_of(request.viewer))
    tell(request, _("Your account stays open. All is as it was."))
    return redirect("people:you")

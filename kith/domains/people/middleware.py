"""Names the viewer of each request, keeps visits short, and lets staff work for a person under /for/<person>/."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix, set_script_prefix
from django.utils.translation import gettext as _

from kith.domains.people.models import DisplayChoice, Person
from kith.domains.people.queries.names import names_of
from kith.domains.people.queries.viewers import works_with
from kith.domains.people.queries.visits import NOTED_EVERY, over_at, viewer_in
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.ui.frame import Display
from kith.ui.pages import tell

Handler = Callable[[HttpRequest], HttpResponse]
PREFIX = "/for/"


def work_for_someone(get_response: Handler) -> Handler:
    """Take /for/<person>/ off the address, so that the person's own pages serve staff who act for them.

    The script prefix keeps every link of the page inside; who may act is settled by name_the_viewer.
    """

    def middleware(request: Any) -> HttpResponse:
        request.for_person = None
        path: str = request.path_info
        if not path.startswith(PREFIX):
            return get_response(request)
        ref, _slash, rest = path[len(PREFIX) :].partition("/")
        try:
            request.for_person = uuid.UUID(ref)
        except ValueError:
            raise Http404 from None
        before = get_script_prefix()
        request.path_info = f"/{rest}"
        set_script_prefix(f"{PREFIX}{ref}/")
        try:
            return get_response(request)
        finally:
            set_script_prefix(before)

    return middleware


def name_the_viewer(get_response: Handler) -> Handler:
    """Set request.viewer; for staff under /for/<person>/ only after they said how the person takes part.

    Staff who have not taken the second step of signing in are nobody yet.
    """

    def middleware(request: Any) -> HttpResponse:
        viewer = viewer_in(request.user, request.session)
        request.is_open_account = viewer.is_member and request.user.person.is_open_account
        request.viewer = _for_someone(request, viewer)
        return get_response(request)

    return middleware


def show_as_chosen(get_response: Handler) -> Handler:
    """Let pages look as this person chose, which came with their account."""

    def middleware(request: Any) -> HttpResponse:
        if request.viewer.is_signed_in:
            request.display = _display(request.user.person)
        return get_response(request)

    return middleware


def _display(person: Person) -> Display:
    chosen = getattr(person, "display_choice", None) or DisplayChoice()
    return Display(
        theme=chosen.theme,
        text=chosen.text,
        is_still=chosen.is_still,
        is_low_data=chosen.is_low_data,
        has_leave=not chosen.is_leave_hidden,
    )


def keep_session_short(get_response: Handler) -> Handler:
    """Staff: 30 minutes idle, 12 hours at most. A shared device: 15 minutes idle. One's own: 12 hours idle.

    The list of one's devices learns of it as often as the visit itself does, and not with every page.
    """

    def middleware(request: Any) -> HttpResponse:
        if _is_over(request):
            request.session.flush()
            tell(request, _("We signed you out, because nothing happened here for a while. What you saved is kept."))
            return HttpResponseRedirect(request.get_full_path())
        return get_response(request)

    return middleware


def _for_someone(request: Any, viewer: Viewer) -> Viewer:
    if request.for_person is None:
        return viewer
    how = request.session.get("on_behalf", {}).get(str(request.for_person))
    if not how or not works_with(viewer, request.for_person):
        raise Http404
    request.on_behalf_name = names_of(viewer, [request.for_person]).get(request.for_person, "")
    return viewer.on_behalf(request.for_person, how)


def _is_over(request: Any) -> bool:
    """Whether this visit lasted too long, or nothing happened in it for too long; otherwise note that it goes on."""
    is_signed_in, is_shared = request.user.is_authenticated, request.session.get("shared")
    if not is_signed_in and not is_shared:
        return False
    at = now().timestamp()
    is_staff = is_signed_in and request.user.person.sphere == "staff"
    if is_staff:
        request.session.setdefault("began", at)
    if over_at("staff" if is_staff else "", request.session) <= at:
        return True
    if at - request.session.get("seen", 0) >= NOTED_EVERY:
        request.session["seen"] = at
        if is_signed_in:
            UserSession.objects.create_from_request(request)
    return False

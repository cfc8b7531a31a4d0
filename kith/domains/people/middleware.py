"""Names the viewer of each request, and lets staff work for a person under /for/<person>/."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix, set_script_prefix

from kith.domains.people.queries.viewers import viewer_of, works_with
from kith.kernel.clock import now

Handler = Callable[[HttpRequest], HttpResponse]
PREFIX = "/for/"
SHARED_SECONDS, STAFF_IDLE_SECONDS, STAFF_SECONDS = 15 * 60, 30 * 60, 12 * 3600


def work_for_someone(get_response: Handler) -> Handler:
    """Take /for/<person>/ off the address, so that the person's own pages serve staff who act for them.

    The script prefix keeps every link of the page inside; who may act is settled by name_the_viewer.
    """

    def middleware(request: Any) -> HttpResponse:
        request.for_person = None
        path: str = request.path_info
        if not path.startswith(PREFIX):
            return get_response(request)
        ref, _, rest = path[len(PREFIX) :].partition("/")
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
    """Set request.viewer; for staff under /for/<person>/ only after they said how the person takes part."""

    def middleware(request: Any) -> HttpResponse:
        request.viewer = viewer_of(request.user)
        person_id = request.for_person
        if person_id is not None:
            how = request.session.get("on_behalf", {}).get(str(person_id))
            if not how or not works_with(request.viewer, person_id):
                raise Http404
            request.viewer = request.viewer.on_behalf(person_id, how)
        return get_response(request)

    return middleware


def keep_session_short(get_response: Handler) -> Handler:
    """Staff: 30 minutes idle, 12 hours at most. A shared device: 15 minutes. Own device: 12 hours idle."""

    def middleware(request: Any) -> HttpResponse:
        if request.user.is_authenticated and request.user.person.sphere == "staff":
            began = request.session.setdefault("began", now().timestamp())
            if now().timestamp() - began > STAFF_SECONDS:
                request.session.flush()
                return HttpResponseRedirect(request.get_full_path())
            request.session.set_expiry(STAFF_IDLE_SECONDS)
        elif request.session.get("shared"):
            request.session.set_expiry(SHARED_SECONDS)
        return get_response(request)

    return middleware

"""Who is at the door: from a visit kept in the database to the viewer it belongs to, and how long it lasts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpRequest

from kith.domains.people.queries.viewers import viewer_of
from kith.kernel.access import ANYONE, Viewer
from kith.kernel.clock import now

SHARED_IDLE, STAFF_IDLE, OWN_IDLE = 15 * 60, 30 * 60, 12 * 3600
STAFF_LONGEST = 12 * 3600
NOTED_EVERY = 30  # seconds between two notes of "still here", so that not every page writes to the visit


@dataclass(frozen=True)
class Visit:
    """A visit that goes on: whose it is, and the instant (seconds) at which it is over unless something happens."""

    viewer: Viewer
    key: str
    over_at: float

    @property
    def topic(self) -> str:
        """What the bus calls it when it ends; the digest tells nobody the key."""
        return f"visit:{sha256(self.key.encode()).hexdigest()[:32]}"


def viewer_in(account: Any, session: Mapping[str, Any]) -> Viewer:
    """Who looks in this visit. Staff who have not taken the second step of signing in are nobody yet."""
    viewer = viewer_of(account)
    return ANYONE if viewer.is_staff and not session.get("second_step") else viewer


def over_at(viewer_sphere: str, session: Mapping[str, Any]) -> float:
    """When this visit is over, in seconds, if nothing more happens in it."""
    at = now().timestamp()
    is_staff = viewer_sphere == "staff"
    idle = SHARED_IDLE if session.get("shared") else STAFF_IDLE if is_staff else OWN_IDLE
    ends = float(session.get("seen", at)) + idle
    return min(ends, float(session.get("began", at)) + STAFF_LONGEST) if is_staff else ends


def goes_on(visit: Visit) -> bool:
    """Whether this visit has not been ended meanwhile: one look, for somebody who was let in a moment ago."""
    is_known: bool = import_module(settings.SESSION_ENGINE).SessionStore().exists(visit.key)
    return is_known and visit.over_at > now().timestamp()


def visit_of(session_key: str, *, is_something_done: bool = False) -> Visit | None:
    """The visit of this key, as the pages would see it; None when it is over or nobody is signed in.

    Listening alone keeps no visit alive; where something is done, it is noted.
    """
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    account = get_user(request)
    viewer = viewer_in(account, request.session)
    at = now().timestamp()
    ends = over_at(viewer.sphere, request.session)
    if not viewer.is_signed_in or ends <= at or request.session.session_key != session_key:
        return None
    if is_something_done and at - request.session.get("seen", 0) >= NOTED_EVERY:
        request.session["seen"] = at
        try:
            request.session.save(must_create=False)
        except UpdateError:  # it ended this very moment
            return None
        ends = over_at(viewer.sphere, request.session)
    return Visit(viewer, session_key, ends)

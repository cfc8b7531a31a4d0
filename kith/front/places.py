"""The places in the navigation, for whoever is looking."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kith.front.demo.story import logins
from kith.kernel.access import ANYONE, Viewer
from kith.ui.frame import Place

# Only what is built stands in the menu: messages get their door when they have something behind them.
MEMBER = (
    ("home", gettext_noop("Home"), "front:home"),
    ("rooms", gettext_noop("Rooms"), "rooms:rooms"),
    ("map", gettext_noop("My map"), "network:map"),
    ("things", gettext_noop("Things to do"), "directory:things-to-do"),
    ("plan", gettext_noop("My plan"), "plans:plan"),
)
STAFF = (
    ("work", gettext_noop("Work"), "front:desk", ()),
    ("people", gettext_noop("People"), "people:people", ()),
    ("rooms", gettext_noop("Rooms"), "rooms:rooms", ("moderator", "peer_worker", "clinician")),
    ("directory", gettext_noop("Directory"), "directory:desk", ("directory_editor", "administrator")),
    ("admin", gettext_noop("Admin"), "people:staff", ("administrator",)),
)


def places(request: HttpRequest) -> dict[str, Any]:
    """What the layouts ask of the front: the menu, and in a demo the cards of the sign-in page."""
    return {"places": _menu(request), **_cards(request)}


def _cards(request: HttpRequest) -> dict[str, Any]:
    match = request.resolver_match
    if not settings.KITH_DEMO or match is None:
        return {}
    if match.view_name == "people:join":
        return {"demo_key": reverse("front:demo-key")}
    if match.view_name != settings.LOGIN_URL:
        return {}
    return {
        "demo_cards": logins(),
        "demo_action": reverse("front:demo-sign-in"),
        "demo_reset": reverse("front:demo-reset"),
    }


def _menu(request: HttpRequest) -> list[Place]:
    """The member's places, also for staff who act for one; the team's by role."""
    viewer: Viewer = getattr(request, "viewer", ANYONE)
    if viewer.is_member or viewer.on_behalf_of:
        # Home, and the rooms, where nobody is told who one is, are for oneself alone.
        rows = [row for row in MEMBER if viewer.is_member or row[0] not in {"home", "rooms"}]
        return [Place(code, _(label), reverse(name)) for code, label, name in rows]
    if viewer.is_staff:
        mine = [row for row in STAFF if not row[3] or viewer.has_role(*row[3])]
        return [Place(code, _(label), reverse(name)) for code, label, name, _roles in mine]
    return []

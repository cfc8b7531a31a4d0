"""Near which postcode somebody looks: kept in their sealed visit, because an address stays in a browser's history."""

from __future__ import annotations

from kith.domains.people.queries import what_matters
from kith.kernel.access import Viewer
from kith.kernel.pages import MEMBERS, Request

_KEPT_AS, LONGEST = "near", 12


def near(request: Request) -> str:
    """The postcode of this visit; until one is typed, their own. Empty when they took it away."""
    kept = request.session.get(_KEPT_AS, {}).get(_whose(request))
    return own_postcode(request.viewer) if kept is None else kept


def look_near(request: Request, postcode: str) -> None:
    """Keep the postcode for as long as the visit lasts; nothing is written when it is the same."""
    typed = postcode.strip()[:LONGEST]
    if typed != near(request):
        request.session[_KEPT_AS] = {**request.session.get(_KEPT_AS, {}), _whose(request): typed}


def own_postcode(viewer: Viewer) -> str:
    """Where they said they are, when they are signed in and said it."""
    return what_matters(viewer).postcode if MEMBERS.admits(viewer) else ""


def _whose(request: Request) -> str:
    """A worker looks for one person here, and for another there."""
    return str(request.viewer.subject)

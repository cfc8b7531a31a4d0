"""At most three next things for a member's home page: composed from the domains, decided by the person."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.domains.network.queries import own_map
from kith.domains.people.queries import what_matters
from kith.domains.people.queries.sheet import is_sheet_due
from kith.domains.plans.queries import next_steps
from kith.kernel.access import Viewer
from kith.ui.words import day

MOST = 3


@dataclass(frozen=True)
class NextThing:
    """One card: what, a line about it, and where it leads."""

    words: str
    about: str
    href: str


def next_things(viewer: Viewer) -> list[NextThing]:
    """Steps first, soonest first; then what has not been begun, one invitation each."""
    steps = [
        NextThing(s.words, day(s.first_on) if s.first_on else "", reverse("plans:step", args=[s.pk]))
        for s in next_steps(viewer, MOST)
    ]
    return [*steps, *_invitations(viewer, has_steps=bool(steps)), *_sheet(viewer)][:MOST]


def _sheet(viewer: Viewer) -> list[NextThing]:
    """Asked for the first time, and again every 90 days (settled.md)."""
    if not is_sheet_due(viewer):
        return []
    about = _("Where you are and whom to ring, if we ever fear for you.")
    return [NextThing(_("Check how we find you in an emergency"), about, reverse("people:emergency-sheet"))]


def _invitations(viewer: Viewer, *, has_steps: bool) -> list[NextThing]:
    rows = []
    if own_map(viewer) is None:
        rows.append(
            NextThing(
                _("Draw your map"), _("Some maps start with one friend, a pet or a park."), reverse("network:map")
            )
        )
    if what_matters(viewer).is_empty:
        about = _("A few answers are enough. Skip what you like.")
        rows.append(NextThing(_("Say what matters to you"), about, reverse("network:what-matters")))
    elif not has_steps:
        rows.append(
            NextThing(_("Look at three ideas"), _("Each one says why it may suit you."), reverse("network:ideas"))
        )
    return rows

"""Ideas for somebody: things to do that fit what they said matters to them."""

from __future__ import annotations

from kith.domains.directory.matching.candidates import candidates
from kith.domains.directory.matching.from_people import profile_of
from kith.domains.directory.matching.ideas import Idea, Suggestions, ideas
from kith.domains.people.queries import what_matters
from kith.kernel.access import Viewer
from kith.kernel.clock import today
from kith.kernel.ports import already_chosen

__all__ = ["Idea", "Suggestions", "ideas_for"]


def ideas_for(viewer: Viewer, *, count: int = 3, skip: int = 0, is_low_day: bool = False) -> Suggestions:
    """Ideas for the person the viewer is, or acts for; gentler ones first on a day with little energy."""
    profile = profile_of(what_matters(viewer))
    if is_low_day:
        profile = profile.on_a_low_day()
    chosen = {str(listing_id) for port in already_chosen for listing_id in port(viewer)}
    left = [one for one in candidates(profile, today(), viewer) if one.id not in chosen]
    return ideas(profile, left, today(), count, skip)

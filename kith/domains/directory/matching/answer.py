"""Suggestions as JSON, in the documented shape."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from kith.domains.directory.matching.candidate import FROM_HOME
from kith.domains.directory.matching.ideas import Because, Idea, Suggestions
from kith.domains.directory.matching.profile import Profile

# The names that a profile has for what was said.
_FIELDS: Final = {"likes": "interests", "loved": "past_loves", "to_try": "try_list", "by_name": "wants_by_name"}


def as_json(profile: Profile, as_of: dt.date, found: Suggestions) -> dict[str, Any]:
    """The answer for one profile."""
    return {
        "profile": profile.id,
        "as_of": as_of.isoformat(),
        "ideas": [_idea(idea) for idea in found.ideas],
        "notes": list(found.notes),
        "instead": [_idea(idea) for idea in found.instead],
        "has_more": found.has_more,
    }


def _idea(idea: Idea) -> dict[str, Any]:
    candidate = idea.candidate
    is_there = candidate.has_venue and not idea.is_from_home
    return {
        "id": candidate.id,
        "source": candidate.source,
        "name": candidate.name,
        "organisation": candidate.organisation,
        "postcode": candidate.postcode or None if is_there else None,
        "lat": candidate.lat if is_there else None,
        "lon": candidate.lon if is_there else None,
        "distance_km": idea.distance_km if is_there else None,
        "attend": _attend(idea, is_there=is_there),
        "reasons": list(idea.reasons),
        "because": [_because(one) for one in idea.because],
        "cautions": list(idea.cautions),
    }


def _because(one: Because) -> dict[str, str]:
    return {"field": _FIELDS.get(one.field, one.field), "said": one.said}


def _attend(idea: Idea, *, is_there: bool) -> str:
    if is_there:
        return "there"
    ways = idea.candidate.formats or frozenset()
    return "from_home" if idea.is_from_home or ways & FROM_HOME else "not_known"

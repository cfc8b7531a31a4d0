"""Predicates about what worries: who sees it, who has it, who may answer for it."""

from __future__ import annotations

from typing import Any

from kith.domains.safety.models import BreakGlass, Case, CaseState, Phrase, Screened
from kith.kernel.access import Viewer, holds_role, predicate

answers_for_people = holds_role("clinician", "safety_officer")


@predicate("they watch over its team or were called to it, and it is not about them")
def sees_case(viewer: Viewer, thing: Any) -> bool:
    """The case stands on their desk."""
    case = getattr(thing, "case", thing)
    return isinstance(case, Case) and Case.objects.visible_to(viewer).filter(pk=case.pk).exists()


@predicate("they were called to it")
def was_called(viewer: Viewer, thing: Any) -> bool:
    """The clock, the policy or a colleague brought it to them."""
    return viewer.is_staff and isinstance(thing, Case) and viewer.id in thing.called


@predicate("they have it now")
def has_case(viewer: Viewer, thing: Any) -> bool:
    """They took it and have not let it go."""
    case = getattr(thing, "case", thing)
    return isinstance(case, Case) and case.state == CaseState.TAKEN and case.taken_by_id == viewer.id


@predicate("they watch over its team, and it is not about them")
def watches(viewer: Viewer, thing: Any) -> bool:
    """What was written stands in their queue."""
    return isinstance(thing, Screened) and Screened.objects.visible_to(viewer).filter(pk=thing.pk).exists()


@predicate("they opened it")
def opened_it(viewer: Viewer, thing: Any) -> bool:
    """They asked for the sheet themselves."""
    return isinstance(thing, BreakGlass) and thing.by_id == viewer.id


@predicate("they proposed it")
def proposed_it(viewer: Viewer, thing: Any) -> bool:
    """The second person is another one."""
    return isinstance(thing, Phrase) and thing.by_id == viewer.id

"""The ladder: split a step that is too big, join two that are one, put them in order."""

from __future__ import annotations

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from kith.domains.plans.models import Step
from kith.domains.plans.words import said
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.use_cases import NotPossible, use_case


@use_case("plans.split_step", on="step")
def split_step(*, by: Viewer, step: Step, first: str, then: str) -> Step:
    """Make two smaller steps of one; returns the first."""
    _ladder(step).filter(order__gt=step.order).update(order=F("order") + 1)
    Step.objects.create(
        person_id=step.person_id, goal_id=step.goal_id, words=said(then), order=step.order + 1, made_at=now()
    )
    step.words = said(first)
    step.save()
    return step


@use_case("plans.join_step", on="step")
def join_step(*, by: Viewer, step: Step) -> Step:
    """Make one step of this and the next."""
    following = _ladder(step).filter(order__gt=step.order, removed_at=None).order_by("order").first()
    if following is None:
        raise NotPossible(_("There is no step after this one to join it with."))
    step.words = f"{step.words}, {following.words}"
    step.save()
    following.removed_at = now()
    following.save(update_fields=["removed_at"])
    return step


@use_case("plans.move_step", on="step")
def move_step(*, by: Viewer, step: Step, up: bool) -> Step:
    """Put the step before or after the next one of its ladder."""
    others = _ladder(step).filter(removed_at=None)
    before = others.filter(order__lt=step.order).order_by("-order").first()
    after = others.filter(order__gt=step.order).order_by("order").first()
    other = before if up else after
    if other:
        step.order, other.order = other.order, step.order
        step.save(update_fields=["order"])
        other.save(update_fields=["order"])
    return step


def _ladder(step: Step) -> QuerySet[Step]:
    return Step.objects.filter(person_id=step.person_id, goal=step.goal)

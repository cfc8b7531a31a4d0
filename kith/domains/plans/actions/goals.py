"""Hopes: said, changed, put in order, hidden, let go and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kith.domains.plans.models import Goal
from kith.domains.plans.words import said
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.use_cases import note, use_case

if TYPE_CHECKING:
    from kith.domains.people.models import Person


@use_case("plans.add_goal", on="person")
def add_goal(
    *, by: Viewer, person: Person, words: str, area: str = "", own_area: str = "", importance: int | None = None
) -> Goal:
    """Say a hope in one's own words."""
    last = Goal.objects.filter(person_id=person.pk).order_by("-order").first()
    return Goal.objects.create(
        person=person,
        words=said(words),
        area=area,
        own_area=own_area or None,
        importance=importance,
        order=last.order + 1 if last else 0,
        made_at=now(),
    )


@use_case("plans.change_goal", on="goal")
def change_goal(
    *, by: Viewer, goal: Goal, words: str, area: str = "", own_area: str = "", importance: int | None = None
) -> Goal:
    """Say the hope differently."""
    goal.words, goal.area, goal.own_area, goal.importance = said(words), area, own_area or None, importance
    goal.save()
    return goal


@use_case("plans.hide_goal", on="goal")
def hide_goal(*, by: Viewer, goal: Goal) -> Goal:
    """Keep a hope, and its ladder, to oneself."""
    goal.is_hidden = True
    goal.save(update_fields=["is_hidden"])
    return goal


@use_case("plans.show_goal", on="goal")
def show_goal(*, by: Viewer, goal: Goal) -> Goal:
    """Let the hope be seen again by whoever helps with the plan."""
    goal.is_hidden = False
    goal.save(update_fields=["is_hidden"])
    return goal


@use_case("plans.move_goal", on="goal")
def move_goal(*, by: Viewer, goal: Goal, up: bool) -> Goal:
    """Put the hope before or after the next one."""
    others = Goal.objects.visible_to(by).filter(removed_at=None)
    before = others.filter(order__lt=goal.order).order_by("-order").first()
    after = others.filter(order__gt=goal.order).order_by("order").first()
    other = before if up else after
    if other:
        goal.order, other.order = other.order, goal.order
        goal.save(update_fields=["order"])
        other.save(update_fields=["order"])
    return goal


@use_case("plans.remove_goal", on="goal")
def remove_goal(*, by: Viewer, goal: Goal) -> Goal:
    """Let a hope go, with its ladder; it can be brought back."""
    goal.removed_at = now()
    goal.save(update_fields=["removed_at"])
    note(steps=goal.steps.count())
    return goal


@use_case("plans.bring_back_goal", on="goal")
def bring_back_goal(*, by: Viewer, goal: Goal) -> Goal:
    """Bring back a hope that was let go."""
    goal.removed_at = None
    goal.save(update_fields=["removed_at"])
    return goal

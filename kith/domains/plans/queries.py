"""The plan as its person sees it: next steps, ladders, what waits for an answer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from kith.domains.plans.models import Goal, Step, StepState
from kith.kernel.sealed import unlock

if TYPE_CHECKING:
    from kith.kernel.access import Viewer

NEW_AT_ONCE = 3
OPEN = Q(removed_at=None) & ~Q(state__in=[StepState.DID_IT, StepState.CHANGED_MY_MIND])
TAKEN_UP = Q(suggested_by=None) | Q(accepted_at__isnull=False)


@dataclass(frozen=True)
class Ladder:
    """A hope with its steps, lowest first."""

    goal: Goal
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Plan:
    """Everything on the plan's page."""

    steps: tuple[Step, ...]
    ladders: tuple[Ladder, ...]
    done: tuple[Step, ...]
    suggested: tuple[Step, ...]
    let_go: tuple[Goal, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.steps or self.ladders or self.done or self.suggested)

    @property
    def open_count(self) -> int:
        """How many steps are still to do or being tried, on ladders or not."""
        return len(self.steps) + sum(1 for ladder in self.ladders for s in ladder.steps if s.state in _STILL_OPEN)


_STILL_OPEN = {StepState.NOT_YET, StepState.TRYING}


def plan(viewer: Viewer) -> Plan:
    """The viewer's plan (or that of the person they act for), in three queries however long it is."""
    goals = list(Goal.objects.visible_to(viewer).order_by("order"))
    steps = list(
        Step.objects.visible_to(viewer)
        .filter(removed_at=None)
        .filter(Q(goal=None) | Q(goal__removed_at=None))
        .select_related("listing", "suggested_by")
        .order_by("order", "made_at")
    )
    unlock([*goals, *steps, *[s.suggested_by for s in steps if s.suggested_by]])
    taken_up = [s for s in steps if s.suggested_by_id is None or s.accepted_at]
    alone = [s for s in taken_up if s.goal_id is None]
    return Plan(
        steps=tuple(s for s in alone if s.state in _STILL_OPEN),
        ladders=tuple(
            Ladder(g, tuple(s for s in taken_up if s.goal_id == g.pk)) for g in goals if g.removed_at is None
        ),
        done=tuple(s for s in alone if s.state not in _STILL_OPEN),
        suggested=tuple(s for s in steps if s.suggested_by_id and not s.accepted_at),
        let_go=tuple(g for g in goals if g.removed_at),
    )


def next_steps(viewer: Viewer, limit: int = NEW_AT_ONCE) -> list[Step]:
    """The steps that come next, soonest first; for the home page."""
    rows = list(
        Step.objects.visible_to(viewer)
        .filter(OPEN, TAKEN_UP)
        .filter(Q(goal=None) | Q(goal__removed_at=None))
        .select_related("listing")
        .order_by("first_on", "order", "made_at")[:limit]
    )
    unlock(rows)
    return rows


def open_steps_count(viewer: Viewer) -> int:
    """How many steps are open now, to ask kindly before a fourth (R004-37)."""
    return Step.objects.visible_to(viewer).filter(OPEN, TAKEN_UP).count()


def step(viewer: Viewer, step_id: uuid.UUID) -> Step | None:
    """One step, also one taken out of the plan (so that it can be brought back)."""
    return Step.objects.visible_to(viewer).select_related("listing", "goal").filter(pk=step_id).first()


def open_step_for(viewer: Viewer, listing_id: uuid.UUID) -> Step | None:
    """The step that already stands in the plan for a thing to do."""
    return Step.objects.visible_to(viewer).filter(OPEN, listing_id=listing_id).first()


def listings_in_plan(viewer: Viewer) -> list[uuid.UUID]:
    """The things to do that open steps stand for."""
    rows = Step.objects.visible_to(viewer).filter(OPEN, TAKEN_UP, listing__isnull=False)
    return list(rows.values_list("listing_id", flat=True))


def goal(viewer: Viewer, goal_id: uuid.UUID) -> Goal | None:
    """One hope, also one that was let go."""
    return Goal.objects.visible_to(viewer).filter(pk=goal_id).first()

"""What the plan keeps about a person: handed out whole, erased whole."""

import uuid
from typing import Any

from kith.domains.plans.models import Goal, Step
from kith.kernel.records import records
from kith.kernel.sealed import unlock


def everything_about(person_id: uuid.UUID) -> dict[str, Any]:
    """All hopes and steps, also those let go or hidden."""
    goals = list(Goal.objects.filter(person_id=person_id).order_by("order"))
    steps = list(Step.objects.filter(person_id=person_id).select_related("listing").order_by("order", "made_at"))
    unlock([*goals, *steps])
    return {"hopes": [_goal(g) for g in goals], "steps": [_step(s) for s in steps]}


def erase(person_id: uuid.UUID) -> None:
    """The plan is the person's own: nothing of it is kept."""
    Step.objects.filter(person_id=person_id).delete()
    Goal.objects.filter(person_id=person_id).delete()


def register() -> None:
    """Take part in downloads and erasure."""
    records.register("plans", everything_about=everything_about, erase=erase, models=[Goal, Step])


def _goal(goal: Goal) -> dict[str, Any]:
    return {
        "id": str(goal.pk),
        "words": goal.words,
        "about": goal.own_area or goal.area,
        "importance": goal.importance,
        "hidden": goal.is_hidden,
        "said_on": goal.made_at.date().isoformat(),
        "let_go": goal.removed_at is not None,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "hope": str(step.goal_id) if step.goal_id else None,
        "words": step.words,
        "state": step.state,
        "first_day": step.first_on.isoformat() if step.first_on else None,
        "company": step.company,
        "with_whom": step.with_whom,
        "easier_with": step.support_words,
        "confidence": step.confidence,
        "how_it_went": step.how_it_went,
        "in_the_way": step.in_the_way,
        "place": step.listing.name if step.listing else None,
        "suggested": step.suggested_by_id is not None,
        "taken_out": step.removed_at is not None,
    }

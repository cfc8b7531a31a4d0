"""How the plan is shown."""

from kith.domains.plans.views.goals import change_goal, do_with_goal, new_goal
from kith.domains.plans.views.plan import plan, print_plan
from kith.domains.plans.views.steps import (
    change_step,
    do_with_step,
    new_step,
    split_step,
    step,
    step_from_idea,
    suggest_step,
)

__all__ = [
    "change_goal",
    "change_step",
    "do_with_goal",
    "do_with_step",
    "new_goal",
    "new_step",
    "plan",
    "print_plan",
    "split_step",
    "step",
    "step_from_idea",
    "suggest_step",
]

"""What can be done with a plan."""

from kith.domains.plans.actions.goals import (
    add_goal,
    bring_back_goal,
    change_goal,
    hide_goal,
    move_goal,
    remove_goal,
    show_goal,
)
from kith.domains.plans.actions.ladder import join_step, move_step, split_step
from kith.domains.plans.actions.steps import (
    accept_step,
    add_step,
    bring_back_step,
    change_step,
    decline_step,
    remove_step,
    say_how_it_went,
    suggest_step,
)

__all__ = [
    "accept_step",
    "add_goal",
    "add_step",
    "bring_back_goal",
    "bring_back_step",
    "change_goal",
    "change_step",
    "decline_step",
    "hide_goal",
    "join_step",
    "move_goal",
    "move_step",
    "remove_goal",
    "remove_step",
    "say_how_it_went",
    "show_goal",
    "split_step",
    "suggest_step",
]

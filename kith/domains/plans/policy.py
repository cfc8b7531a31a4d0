"""Who may do what with a plan: the person, and staff who act for them."""

from typing import Any

from kith.domains.people.queries import acts_for_owner, is_self, works_with
from kith.kernel.access import Policy, Viewer, predicate


@predicate("they work with the person, who decides whether to take it up")
def works_with_owner(viewer: Viewer, thing: Any) -> bool:
    """A worker of the person, by themselves or while acting for them."""
    return viewer.is_staff and works_with(viewer, thing.pk)


@predicate("the goal is not hidden")
def is_shown(viewer: Viewer, thing: Any) -> bool:
    """Neither the goal nor the goal the step belongs to is hidden."""
    goal = getattr(thing, "goal", thing)
    return not getattr(goal, "is_hidden", False)


owns = is_self | (acts_for_owner & is_shown)

POLICY = Policy(
    "plans",
    {
        "add_goal": owns,
        "change_goal": owns,
        "hide_goal": is_self,
        "show_goal": is_self,
        "move_goal": owns,
        "remove_goal": owns,
        "bring_back_goal": owns,
        "add_step": owns,
        "change_step": owns,
        "say_how_it_went": owns,
        "split_step": owns,
        "join_step": owns,
        "move_step": owns,
        "remove_step": owns,
        "bring_back_step": owns,
        "suggest_step": works_with_owner,
        "accept_step": owns,
        "decline_step": owns,
    },
)

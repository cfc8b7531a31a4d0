"""Who may do what with a map: the person whose it is, and staff who do it for them."""

from typing import Any

from kith.domains.people.queries import acts_for_owner, is_self, works_with
from kith.kernel.access import Policy, Viewer, predicate


@predicate("it is for themselves, or for a person they work with and who takes part")
def begins_own(viewer: Viewer, _thing: Any) -> bool:
    """Before there is a map, it is about the person the viewer is or acts for."""
    if viewer.on_behalf_of is not None:
        return works_with(viewer, viewer.subject)
    return viewer.is_member


_OWN = is_self | acts_for_owner

POLICY = Policy(
    "network",
    {
        "start_map": begins_own,
        "add_tie": _OWN,
        "change_tie": _OWN,
        "move_tie": _OWN,
        "remove_tie": _OWN,
        "undo": _OWN,
        "reflect": _OWN,
        "finish": _OWN,
        "look_for_ideas": begins_own,
    },
)

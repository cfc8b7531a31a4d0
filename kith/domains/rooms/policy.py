"""Who may do what in the rooms."""

from kith.domains.rooms.predicates import is_inside
from kith.kernel.access import Policy

POLICY = Policy(
    "rooms",
    {
        # Doors
        "enter": is_inside,
        "show_oneself": is_inside,
        "agree": is_inside,
    },
)

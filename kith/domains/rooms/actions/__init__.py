"""What can be done in the rooms."""

# Doors
from kith.domains.rooms.actions.doors import agree, enter, show_oneself

__all__ = [
    "agree",
    "enter",
    "show_oneself",
]

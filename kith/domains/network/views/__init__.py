"""How the map and what belongs to it are shown."""

from kith.domains.network.views.board import circle, finish, map_page, privacy, removal, tie, ties, undo
from kith.domains.network.views.paper import paper
from kith.domains.network.views.reflect import reflect, reflect_on

__all__ = [
    "circle",
    "finish",
    "map_page",
    "paper",
    "privacy",
    "reflect",
    "reflect_on",
    "removal",
    "tie",
    "ties",
    "undo",
]

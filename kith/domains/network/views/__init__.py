"""How the map and what belongs to it are shown."""

from kith.domains.network.views.board import circle, finish, map_page, privacy, removal, tie, ties, undo
from kith.domains.network.views.ideas import for_me_again, ideas, not_for_me
from kith.domains.network.views.paper import paper
from kith.domains.network.views.reflect import reflect, reflect_on
from kith.domains.network.views.what_matters import forget, what_matters, what_matters_part

__all__ = [
    "circle",
    "finish",
    "for_me_again",
    "forget",
    "ideas",
    "map_page",
    "not_for_me",
    "paper",
    "privacy",
    "reflect",
    "reflect_on",
    "removal",
    "tie",
    "ties",
    "undo",
    "what_matters",
    "what_matters_part",
]

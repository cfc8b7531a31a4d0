"""What upper floors offer on pages that lower floors draw."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kith.kernel.access import Viewer


@dataclass(frozen=True)
class CardAction:
    """One thing that may be done with a thing to do: a form that posts to this address."""

    label: Callable[[], str]
    address: Callable[[uuid.UUID], str]
    is_for: Callable[[Viewer], bool]


card_actions: list[CardAction] = []

already_chosen: list[Callable[[Viewer], Iterable[uuid.UUID]]] = []
"""The things to do that somebody has taken up by now: they need no suggestion."""


@dataclass(frozen=True)
class SharedPage:
    """A page of a person's own that staff may fill in with them."""

    label: Callable[[], str]
    name: str


shared_pages: list[SharedPage] = []


@dataclass(frozen=True)
class Doorway:
    """A way from a page of a lower floor to one of an upper floor; drawn for those whom it is for."""

    label: Callable[[], str]
    about: Callable[[], str]
    name: str
    is_for: Callable[[Viewer], bool]


own_doorways: list[Doorway] = []
"""On one's own page ("You"): pages without arguments."""

person_doorways: list[Doorway] = []
"""On the page of a person that staff work with: pages whose one argument is `person_id`."""


def doorways_for(viewer: Viewer, doorways: Iterable[Doorway]) -> list[Doorway]:
    """Those that lead somewhere for this viewer."""
    return [one for one in doorways if one.is_for(viewer)]

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

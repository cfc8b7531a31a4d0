"""The port through which everything about a person is found and, where the law allows, erased."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Holding:
    """What one domain keeps about people: how to hand it out and how to erase it."""

    domain: str
    everything_about: Callable[[uuid.UUID], dict[str, Any]]
    erase: Callable[[uuid.UUID], None]
    models: tuple[type[models.Model], ...]


class Records:
    """Each domain registers its holding; the download and the closing of an account ask them all."""

    def __init__(self) -> None:
        self._holdings: dict[str, Holding] = {}

    def register(
        self,
        domain: str,
        *,
        everything_about: Callable[[uuid.UUID], dict[str, Any]],
        erase: Callable[[uuid.UUID], None],
        models: list[type[models.Model]],
    ) -> None:
        """Say what the domain holds; `models` are all its tables with a person in them (a house test checks)."""
        self._holdings[domain] = Holding(domain, everything_about, erase, tuple(models))

    def __iter__(self) -> Iterator[Holding]:
        return iter(self._holdings.values())

    def everything_about(self, person_id: uuid.UUID) -> dict[str, Any]:
        """All that is kept about the person, by domain, as plain JSON values."""
        return {h.domain: h.everything_about(person_id) for h in self}

    def erase(self, person_id: uuid.UUID) -> None:
        """Erase what may be erased, the upper floors first."""
        for holding in reversed(list(self)):
            holding.erase(person_id)


records = Records()

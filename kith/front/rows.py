"""One row of the team's queue."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kith.kernel.clock import now


@dataclass(frozen=True)
class Row:
    """What waits: who or what, what we promised, by when, and the one thing to press."""

    what: str
    promise: str
    due_at: dt.datetime | None
    href: str
    button: str

    @property
    def is_late(self) -> bool:
        return self.due_at is not None and self.due_at < now()

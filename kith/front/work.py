"""The team's queue: one limited query of each domain, the oldest promise first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kith.kernel.access import Viewer
from kith.kernel.clock import now

MOST = 50


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


def queue(viewer: Viewer) -> list[Row]:
    """Everything that waits for this viewer, oldest promise first; what has no date comes last."""
    rows = [row for source in SOURCES for row in source(viewer)]
    far = dt.datetime.max.replace(tzinfo=dt.UTC)
    return sorted(rows, key=lambda row: row.due_at or far)[:MOST]


SOURCES: list = []

"""What happened in the rooms that others may want to hear: ids only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PostAppeared:
    """A post can be seen by those whose room it is: written, released, or moved there."""

    post_id: str

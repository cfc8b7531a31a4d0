"""Where things stand in the rooms, for whoever links to them."""

from __future__ import annotations

import uuid

from django.urls import reverse

from kith.domains.rooms.queries.topics import page_of


def address(slug: str, topic_id: uuid.UUID, seq: int) -> str:
    """Where a post stands: the page of its topic that holds it, and its place there."""
    start = page_of(seq)
    page = f"?from={start}" if start else ""
    return f"{reverse('rooms:topic', args=[slug, topic_id])}{page}#p{seq}"

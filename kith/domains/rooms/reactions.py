"""What the rooms do by themselves, a little later."""

from __future__ import annotations

import uuid

from kith.domains.rooms.actions import tell_followers
from kith.domains.rooms.events import PostAppeared
from kith.kernel.access import system
from kith.kernel.events import hears

DOORBELL = system("rooms tell of something new")


@hears(PostAppeared)
def ring(event: PostAppeared) -> None:
    """Tell those who follow the topic."""
    tell_followers(by=DOORBELL, post_id=uuid.UUID(event.post_id))

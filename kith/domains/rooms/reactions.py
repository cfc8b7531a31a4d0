"""What the rooms do by themselves, a little later."""

from __future__ import annotations

import uuid

from kith.domains.rooms.actions import forget_old, remind_of_welcomes, tell_followers
from kith.domains.rooms.events import PostAppeared
from kith.kernel.access import system
from kith.kernel.events import hears
from kith.kernel.jobs import every

DOORBELL = system("rooms tell of something new")
BROOM = system("rooms forget what is old")


@hears(PostAppeared)
def ring(event: PostAppeared) -> None:
    """Tell those who follow the topic."""
    tell_followers(by=DOORBELL, post_id=uuid.UUID(event.post_id))


@every("*/10 * * * *", "rooms.remind_of_welcomes")
def remind() -> None:
    """Every ten minutes: first words that nobody has answered, and whose time is nearly up, or over."""
    remind_of_welcomes(by=DOORBELL)


@every("20 3 * * *", "rooms.forget_old")
def sweep() -> None:
    """Let go of what has been kept long enough."""
    forget_old(by=BROOM)

"""Three members of the story who chat while somebody watches: only in a demo, and the room says it is a script."""

from __future__ import annotations

import asyncio
import itertools
import random
import uuid
from typing import TYPE_CHECKING, Any

import structlog

from kith.domains.people.queries import viewer_of_person
from kith.domains.rooms.queries.seats import Seat, seat
from kith.front.demo.story import person_id, story

if TYPE_CHECKING:
    from collections.abc import Callable

    from kith.kernel.live import Live

ROOM = "living-room"
PAUSE_SECONDS = (9.0, 25.0)
log = structlog.get_logger("kith.demo")


class Heartbeat:
    """Says the next line of the script every now and then, as long as a page of the room is open."""

    def __init__(self, live: Live, say: Callable[[Seat, str, uuid.UUID], Any]) -> None:
        self._live, self._say = live, say
        lines: list[dict[str, str]] = story(f"rooms/{ROOM}")["heartbeat"]
        self._lines = itertools.cycle(lines)

    async def beat(self) -> None:
        """Run until cancelled."""
        while True:
            await asyncio.sleep(random.uniform(*PAUSE_SECONDS))  # noqa: S311 - a pause, no secret
            if self._live.is_open:
                try:
                    await self._next()
                except Exception:  # a demo reset meanwhile, or somebody who was asked for a break: it goes on
                    log.warning("demo.heartbeat_missed", exc_info=True)

    async def _next(self) -> None:
        line = next(self._lines)
        found = await self._live.ask(_seat_of, line["by"])
        if found is not None and self._live.registry.of(f"room:{found.room_id}"):
            await asyncio.wrap_future(self._say(found, line["body"], uuid.uuid4()))


def _seat_of(key: str) -> Seat | None:
    return seat(viewer_of_person(person_id(key), "member"), ROOM)

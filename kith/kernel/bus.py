"""Live wake-ups between processes: a topic and a key, never words. A lost one heals at the next."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import psycopg
import structlog
from django.db import connection

log = structlog.get_logger("kith.bus")
CHANNEL = "kith"
ASK_EVERY_SECONDS, ANSWER_WITHIN_SECONDS, TRY_AGAIN_SECONDS = 5.0, 3.0, 0.5
_NOT_LIBPQ = {"context", "cursor_factory", "prepare_threshold", "server_side_binding", "autocommit"}


def tell(topic: str, key: str = "") -> None:
    """Wake whoever listens to this topic once the running transaction commits.

    Topics: `room:<room id>` (key: last seq), `desk:<team id>` (key: a case's id), `doors:<person id>` (keys changed).
    The database itself tells `visit:<digest of the session key>` when a visit has ended.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{topic} {key}"])


class Ear:
    """The one connection of this process that listens; nobody who waits for news has one of their own."""

    def __init__(self, hear: Callable[[str, str], None], lost: Callable[[], None]) -> None:
        self._hear, self._lost = hear, lost
        self.is_open = False

    async def listen(self) -> None:
        """Until cancelled; when the connection is lost everybody is told at once, and it is made again."""
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError, TimeoutError) as error:
                log.warning("bus.lost", error=type(error).__name__)
            finally:
                self.is_open = False
                self._lost()
            await asyncio.sleep(TRY_AGAIN_SECONDS)

    async def _listen(self) -> None:
        async with asyncio.timeout(ANSWER_WITHIN_SECONDS):
            own = await psycopg.AsyncConnection.connect(**_address(), autocommit=True)
        try:
            await own.execute(f"LISTEN {CHANNEL}")
            self.is_open = True
            while True:
                async for told in own.notifies(timeout=ASK_EVERY_SECONDS):
                    topic, _, key = told.payload.partition(" ")
                    self._hear(topic, key)
                # A line that was cut without a word looks like silence: ask whether anybody is there.
                async with asyncio.timeout(ANSWER_WITHIN_SECONDS):
                    await own.execute("SELECT 1")
        finally:
            await own.close()


def _address() -> dict[str, Any]:
    return {name: value for name, value in connection.get_connection_params().items() if name not in _NOT_LIBPQ}

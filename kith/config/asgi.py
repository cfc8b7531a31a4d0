"""The web process: Django's pages, streams beside them and, in a demo, the worker and the sealer."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import uuid
import warnings
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import Future
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application

from kith.config.database import share_connections
from kith.config.production import ask_server
from kith.kernel.live import live

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

# In a demo the few static files come through Django; in a service the proxy in front serves them (docs/running.md).
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
_django = get_asgi_application()

# Models exist only from here on.
from kith.domains.rooms.queries.seats import Seat  # noqa: E402
from kith.domains.rooms.speaking import Answer, Spoken  # noqa: E402
from kith.domains.rooms.streams import LivingRoom  # noqa: E402
from kith.front.streams import Desk  # noqa: E402

rooms, desk = LivingRoom(live), Desk(live)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Own the process's life, hand streams to those who answer them; everything else is Django's."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif ours := live.answers(scope):
        answer, found = ours
        await answer(scope, receive, send, found)
    else:
        await _django(scope, receive, send)  # type: ignore[arg-type]


async def _live(receive: Receive, send: Send) -> None:
    tasks: list[asyncio.Task[None]] = []
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            share_connections()
            if settings.IS_PRODUCTION:
                await sync_to_async(ask_server)()
            tasks.append(asyncio.create_task(live.run()))
            rooms.scribe.begin()
            _end_streams_first(asyncio.get_running_loop())
            if settings.KITH_DEMO:
                from kith.front.demo.heartbeat import Heartbeat

                tasks.append(asyncio.create_task(Heartbeat(live, _say).beat()))
            if settings.KITH_WORKER_INSIDE:
                from kith.config.worker import work

                tasks.append(asyncio.create_task(work()))
            await send({"type": "lifespan.startup.complete"})
        else:
            live.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await asyncio.to_thread(rooms.scribe.stop)
            await send({"type": "lifespan.shutdown.complete"})
            return


def _say(seat: Seat, words: str, sent_key: uuid.UUID) -> Future[Answer]:
    return rooms.scribe.take(Spoken(seat=seat, words=words, sent_key=sent_key))


def _end_streams_first(loop: asyncio.AbstractEventLoop) -> None:
    """The server waits for open answers before it tells us that it ends, so we hear the signal ourselves."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        servers_own = signal.getsignal(number)

        def end(given: int, frame: Any, servers_own: Any = servers_own) -> None:
            loop.call_soon_threadsafe(live.close)
            if callable(servers_own):
                servers_own(given, frame)

        signal.signal(number, end)

"""The web process: Django's pages and, in a demo, the worker and the sealer beside them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import warnings
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application

from kith.config.production import ask_server

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

# In a demo the few static files come through Django; in a service the proxy in front serves them (docs/running.md).
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
_django = get_asgi_application()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Own the process's life; everything else is Django's."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    else:
        await _django(scope, receive, send)  # type: ignore[arg-type]


async def _live(receive: Receive, send: Send) -> None:
    inside: asyncio.Task[None] | None = None
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            if settings.IS_PRODUCTION:
                await sync_to_async(ask_server)()
            if settings.KITH_WORKER_INSIDE:
                from kith.config.worker import work

                inside = asyncio.create_task(work())
            await send({"type": "lifespan.startup.complete"})
        else:
            if inside:
                inside.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await inside
            await send({"type": "lifespan.shutdown.complete"})
            return

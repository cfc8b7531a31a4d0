"""The live part of a web process: addresses whose answers stay open, and what wakes them (foundations.md, 3).

It stands beside Django. Whoever may not listen gets what an address that leads nowhere gets; a process whose ear is
shut lets nobody listen, for it could not tell them that their door has closed.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

import structlog
from django.conf import settings
from django.db import close_old_connections
from django.http import parse_cookie

from kith.kernel.bus import Ear
from kith.kernel.clock import now
from kith.kernel.pages import Audience
from kith.kernel.streams import HEADERS, STILL_HERE, Receive, Registry, Send

P = ParamSpec("P")
T = TypeVar("T")
Scope = MutableMapping[str, Any]
Answerer = Callable[[Scope, Receive, Send, re.Match[str]], Awaitable[None]]
log = structlog.get_logger("kith.live")
CLOSES = ("doors", "visit")
SWEEP_EVERY_SECONDS, SAY_SOMETHING_EVERY = 5.0, 4


class Live:
    """What this process knows of its readers, and how it hears of news."""

    def __init__(self) -> None:
        self.registry = Registry()
        self.audiences: dict[tuple[str, str], Audience] = {}
        self._routes: list[tuple[str, re.Pattern[str], Answerer]] = []
        self._hearers: dict[str, list[Callable[[str, str], None]]] = {}
        self._sweepers: list[Callable[[], Awaitable[None]]] = []
        self._doors = ThreadPoolExecutor(4, thread_name_prefix="door")
        self._ear = Ear(self._hear, self.registry.close_all)
        self.is_closing = False

    @property
    def is_open(self) -> bool:
        """Whether somebody may begin to listen now."""
        return self._ear.is_open and not self.is_closing

    def route(self, method: str, pattern: str, answer: Answerer, audience: Audience) -> None:
        """Answer this address here and not in Django, for these viewers. `pattern` is written without a language."""
        self._routes.append((method, re.compile(rf"(?:/cy)?{pattern}"), answer))
        self.audiences[method, pattern] = audience

    def hears(self, kind: str, function: Callable[[str, str], None]) -> None:
        """Be told of every topic of this kind (the word before the colon), with its key."""
        self._hearers.setdefault(kind, []).append(function)

    def often(self, function: Callable[[], Awaitable[None]]) -> None:
        """Do this every few seconds: it heals what a lost wake-up left behind."""
        self._sweepers.append(function)

    def answers(self, scope: Scope) -> tuple[Answerer, re.Match[str]] | None:
        """Who answers this address, when it is one of ours."""
        if scope["type"] == "http":
            for method, pattern, answer in self._routes:
                found = pattern.fullmatch(scope["path"]) if scope["method"] == method else None
                if found:
                    return answer, found
        return None

    async def ask(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Let a thread of our own ask the database; Django's threads are for pages."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._doors, lambda: _asked(function, *args, **kwargs))

    async def run(self) -> None:
        """Listen and sweep until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._ear.listen())
            group.create_task(self._sweep())

    def close(self) -> None:
        """The process ends: let every reader go, for the server waits for them."""
        self.is_closing = True
        self.registry.close_all()

    def _hear(self, topic: str, key: str) -> None:
        kind = topic.partition(":")[0]
        if kind in CLOSES:
            self.registry.close(topic)
        for hearer in self._hearers.get(kind, ()):
            hearer(topic, key)

    async def _sweep(self) -> None:
        turn = 0
        while True:
            await asyncio.sleep(SWEEP_EVERY_SECONDS)
            turn += 1
            at = now().timestamp()
            for stream in list(self.registry.all):
                if stream.check_at and stream.check_at <= at:
                    stream.close()  # it comes back and is asked at the door again
                elif turn % SAY_SOMETHING_EVERY == 0:
                    stream.push(STILL_HERE)
            for function in self._sweepers:
                try:
                    await function()
                except Exception:
                    log.exception("live.sweep_failed")
                    self.registry.close_all()


def _asked(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    close_old_connections()
    try:
        return function(*args, **kwargs)
    finally:
        close_old_connections()


async def turn_away(send: Send) -> None:
    """Not now, but soon: an empty stream, for a browser that gets anything else never asks again by itself."""
    await send({"type": "http.response.start", "status": 200, "headers": list(HEADERS)})
    await send({"type": "http.response.body", "body": b"retry: 1000\n\n"})


def visit_key_of(scope: Scope) -> str:
    """The key of the visit that came along."""
    cookies = b"; ".join(value for name, value in scope["headers"] if name == b"cookie")
    return parse_cookie(cookies.decode("latin-1")).get(settings.SESSION_COOKIE_NAME, "")


async def answer_plainly(send: Send, status: int, body: bytes = b"", kind: bytes = b"text/html; charset=utf-8") -> None:
    """A short answer that ends."""
    headers = [(b"content-type", kind), (b"cache-control", b"no-store"), (b"x-robots-tag", b"noindex, nofollow")]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, _length(body)]})
    await send({"type": "http.response.body", "body": body})


def _length(body: bytes) -> tuple[bytes, bytes]:
    return b"content-length", str(len(body)).encode()


async def read_body(receive: Receive, most: int) -> bytes | None:
    """What was sent; None when it is too much or the sender went away."""
    body: bytes = b""
    while True:
        part = await receive()
        if part["type"] == "http.disconnect":
            return None
        body += part.get("body", b"")
        if len(body) > most:
            return None
        if not part.get("more_body"):
            return body


@contextlib.asynccontextmanager
async def running(live: Live) -> Any:
    """Run it beside something else."""
    task = asyncio.create_task(live.run())
    try:
        yield live
    finally:
        live.close()
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


live = Live()

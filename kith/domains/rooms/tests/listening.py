"""A browser for tests that listens to the living room and speaks there, without a server in between."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import uuid
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

from django.conf import settings
from django.db import connections
from django.middleware.csrf import get_token
from django.test import RequestFactory

from kith.domains.rooms.streams import LivingRoom
from kith.kernel.live import Live, running

PATIENCE = 10


def played(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Run an asynchronous test in a loop of its own."""

    @functools.wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        asyncio.run(test(*args, **kwargs))

    return run


@contextlib.asynccontextmanager
async def house() -> AsyncIterator[tuple[Live, LivingRoom]]:
    """One process: its ear open, its scribe ready."""
    live = Live()
    rooms = LivingRoom(live)
    kept = connections.settings["default"]["CONN_MAX_AGE"]
    connections.settings["default"]["CONN_MAX_AGE"] = 0  # no thread keeps hold of the test's database
    try:
        async with running(live):
            await until(lambda: live.is_open)
            yield live, rooms
            await asyncio.to_thread(rooms.scribe.stop)
    finally:
        connections.settings["default"]["CONN_MAX_AGE"] = kept


async def until(holds: Any) -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await asyncio.sleep(0.005)


class Browser:
    """One signed-in browser; `events` are what its stream was told, in order."""

    def __init__(self, live: Live, session_key: str) -> None:
        self.live, self.session_key = live, session_key
        self.events: list[tuple[str, int | None, Any]] = []
        self.sent: list[Any] = []
        self.status = 0
        self.is_closed = asyncio.Event()
        self.is_stalled = False
        self._unstall = asyncio.Event()
        self._gone = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def lines(self) -> list[int]:
        return [data["seq"] for kind, _seq, data in self.events if kind == "message"]

    @property
    def words(self) -> list[str | None]:
        return [data.get("words") for kind, _seq, data in self.events if kind == "message"]

    @property
    def kinds(self) -> list[str]:
        return [kind for kind, _seq, _data in self.events]

    @property
    def last(self) -> int | None:
        return next((seq for _kind, seq, _data in reversed(self.events) if seq is not None), None)

    async def listen(self, after: int | None = None, *, slug: str = "living-room") -> Browser:
        """Open the stream and wait until it stands, or was refused."""
        self.is_closed.clear()
        self._gone.clear()
        begun = len(self.events)
        self._task = asyncio.create_task(self._listen(after, slug))
        await until(lambda: self._task.done() or "here" in self.kinds[begun:])
        return self

    async def leave(self) -> None:
        self._gone.set()
        if self._task:
            await asyncio.wait_for(self._task, PATIENCE)

    async def say(self, words: str, **more: Any) -> dict[str, Any]:
        """Send a line as the page's script does."""
        answers: list[Any] = []
        body = json.dumps({"words": words, "key": str(uuid.uuid4()), **more}).encode()
        scope = self._scope("POST", "/rooms/living-room/lines", headers=self._token())
        answer, found = self.live.answers(scope)  # type: ignore[misc]

        async def receive() -> Any:
            return {"type": "http.request", "body": body}

        async def send(message: Any) -> None:
            answers.append(message)

        await answer(scope, receive, send, found)
        text = answers[1].get("body", b"")
        return {"status": answers[0]["status"], **(json.loads(text) if answers[0]["status"] == 200 else {})}

    async def _listen(self, after: int | None, slug: str) -> None:
        headers = [] if after is None else [(b"last-event-id", str(after).encode())]
        scope = self._scope("GET", f"/rooms/{slug}/stream", headers=headers)
        answer, found = self.live.answers(scope)  # type: ignore[misc]
        try:
            await answer(scope, self._receive, self._send, found)
        finally:
            self.is_closed.set()

    async def _receive(self) -> Any:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if self.is_stalled:
            await self._unstall.wait()
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.sent.append(message)
            self._hear(message.get("body", b"").decode())

    def _hear(self, text: str) -> None:
        for block in filter(None, text.split("\n\n")):
            fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line and line[0] != ":")
            if "data" in fields:
                seq = int(fields["id"]) if "id" in fields else None
                self.events.append((fields.get("event", "message"), seq, json.loads(fields["data"])))

    def _scope(self, method: str, path: str, *, headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
        cookie = f"{settings.SESSION_COOKIE_NAME}={self.session_key}"
        for name, value in headers:
            cookie += f"; {settings.CSRF_COOKIE_NAME}={value.decode()}" if name == b"x-csrftoken" else ""
        return {
            "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b"",
            "scheme": "http", "http_version": "1.1", "server": ("testserver", 80), "client": ("127.0.0.1", 1),
            "headers": [(b"host", b"testserver"), (b"cookie", cookie.encode()), *headers],
        }  # fmt: skip

    def _token(self) -> list[tuple[bytes, bytes]]:
        request = RequestFactory().get("/")
        get_token(request)
        token = request.META["CSRF_COOKIE"].encode()
        return [(b"x-csrftoken", token), (b"origin", b"http://testserver"), (b"content-type", b"application/json")]

"""Streams: answers that stay open, through which a process tells its readers what is new.

A stream is written to by hand, without a task of its own: one message for all, encoded once, the same bytes for each.
Who reads too slowly is cut off, so that nobody else waits. Streams live beside Django, in the event loop.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Generator, Iterable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MOST_BYTES = 192 * 1024  # beside what the server's own buffer holds: 256 KiB in all
LONGEST_STALL_SECONDS = 10.0
LAST_WORDS_SECONDS = 1.0
HEADERS = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-robots-tag", b"noindex, nofollow"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


def message(event: bytes) -> Message:
    """What the server is handed; made once and given to every stream."""
    return {"type": "http.response.body", "body": event, "more_body": True}


def event(data: str, *, kind: str = "", seq: int | None = None) -> bytes:
    """One event as the browser reads it. `data` is one line (JSON); with `seq` a reconnect begins after it."""
    head = (f"event: {kind}\n" if kind else "") + (f"id: {seq}\n" if seq is not None else "")
    return f"{head}data: {data}\n\n".encode()


COME_BACK_MS = 1000
STILL_HERE = message(b": still here\n\n")


class Stream:
    """One open answer. `push` sends now where the reader keeps up, else queues up to a limit."""

    __slots__ = ("_end", "_has_begun", "_queue", "_send", "_waiting", "browser", "check_at", "facts", "size", "topics")

    def __init__(self, send: Send, *, browser: str = "", facts: Any = None, check_at: float = 0.0) -> None:
        self._send = send
        self._queue: deque[Message] = deque()
        self._waiting: asyncio.Task[None] | None = None
        self._end: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.size, self._has_begun = 0, False
        self.browser, self.facts, self.check_at = browser, facts, check_at
        self.topics: set[str] = set()

    @property
    def is_open(self) -> bool:
        return not self._end.done()

    async def begin(self) -> None:
        """Open the answer; what was pushed before follows at once."""
        await self._send({"type": "http.response.start", "status": 200, "headers": list(HEADERS)})
        await self._send(message(f"retry: {COME_BACK_MS}\n\n".encode()))
        self._has_begun = True
        kept, self._queue, self.size = self._queue, deque(), 0
        for what in kept:
            self.push(what)

    def push(self, what: Message) -> None:
        """Send this, after what still waits."""
        if self._end.done():
            return
        if self._waiting is not None or not self._has_begun:
            self._keep(what)
            return
        sending: Any = self._send(what)
        try:
            first = sending.send(None)
        except StopIteration:
            return
        except Exception:  # noqa: BLE001 - whatever the server says of a reader who is gone
            self.close()
            return
        self._waiting = asyncio.create_task(self._catch_up(_Rest(sending, first)))

    def close(self) -> None:
        """End it; the browser comes back by itself and says where it was."""
        if not self._end.done():
            self._end.set_result(None)

    def _keep(self, what: Message) -> None:
        self._queue.append(what)
        self.size += len(what["body"])
        if self.size > MOST_BYTES:
            self._cut()

    async def _catch_up(self, rest: Awaitable[None]) -> None:
        try:
            async with asyncio.timeout(LONGEST_STALL_SECONDS):
                await rest
            while self._queue:
                what = self._queue.popleft()
                self.size -= len(what["body"])
                async with asyncio.timeout(LONGEST_STALL_SECONDS):
                    await self._send(what)
        except Exception:  # noqa: BLE001 - too slow, or gone
            self._cut()
        finally:
            self._waiting = None

    def _cut(self) -> None:
        """Let go of a reader who does not read: an orderly end would wait behind what they have not read."""
        self._queue.clear()
        self.size = 0
        self.close()
        transport = getattr(getattr(self._send, "__self__", None), "transport", None)
        if transport is not None:
            transport.abort()

    async def last(self, receive: Receive) -> None:
        """Until the reader goes or somebody closes it."""
        gone = asyncio.ensure_future(_until_gone(receive))
        try:
            await asyncio.wait({gone, self._end}, return_when=asyncio.FIRST_COMPLETED)
            was_closed = not gone.done()
        finally:
            gone.cancel()
            self.close()
        if was_closed:
            await self._finish()

    async def _finish(self) -> None:
        """An orderly end, when what is still waiting goes out soon."""
        try:
            async with asyncio.timeout(LAST_WORDS_SECONDS):
                if self._waiting is not None:
                    await asyncio.shield(self._waiting)
                await self._send({"type": "http.response.body", "body": b"", "more_body": False})
        except Exception:  # noqa: BLE001 - too slow, or gone
            self._cut()
        finally:
            if self._waiting is not None:
                self._waiting.cancel()


class _Rest:
    """What remains of a call that was begun by hand and had to wait: a task takes it from there."""

    def __init__(self, begun: Any, first: Any) -> None:
        self._begun, self._first = begun, first

    def __await__(self) -> Generator[Any, Any, None]:
        waits_for = self._first
        while True:
            try:
                yield waits_for
            except BaseException as error:  # noqa: BLE001 - it belongs to who was called
                step = self._begun.throw
                given: Any = error
            else:
                step, given = self._begun.send, None
            try:
                waits_for = step(given)
            except StopIteration:
                return


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class Registry:
    """Who in this process listens to what."""

    def __init__(self) -> None:
        self._by_topic: dict[str, set[Stream]] = defaultdict(set)
        self._by_browser: dict[str, Stream] = {}
        self.all: set[Stream] = set()

    def add(self, stream: Stream, topics: Iterable[str]) -> None:
        """From now on it is reached by these topics. A browser has one stream: an older one ends."""
        if stream.browser:
            self.leave(stream.browser)
        self._by_browser[stream.browser] = stream
        self.all.add(stream)
        stream.topics = set(topics)
        for topic in stream.topics:
            self._by_topic[topic].add(stream)

    def leave(self, browser: str) -> None:
        """End the stream of this browser: it has a newer one."""
        older = self._by_browser.get(browser)
        if older is not None:
            older.push(message(event("{}", kind="elsewhere")))
            older.close()
            self.remove(older)

    def remove(self, stream: Stream) -> None:
        """It is over."""
        self.all.discard(stream)
        if self._by_browser.get(stream.browser) is stream:
            del self._by_browser[stream.browser]
        for topic in stream.topics:
            self._by_topic[topic].discard(stream)
            if not self._by_topic[topic]:
                del self._by_topic[topic]

    def has(self, topic: str) -> bool:
        """Whether anybody here listens to it."""
        return topic in self._by_topic

    def of(self, topic: str) -> list[Stream]:
        """The streams that a topic reaches, as they are now."""
        return list(self._by_topic.get(topic, ()))

    def topics(self) -> list[str]:
        """Every topic that somebody here listens to."""
        return list(self._by_topic)

    def close(self, topic: str) -> None:
        """End every stream of this topic."""
        for stream in self.of(topic):
            stream.close()

    def close_all(self) -> None:
        """End them all: the bus is lost, or the house closes."""
        for stream in list(self.all):
            stream.close()

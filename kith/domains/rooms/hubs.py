"""What one process knows of one living room: how far it has told its readers, and the telling itself."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog

from kith.domains.rooms.queries.audience import Audience
from kith.domains.rooms.queries.lines import HOUSE, Missed, last_seq, news
from kith.domains.rooms.queries.seats import Seat
from kith.domains.rooms.speaking import Said, as_change, as_event, as_withheld, as_withheld_change
from kith.kernel.live import Live
from kith.kernel.streams import Message, Stream, event, message

log = structlog.get_logger("kith.rooms")
Encoding = Callable[[Said], bytes]


@dataclass
class Listener:
    """What a stream of the living room carries with it. Until its past is told, what is new waits."""

    seat: Seat
    at: int = 0
    let_in_by: Audience | None = None
    """The last audience in which this one was found."""
    waiting: list[tuple[list[Said], list[Said], Audience]] | None = field(default_factory=list)

    def may_hear(self, audience: Audience) -> bool:
        """Whether this one's door stands open; asked at each delivery, so the same audience is searched once."""
        if self.let_in_by is not audience:
            self.let_in_by = audience if self.seat.viewer.id in audience.people else None
        return self.let_in_by is audience


class Hub:
    """One room in one process. Everything here runs in the event loop."""

    def __init__(self, live: Live, room_id: uuid.UUID) -> None:
        self._live, self.room_id, self.topic = live, room_id, f"room:{room_id}"
        self.at: int | None = None
        """The last line told here; None while nobody listens."""
        self.state: bytes = b""
        self.is_being_written = False
        """The scribe of this process is at it, and will say when it is done; what wakes us meanwhile may be its own."""
        self._told_of = 0
        self._changed: set[int] = set()
        self._is_behind = False
        self._pumping: asyncio.Task[None] | None = None
        self._ready = asyncio.Lock()

    async def ready(self) -> None:
        """Know where the room stands; asked once a stream is in the registry and before its past is read.

        So whatever is committed later wakes somebody who is there to hear it, and whatever was before is read.
        """
        async with self._ready:
            if self.at is None:
                self.at = await self._live.ask(last_seq, HOUSE, self.room_id)
                if self._is_behind:
                    self.look()

    def hear(self, key: str) -> None:
        """Woken by the bus: there is a new line, or an earlier one changed."""
        if not self._live.registry.has(self.topic):
            self.at = None
        elif key.startswith("~"):
            self._changed.add(int(key[1:]))
            self.look()
        else:
            self._told_of = max(self._told_of, int(key or 0))
            self._catch_up()

    def heard(self, lines: Sequence[Said], audience: Audience | None) -> None:
        """The scribe of this process is done: what it kept is told at once, unless others wrote something in between.

        Without an audience nobody knows who may hear it; then it is read again.
        """
        self.is_being_written = False
        if not self._live.registry.has(self.topic):
            self.at = None
            return
        if lines:
            self._told_of = max(self._told_of, lines[-1].seq)
            if audience and self.at is not None and self._pumping is None and lines[0].seq == self.at + 1:
                self._tell(list(lines), [], audience)
        self._catch_up()

    def _catch_up(self) -> None:
        if not self.is_being_written and (self.at is None or self._told_of > self.at):
            self.look()

    def look(self) -> None:
        """Read what is new and tell it; once at a time."""
        self._is_behind = True
        if self._pumping is None and self.at is not None:
            self._pumping = asyncio.create_task(self._pump())

    async def _pump(self) -> None:
        try:
            while self._is_behind and self.at is not None:
                self._is_behind = False
                changed, self._changed = self._changed, set()
                found = await self._live.ask(news, HOUSE, self.room_id, self.at, changed)
                self._tell(found.lines, found.changed, found.audience)
        except Exception:
            # Who cannot be told must not sit there believing that nobody speaks: they come back and read.
            log.exception("room.cannot_be_read")
            self._live.registry.close(self.topic)
        finally:
            self._pumping = None

    def _tell(self, lines: list[Said], changed: list[Said], audience: Audience) -> None:
        if self.at is not None:
            lines = [one for one in lines if one.seq > self.at]
        if lines:
            self.at = lines[-1].seq
        apart = _apart_from_writers([*lines, *changed], audience)
        everything = message(_joined(lines, changed)) if lines or changed else None
        newest = self.at or 0
        first = lines[0].seq if lines else newest + 1
        for stream in self._live.registry.of(self.topic):
            listener: Listener = stream.facts
            if not listener.may_hear(audience):
                stream.close()
            elif listener.waiting is not None:
                listener.waiting.append((lines, changed, audience))
            elif everything is not None:
                if listener.at < first and not (apart and listener.seat.profile_id in apart):
                    stream.push(everything)
                    listener.at = newest
                else:
                    _tell_one(stream, lines, changed, audience)

    def joined(self, stream: Stream, past: Missed) -> None:
        """Its past was read: tell that, then what came meanwhile, each line once."""
        listener: Listener = stream.facts
        waiting, listener.waiting, listener.at = listener.waiting or [], None, past.newest
        if past.is_far:
            stream.push(message(event("{}", kind="far")))
        # The number of the newest line goes along, so that a reconnect begins there also where nothing was missed.
        told = _joined(past.lines, past.changed) + event("{}", kind="here", seq=past.newest)
        stream.push(message(told + self.state))
        for lines, changed, audience in waiting:
            if not listener.may_hear(audience):
                stream.close()
                return
            _tell_one(stream, lines, changed, audience)

    def tell_state(self, state: bytes) -> None:
        """Somebody came, went, or slowed the room: all are told when it differs from before."""
        if state != self.state:
            self.state = state
            said: Message = message(state)
            for stream in self._live.registry.of(self.topic):
                if stream.facts.waiting is None:
                    stream.push(said)


def _tell_one(stream: Stream, lines: Iterable[Said], changed: Iterable[Said], audience: Audience) -> None:
    """One who is kept apart from a writer among these, or who has heard some of it."""
    listener: Listener = stream.facts
    new = [one for one in lines if one.seq > listener.at]
    if new:
        listener.at = new[-1].seq
    body = _joined(new, changed, apart=audience.apart_from(listener.seat.profile_id))
    if body:
        stream.push(message(body))


def _joined(lines: Iterable[Said], changed: Iterable[Said], apart: Any = frozenset()) -> bytes:
    parts = [as_withheld(one) if one.author_id in apart else as_event(one) for one in lines]
    parts += [as_withheld_change(one) if one.author_id in apart else as_change(one) for one in changed]
    return b"".join(parts)


def _apart_from_writers(lines: Iterable[Said], audience: Audience) -> set[uuid.UUID]:
    """Everybody who is kept apart from one of these writers."""
    return {other for author in {one.author_id for one in lines} for other in audience.apart_from(author)}

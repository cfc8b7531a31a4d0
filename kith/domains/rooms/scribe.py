"""The one thread of a process that writes lines down: what arrives while it writes is written together next."""

from __future__ import annotations

import queue
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait

import structlog
from django.db import DatabaseError, IntegrityError, close_old_connections, connection

from kith.domains.rooms.actions.lines import say
from kith.domains.rooms.models import Room
from kith.domains.rooms.queries.audience import Audience, audience
from kith.domains.rooms.queries.lines import HOUSE
from kith.domains.rooms.speaking import Answer, Said, Spoken
from kith.domains.safety.queries import read_words

log = structlog.get_logger("kith.scribe")
RULES_SECONDS = 1.0
MOST_AT_ONCE, MOST_WAITING = 200, 5_000
IN_A_CROWD_SECONDS = 0.002
LONGEST_TELLING_SECONDS = 1.0
Begun = Callable[[uuid.UUID], None]
Heard = Callable[[uuid.UUID, Sequence[Said], "Audience | None"], "Future[None] | None"]
_Waiting = tuple[Spoken, "Future[Answer]"]


def warm_up() -> None:
    """Let the screener read its word lists before somebody waits for it; where that fails, the first line tells."""
    try:
        read_words(HOUSE, "I can't sleep and I don't know what to do with myself tonight", team_id=uuid.UUID(int=0))
    except Exception:
        log.exception("scribe.not_warm")


class TooMuch(Exception):
    """More is waiting than can be written soon; nothing of this line was kept."""


class Scribe:
    """Takes lines from any thread or loop and answers each once it is committed."""

    def __init__(self, begun: Begun, heard: Heard) -> None:
        self._begun, self._heard = begun, heard
        self._waiting: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._rooms: dict[uuid.UUID, tuple[float, Room | None]] = {}
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Be ready before the first line comes."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="scribe", daemon=True)
                self._thread.start()

    def take(self, spoken: Spoken) -> Future[Answer]:
        """Write this down. The answer comes after the commit, or an error when nothing was kept."""
        if self._waiting.qsize() > MOST_WAITING:
            raise TooMuch
        self.begin()
        answer: Future[Answer] = Future()
        self._waiting.put((spoken, answer))
        return answer

    def stop(self) -> None:
        """Write what waits, then end."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread:
            self._waiting.put(None)
            thread.join(timeout=3)

    def _run(self) -> None:
        batch: list[_Waiting | None] = []
        try:
            warm_up()
            while None not in batch:
                batch = self._next(is_crowded=len(batch) > 1 or not self._waiting.empty())
                self._write([one for one in batch if one is not None])
        finally:
            connection.close()

    def _next(self, *, is_crowded: bool) -> list[_Waiting | None]:
        """What waits. Where many talk, those who have just been told get a moment to be in the same go."""
        batch = [self._waiting.get()]
        if is_crowded and batch[0] is not None:
            time.sleep(IN_A_CROWD_SECONDS)
        while len(batch) < MOST_AT_ONCE and not self._waiting.empty():
            batch.append(self._waiting.get())
        return batch

    def _write(self, batch: list[_Waiting]) -> None:
        rooms: dict[uuid.UUID, list[_Waiting]] = defaultdict(list)
        for one in batch:
            rooms[one[0].seat.room_id].append(one)
        for room_id, waiting in rooms.items():
            try:
                self._say(room_id, waiting)
            except Exception as error:  # noqa: BLE001 - sent twice, or worse: each writer is told; the thread goes on
                self._one_by_one(room_id, waiting, error)

    def _one_by_one(self, room_id: uuid.UUID, waiting: list[_Waiting], error: Exception) -> None:
        """One line that cannot be kept takes none of the others with it."""
        if not isinstance(error, IntegrityError):
            log.warning("scribe.batch_failed", lines=len(waiting), error=type(error).__name__)
        if isinstance(error, DatabaseError):
            close_old_connections()
        for spoken, answer in waiting:
            try:
                self._say(room_id, [(spoken, answer)], is_again=True)
            except Exception as its_own:  # noqa: BLE001
                if isinstance(its_own, DatabaseError):
                    close_old_connections()
                if not answer.done():
                    answer.set_exception(its_own)

    def _room(self, room_id: uuid.UUID, *, is_again: bool) -> Room:
        """The room with its rules, as they were within the last second."""
        asked_at, room = self._rooms.get(room_id, (0.0, None))
        if room is None or is_again or time.monotonic() - asked_at > RULES_SECONDS:
            room = Room.objects.visible_to(HOUSE).get(pk=room_id)
            self._rooms[room_id] = (time.monotonic(), room)
        return room

    def _say(self, room_id: uuid.UUID, waiting: list[_Waiting], *, is_again: bool = False) -> None:
        new: list[Said] = []
        may_hear: Audience | None = None
        self._begun(room_id)
        try:
            room = self._room(room_id, is_again=is_again)
            answers = say(by=HOUSE, room=room, lines=[spoken for spoken, _answer in waiting], is_again=is_again)
            # Committed. Who may hear is asked once more, now that nothing can come between.
            new = [one.said for one in answers if one.said is not None and not one.is_again]
            may_hear = audience(HOUSE, room_id) if new else None
        finally:
            is_told = self._heard(room_id, new, may_hear)
        for (_spoken, future), answer in zip(waiting, answers, strict=True):
            future.set_result(answer)
        if is_told is not None:
            wait([is_told], LONGEST_TELLING_SECONDS)  # what arrives meanwhile goes together

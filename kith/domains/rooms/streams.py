"""The living room beside Django: the stream down, and lines up as JSON. One check at the door, then the bus."""

from __future__ import annotations

import asyncio
import json
import re
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation

from kith.domains.people.queries.visits import Visit, goes_on, visit_of
from kith.domains.rooms.hubs import Hub, Listener
from kith.domains.rooms.models import Room
from kith.domains.rooms.queries.audience import Audience, audience
from kith.domains.rooms.queries.hosting import state_of
from kith.domains.rooms.queries.lines import HOUSE, Missed, missed
from kith.domains.rooms.queries.seats import Seat, seat
from kith.domains.rooms.queries.whispers import whisper_event
from kith.domains.rooms.scribe import Scribe, TooMuch
from kith.domains.rooms.speaking import Said, Spoken
from kith.domains.rooms.wording import as_json
from kith.kernel import bus
from kith.kernel.live import Live, Scope, answer_plainly, read_body, turn_away, visit_key_of
from kith.kernel.pages import SIGNED_IN
from kith.kernel.streams import Receive, Send, Stream, event, message
from kith.ui.pages import not_found

STREAM, LINES = r"/rooms/(?P<slug>[a-z0-9-]+)/stream", r"/rooms/(?P<slug>[a-z0-9-]+)/lines"
MOST_BYTES = 16 * 1024
KNOWN_SECONDS = 30.0


@dataclass(frozen=True)
class Known:
    """Somebody who was let in a moment ago."""

    visit: Visit
    seat: Seat
    until: float


class LivingRoom:
    """Its hubs, its scribe, and who was let in lately."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._hubs: dict[uuid.UUID, Hub] = {}
        self._known: dict[tuple[str, str], Known] = {}
        self._me = uuid.uuid4().hex
        self._loop: asyncio.AbstractEventLoop | None = None
        self.scribe = Scribe(self._begun, self._written)
        live.route("GET", STREAM, self.listen, SIGNED_IN)
        live.route("POST", LINES, self.say, SIGNED_IN)
        live.hears("room", self._hear_room)
        live.hears("to", self._hear_whisper)
        live.hears("browser", self._hear_browser)
        live.hears("doors", self._forget)
        live.hears("visit", self._forget)
        live.often(self._look_everywhere)

    async def listen(self, scope: Scope, receive: Receive, send: Send, found: re.Match[str]) -> None:
        """The stream of a room, for somebody whose door stands open."""
        if not self._live.is_open:
            await turn_away(send)
            return
        known = await self._known_now(visit_key_of(scope), found["slug"])
        if known is None:
            await answer_plainly(send, 404, await self._live.ask(lambda: not_found().content))
            return
        self._loop = asyncio.get_running_loop()
        hub = self._hubs.setdefault(known.seat.room_id, Hub(self._live, known.seat.room_id))
        stream = Stream(
            send, browser=f"{known.visit.topic} {hub.topic}", facts=Listener(known.seat), check_at=known.visit.over_at
        )
        viewer = known.seat.viewer
        topics = (hub.topic, f"doors:{viewer.id}", known.visit.topic, f"to:{known.seat.profile_id}")
        self._live.registry.add(stream, topics)
        try:
            await hub.ready()
            if not hub.state:
                await self._look_at(hub)
            # Between the first check and now a door may have closed unheard, so it is asked once more from inside.
            past = await self._live.ask(self._join, known, stream.browser, place_of(scope))
            if past is None:
                await answer_plainly(send, 404, await self._live.ask(lambda: not_found().content))
                return
            await stream.begin()
            hub.joined(stream, past)
            await stream.last(receive)
        finally:
            stream.close()
            self._live.registry.remove(stream)

    async def say(self, scope: Scope, receive: Receive, send: Send, found: re.Match[str]) -> None:
        """A line, as JSON: answered once it is committed."""
        asked, body = ASGIRequest(scope, BytesIO()), await read_body(receive, MOST_BYTES)
        if body is None or not is_ours(asked):
            await answer_plainly(send, 403 if body is not None else 413)
            return
        spoken = _spoken(body)
        known = await self._known_now(visit_key_of(scope), found["slug"], is_something_done=True)
        if known is None or spoken is None:
            await answer_plainly(send, 404 if known is None else 400)
            return
        self._loop = asyncio.get_running_loop()
        try:
            answer = await asyncio.wrap_future(self.scribe.take(Spoken(seat=known.seat, **spoken)))
        except TooMuch:
            await answer_plainly(send, 503)
            return
        language = "cy" if scope["path"].startswith("/cy/") else settings.LANGUAGE_CODE
        if answer.fate == "gone":
            await answer_plainly(send, 404)
            return
        with translation.override(language):
            told = json.dumps(as_json(answer), ensure_ascii=False).encode()
        await answer_plainly(send, 200, told, b"application/json")

    def _let_in(self, session_key: str, slug: str, *, is_something_done: bool = False) -> Known | None:
        visit = visit_of(session_key, is_something_done=is_something_done) if session_key else None
        found = seat(visit.viewer, slug) if visit else None
        if visit is None or found is None:
            return None
        return Known(visit, found, time.monotonic() + KNOWN_SECONDS)

    def _join(self, known: Known, browser: str, after: int | None) -> Missed | None:
        """In a thread: the door once more, and what was missed; other processes hear of the browser."""
        seat_ = known.seat
        if not goes_on(known.visit) or seat_.viewer.id not in audience(HOUSE, seat_.room_id).people:
            self._known.clear()
            return None
        bus.tell(f"browser:{browser.replace(' ', '|')}", self._me)
        return missed(seat_.viewer, seat_, after)

    async def _known_now(self, session_key: str, slug: str, *, is_something_done: bool = False) -> Known | None:
        known = self._known.get((session_key, slug))
        if known is None or known.until < time.monotonic() or not self._live.is_open:
            known = await self._live.ask(self._let_in, session_key, slug, is_something_done=is_something_done)
            if len(self._known) > 10_000:
                self._known.clear()
            if known is not None:
                self._known[session_key, slug] = known
        return known

    def _begun(self, room_id: uuid.UUID) -> None:
        """Called by the scribe, in its own thread: what the bus says of this room may be its own doing."""
        hub = self._hubs.get(room_id)
        if hub is not None:
            hub.is_being_written = True

    def _written(self, room_id: uuid.UUID, lines: Sequence[Said], audience: Audience | None) -> Future[None] | None:
        """Called by the scribe, in its own thread; what it may wait for is done when the lines are on their way."""
        hub = self._hubs.get(room_id)
        if hub is None or self._loop is None or self._loop.is_closed():
            return None
        is_told: Future[None] = Future()
        self._loop.call_soon_threadsafe(self._tell, hub, lines, audience, is_told)
        return is_told

    def _tell(self, hub: Hub, lines: Sequence[Said], audience: Audience | None, is_told: Future[None]) -> None:
        hub.heard(lines, audience)
        asyncio.get_running_loop().call_soon(is_told.set_result, None)  # behind what the server now writes out

    def _hear_room(self, topic: str, key: str) -> None:
        hub = self._hubs.get(uuid.UUID(topic.partition(":")[2]))
        if hub is None:
            return
        if key == "!":
            self._spawn(self._look_at(hub))
        else:
            hub.hear(key)

    def _hear_whisper(self, topic: str, key: str) -> None:
        if self._live.registry.of(topic):
            self._spawn(self._whisper(topic, key))

    def _hear_browser(self, topic: str, key: str) -> None:
        """The same browser listens through another process now."""
        if key != self._me:
            self._live.registry.leave(topic.partition(":")[2].replace("|", " "))

    def _forget(self, _topic: str, _key: str) -> None:
        self._known.clear()

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        _running.add(task)
        task.add_done_callback(_running.discard)

    async def _whisper(self, topic: str, key: str) -> None:
        said = await self._live.ask(whisper_event, HOUSE, uuid.UUID(key))
        for stream in self._live.registry.of(topic):
            if said:
                stream.push(message(said))

    async def _look_at(self, hub: Hub) -> None:
        hub.tell_state(await self._live.ask(_state, hub.room_id))

    async def _look_everywhere(self) -> None:
        for hub in list(self._hubs.values()):
            if self._live.registry.of(hub.topic):
                hub.look()
                await self._look_at(hub)


_running: set[asyncio.Task[Any]] = set()


def place_of(scope: Scope) -> int | None:
    """After which line the reader wants to go on: as the browser says by itself, or as the page asks."""
    headers = dict(scope["headers"])
    asked = ASGIRequest(scope, BytesIO()).GET.get("after", "")
    numbers = [int(one) for one in (headers.get(b"last-event-id", b"").decode("latin-1"), asked) if one.isdecimal()]
    return max(numbers, default=None)


def is_ours(request: ASGIRequest) -> bool:
    """Whether a page of ours sent this: Django's own check of origin and token, and JSON, which no form sends."""
    if request.content_type != "application/json":
        return False
    try:
        request.get_host()
    except DisallowedHost:
        return False
    check = CsrfViewMiddleware(_empty)
    check.process_request(request)
    return check.process_view(request, _empty, (), {}) is None


def _empty(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _spoken(body: bytes) -> dict[str, Any] | None:
    try:
        given = json.loads(body)
        key = uuid.UUID(given["key"]) if given.get("key") else uuid.uuid4()
        choice = given.get("held", "ask")
        return {"words": given["words"][:10_000], "sent_key": key, "about_held": choice} if choice in _CHOICES else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


_CHOICES = ("ask", "mask", "wait")


def _state(room_id: uuid.UUID) -> bytes:
    """How the room is, in each language, encoded once for all."""
    found = state_of(HOUSE, Room.objects.visible_to(HOUSE).get(pk=room_id))
    words = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            words[code.partition("-")[0]] = found.words
    told = {"state": found.code, "slow": found.slow_seconds, "words": words}
    return event(json.dumps(told, ensure_ascii=False), kind="state")

"""The living room as it is served: two processes, fifty members who lose their connection, one stop (P5, H12)."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.middleware.csrf import get_token
from django.test import RequestFactory

from kith.domains.people.tests import factories as people
from kith.domains.rooms.models import Key, Line
from kith.domains.rooms.queries.lines import HOUSE
from kith.domains.rooms.tests import factories as make
from kith.kernel.acting import acting_as
from kith.kernel.clock import now
from kith.kernel.roles import WEB

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("R002-7")]
MEMBERS, LINES = 50, 4
CHANCE = Random(4)  # noqa: S311


@pytest.fixture
def members(cast):
    """Fifty members with a key each, and the key of a visit of theirs."""
    make.make_living_room()
    willow = make.make_room("willow", community=make.make_community("valley", team=cast.team))
    found = [people.make_member(f"Member {n}") for n in range(MEMBERS)]
    for one in found:
        make.make_key(one, willow)
        make.make_profile(one)
    return [(one, cast.client(one).session.session_key) for one in found]


@pytest.fixture
def servers(tmp_path):
    """Two web processes on the test's database, as `./run serve` would start them."""
    kept = connection.settings_dict
    url = f"postgresql://{kept['USER']}:{kept['PASSWORD']}@/{kept['NAME']}?host={kept['HOST']}&port={kept['PORT']}"
    mine = {"DATABASE_URL": url, "KITH_DB_ROLE": WEB, "KITH_ENV": "test", "KITH_WORKER_INSIDE": "0"}
    running = []
    for _process in range(2):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "uvicorn", "kith.config.asgi:application", "--port", str(port)]
        command += ["--lifespan", "on", "--no-access-log", "--timeout-graceful-shutdown", "5", "--log-level", "error"]
        log = (tmp_path / f"{port}.log").open("w")
        process = subprocess.Popen(command, env={**os.environ, **mine}, stdout=log, stderr=log, cwd=settings.ROOT)
        running.append((process, port))
    for _process, port in running:
        _wait_for(port)
    yield running
    for process, _port in running:
        process.kill()
        process.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 0.5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


class Phone:
    """One member's browser on a real socket."""

    def __init__(self, key: str, ports: list[int]) -> None:
        self.key, self.ports = key, ports
        self.heard: list[dict[str, Any]] = []
        self.last: int | None = None
        self.is_told_off = self.is_in = False

    @property
    def lines(self) -> list[int]:
        return [line["seq"] for line in self.heard]

    async def listen(self, is_over: asyncio.Event, *, flaky: bool) -> None:
        """Listen until it is over, breaking off now and then, at either process, and coming back."""
        while not is_over.is_set():
            async with self._asked("GET", "/rooms/living-room/stream", self._after()) as (reader, _writer):
                status = await reader.readline()
                self.is_told_off = b" 404 " in status
                if self.is_told_off:
                    return
                reading = asyncio.create_task(self._read(reader))
                await _until(lambda reading=reading: self.is_in or reading.done())
                stays = CHANCE.uniform(0.2, 0.8) if flaky else 3600
                ending = asyncio.create_task(is_over.wait())
                await asyncio.wait({reading, ending}, timeout=stays, return_when=asyncio.FIRST_COMPLETED)
                reading.cancel()
                ending.cancel()
                self.is_in = False

    async def say(self, words: str, key: str = "") -> dict[str, Any]:
        body = json.dumps({"words": words, "key": key or str(uuid.uuid4())}).encode()
        request = RequestFactory().get("/")
        get_token(request)
        token = request.META["CSRF_COOKIE"]
        extra = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nX-CSRFToken: {token}\r\n"
        async with self._asked("POST", "/rooms/living-room/lines", extra, body, token) as (reader, _writer):
            whole = await reader.read()
        head, _, text = whole.partition(b"\r\n\r\n")
        assert b" 200 " in head.split(b"\r\n")[0], head
        return json.loads(text)

    def _after(self) -> str:
        return "" if self.last is None else f"Last-Event-ID: {self.last}\r\n"

    @asynccontextmanager
    async def _asked(
        self, method: str, path: str, extra: str = "", body: bytes = b"", token: str = ""
    ) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        port = CHANCE.choice(self.ports)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        cookie = f"{settings.SESSION_COOKIE_NAME}={self.key}; {settings.CSRF_COOKIE_NAME}={token}"
        origin = f"http://127.0.0.1:{port}"
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\nCookie: {cookie}\r\n"
        close = "Connection: close\r\n" if method == "POST" else ""
        writer.write(f"{head}{close}{extra}\r\n".encode() + body)
        try:
            yield reader, writer
        finally:
            writer.transport.abort()

    async def _read(self, reader: asyncio.StreamReader) -> None:
        """Read what comes in chunks: events are whole or not heard at all, as in a browser."""
        while (await reader.readline()).strip():
            pass
        text = b""
        while size := int((await reader.readline()).strip() or b"0", 16):
            text += await reader.readexactly(size)
            await reader.readline()
            *events, text = text.split(b"\n\n")
            for one in events:
                self._hear(one.decode())

    def _hear(self, text: str) -> None:
        fields = dict(line.split(": ", 1) for line in text.split("\n") if ": " in line and line[0] != ":")
        if "id" in fields:
            self.last = int(fields["id"])
        self.is_in = self.is_in or fields.get("event") == "here"
        if "data" in fields and "event" not in fields:
            self.heard.append(json.loads(fields["data"]))


async def _until(holds: Any, seconds: float = 30) -> None:
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.02)


async def _chat(phones: list[Phone], is_over: asyncio.Event) -> list[int]:
    """Everybody says a few lines while half of them lose their connection again and again."""
    listening = [asyncio.create_task(one.listen(is_over, flaky=n % 2 == 0)) for n, one in enumerate(phones)]
    await _until(lambda: all(one.last is not None for one in phones))

    async def talk(phone: Phone, n: int) -> list[int]:
        answers = []
        for turn in range(LINES):
            await asyncio.sleep(CHANCE.uniform(0, 0.3))
            answers.append(await phone.say(f"Line {turn} of {n}"))
        assert {one["fate"] for one in answers} == {"said"}
        return [one["seq"] for one in answers]

    said = await asyncio.gather(*(talk(one, n) for n, one in enumerate(phones)))
    await _until(lambda: all(one.last == MEMBERS * LINES for one in phones))
    is_over.set()
    await asyncio.gather(*listening)
    return [seq for own in said for seq in own]


def test_fifty_members_miss_nothing_and_hear_nothing_twice(members, servers):
    phones = [Phone(key, [port for _process, port in servers]) for _member, key in members]

    async def play() -> list[int]:
        return await _chat(phones, asyncio.Event())

    said = asyncio.run(play())
    everything = list(range(1, MEMBERS * LINES + 1))
    assert sorted(said) == everything, "each line has its own number, without a gap"
    wrong = {n: one.lines for n, one in enumerate(phones) if one.lines != everything}
    assert wrong == {}
    with acting_as(HOUSE):
        kept = dict(Line.objects.values_list("seq", "body"))
    assert all(line["words"] == kept[line["seq"]] for one in phones for line in one.heard)


@pytest.mark.req("R003-46")
def test_a_revoked_key_hears_no_more_and_a_stop_takes_five_seconds_at_most(members, servers):
    phones = [Phone(key, [servers[n % 2][1]]) for n, (_member, key) in enumerate(members)]
    gone = phones[7]

    async def play() -> None:
        is_over = asyncio.Event()
        listening = [asyncio.create_task(one.listen(is_over, flaky=False)) for one in phones]
        await _until(lambda: all(one.last is not None for one in phones))
        await asyncio.to_thread(_revoke, members[7][0])  # silently: nobody is told of it
        await phones[0].say("Not for everybody")
        await _until(lambda: all(one.lines == [1] for one in phones if one is not gone))
        await _until(lambda: gone.is_told_off, 3)
        assert gone.lines == []
        began = time.monotonic()
        for process, _port in servers:
            process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(lambda: [process.wait(10) for process, _port in servers])
        took = time.monotonic() - began
        is_over.set()
        for one in listening:
            one.cancel()
        await asyncio.gather(*listening, return_exceptions=True)
        assert took <= 5, f"with {MEMBERS} streams open it took {took:.1f} s"

    asyncio.run(play())


def _revoke(member: Any) -> None:
    Key.objects.filter(person_id=member.id).update(ended_at=now(), ended_how="revoked")
    connection.close()

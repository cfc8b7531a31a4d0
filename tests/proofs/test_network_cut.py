"""A network that is cut: whoever talks through it has all lines once and in order when it is back (P5)."""

from __future__ import annotations

import asyncio
import contextlib
import json
import uuid
from typing import Any

import pytest

from kith.domains.rooms.models import Line
from kith.domains.rooms.queries.lines import HOUSE
from kith.kernel.acting import acting_as
from tests.proofs.test_living_room import Phone, _until, members, servers

__all__ = ["members", "servers"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("R002-7")]
BEHIND, AT_HOME = 9, 3
"""How many talk through the wire that is cut, and how many do not and talk on."""
SHORT, LONG = 3.0, 60.0
PAUSE = 0.2
_BROKEN = (OSError, TimeoutError, asyncio.IncompleteReadError, AssertionError, json.JSONDecodeError, ValueError)


class Wire:
    """What lies between phones and a server. Cut, it carries nothing either way and says so to nobody."""

    def __init__(self, port: int) -> None:
        self.to, self.port, self.is_cut, self.lost = port, 0, False, 0
        self._ends: set[asyncio.StreamWriter] = set()

    async def lay(self) -> None:
        server = await asyncio.start_server(self._join, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]

    def cut(self) -> None:
        self.is_cut = True

    def mend(self) -> None:
        """It carries again; what hung meanwhile is gone, with all that was on its way."""
        self.is_cut = False
        for end in self._ends:
            end.transport.abort()
        self._ends.clear()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self.to)
        self._ends |= {writer, back}
        await asyncio.gather(self._carry(reader, back), self._carry(there, writer), return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65_536):
            if self.is_cut:
                self.lost += 1
                return
            writer.write(data)
            await writer.drain()
        if not self.is_cut:
            writer.transport.abort()


class Talker(Phone):
    """A browser that comes back by itself, and sends a line again until it is told what became of it."""

    def __init__(self, key: str, ports: list[int]) -> None:
        super().__init__(key, ports)
        self.told: list[int] = []
        self.sent_again = 0

    async def stay(self, is_over: asyncio.Event) -> None:
        while not is_over.is_set():
            with contextlib.suppress(*_BROKEN):
                await self.listen(is_over, flaky=False)
            await asyncio.sleep(PAUSE)

    async def talk(self, is_over: asyncio.Event, name: str) -> None:
        number = 0
        while not is_over.is_set():
            key, number = str(uuid.uuid4()), number + 1
            self.told.append(await self._until_told(f"Line {number} of {name}", key))
            await asyncio.sleep(PAUSE)

    async def _until_told(self, words: str, key: str) -> int:
        while True:
            try:
                answer = await self.say(words, key)
                return int(answer["seq"])
            except _BROKEN:
                self.sent_again += 1
                await asyncio.sleep(PAUSE)


async def play(phones: list[Talker], wires: list[Wire], seconds: float) -> None:
    """Everybody talks; the wires are cut for a while; then all is quiet and everybody has caught up."""
    for wire in wires:
        await wire.lay()
    for phone in phones[:BEHIND]:
        phone.ports = [wire.port for wire in wires]
    is_over, has_talked = asyncio.Event(), asyncio.Event()
    staying = [asyncio.create_task(one.stay(is_over)) for one in phones]
    await _until(lambda: all(one.last is not None for one in phones))
    talking = [asyncio.create_task(one.talk(has_talked, str(n))) for n, one in enumerate(phones)]
    await _until(lambda: all(one.told for one in phones))
    for wire in wires:
        wire.cut()
    await asyncio.sleep(seconds)
    heard_meanwhile = [len(one.heard) for one in phones]
    for wire in wires:
        wire.mend()
    assert max(heard_meanwhile[:BEHIND]) < min(heard_meanwhile[BEHIND:]), "the cut was none"
    await asyncio.sleep(1)
    has_talked.set()
    await asyncio.gather(*talking)
    newest = max(seq for one in phones for seq in one.told)
    await _until(lambda: all(one.last == newest for one in phones))
    is_over.set()
    await asyncio.gather(*staying)


def prove(members: list[Any], servers: list[Any], seconds: float) -> None:
    ports = [port for _process, port in servers]
    phones = [Talker(key, ports) for _member, key in members[: BEHIND + AT_HOME]]
    wires = [Wire(port) for port in ports]
    asyncio.run(play(phones, wires, seconds))
    told = sorted(seq for one in phones for seq in one.told)
    everything = list(range(1, len(told) + 1))
    assert told == everything, "each line has its own number, without a gap"
    assert {n: one.lines for n, one in enumerate(phones) if one.lines != everything} == {}
    with acting_as(HOUSE):
        assert Line.objects.count() == len(told)
    # The control: something was on its way when the wire was cut, and was sent again.
    assert sum(wire.lost for wire in wires) > 0
    assert sum(one.sent_again for one in phones[:BEHIND]) > 0


def test_after_a_short_cut_everybody_has_all_lines_once_and_in_order(members, servers):
    prove(members, servers, SHORT)


@pytest.mark.proof
@pytest.mark.timeout(300)
def test_after_a_minute_without_network_too(members, servers):
    prove(members, servers, LONG)

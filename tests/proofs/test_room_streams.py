"""What stays open beside the pages: streams and lines as JSON show nobody what is not theirs, and look like nothing."""

from __future__ import annotations

import asyncio
import json
import uuid
from types import SimpleNamespace

import pytest
from django.test import Client

from kith.domains.rooms import actions as rooms
from kith.domains.rooms.models import Line
from kith.domains.rooms.queries.lines import HOUSE
from kith.domains.rooms.tests.listening import Browser, house, played, until
from kith.front.streams import Desk
from kith.kernel.acting import acting_as
from tests.proofs import houses as ground
from tests.proofs.canaries import Planted
from tests.proofs.joins import Human, humans, joined

pytestmark = pytest.mark.django_db(transaction=True)
STAFF = (*ground.NORTH_STAFF, *ground.SOUTH_STAFF, "priya", "nadia", "carys", "lin", "sam", "ana")
EVERYBODY = (*ground.MEMBERS, "leah_member", *STAFF)
DESPAIR = "I do not want to be here any more."


@pytest.fixture
def houses(cast) -> SimpleNamespace:
    return ground.build(cast)


@pytest.fixture
def keys(houses) -> dict[str, str]:
    """The visit of each in their browser."""
    found = {who: ground.client(houses, who).session.session_key for who in EVERYBODY}
    return {**found, "nobody": "no-such-visit"}


@pytest.fixture
def nothing() -> str:
    """What an address that leads nowhere answers."""
    return Client().get("/there-is-nothing-here").content.decode()


@pytest.fixture
def everybody(houses) -> list[Human]:
    return humans(houses)


class Reader(Browser):
    """A browser of the cast that keeps every byte it was sent."""

    def __init__(self, live: object, session_key: str) -> None:
        super().__init__(live, session_key)  # type: ignore[arg-type]
        self.heard = ""

    def _hear(self, text: str) -> None:
        self.heard += text
        if self.status == 200:
            super()._hear(text)

    async def watch(self, path: str) -> Reader:
        """Open any stream, and wait until it said something."""
        scope = self._scope("GET", path, headers=[])
        answer, found = self.live.answers(scope)  # type: ignore[misc]
        self._task = asyncio.create_task(answer(scope, self._receive, self._send, found))
        await until(lambda: self._task.done() or "data:" in self.heard)  # type: ignore[union-attr]
        return self


@pytest.mark.req("R002-4", "R002-16")
@played
async def test_a_stream_that_is_not_yours_looks_like_one_that_is_not_there(keys, nothing):
    async with house() as (live, _rooms):
        Desk(live)
        for who, key in keys.items():
            is_inside = who in ground.INSIDE["living-room"]
            for path, is_theirs in (("/rooms/living-room/stream", is_inside), ("/desk/stream", who in STAFF)):
                reader = await Reader(live, key).watch(path)
                assert (reader.status == 200) is is_theirs, (who, path)
                assert is_theirs or (reader.status, reader.heard) == (404, nothing), (who, path)
                await reader.leave()
            for slug in ("birch", "nowhere"):
                if who not in ground.INSIDE.get(slug, ()):
                    reader = await Reader(live, key).watch(f"/rooms/{slug}/stream")
                    assert (reader.status, reader.heard) == (404, nothing), (who, slug)
            if not is_inside:
                assert (await Reader(live, key).say("Hello"))["status"] == 404, who


@pytest.mark.req("R002-4", "R002-16")
@played
async def test_streams_carry_words_to_those_inside_and_nothing_but_a_wink_to_the_desk(houses, everybody, keys):
    planted = Planted()
    async with house() as (live, _rooms):
        Desk(live)
        talk = {who: await Reader(live, keys[who]).watch("/rooms/living-room/stream") for who in ground.MEMBERS}
        desk = {who: await Reader(live, keys[who]).watch("/desk/stream") for who in STAFF}
        answers = [
            await talk["heron"].say(f"{DESPAIR} {planted.new('a line for all', *ground.MEMBERS)}"),
            await talk["heron"].say(f"{planted.new('a line held', 'heron')} 500 calories a day", held="wait"),
        ]
        assert [one["fate"] for one in answers] == ["said", "held"]
        await until(lambda: all("a line for all" in planted.met([one.heard]) for one in talk.values()))
        await live.ask(_whisper, houses, planted)
        await until(lambda: "a whisper" in planted.met([talk["heron"].heard]))
        await until(lambda: desk["osei"].heard.count("data:") > 1)
        heard = [(who, "stream", one.heard) for who, one in talk.items()]
        heard += [(who, "desk stream", one.heard) for who, one in desk.items()]
        heard += [("heron", "answer", json.dumps(answers))]
        assert [leak for who, channel, text in heard for leak in planted.leaks(who, channel, text)] == []
        assert joined(everybody, heard) == []
        assert [who for who in ground.SOUTH_STAFF if desk[who].heard.count("data:") > 1] == []


def _whisper(houses: SimpleNamespace, planted: Planted) -> None:
    with acting_as(HOUSE):
        line = Line.objects.order_by("seq").first()
    assert line
    rooms.whisper(by=ground.viewer(houses, "osei"), line=line, body=planted.new("a whisper", "heron"))


@pytest.mark.req("R002-4", "R002-5")
@played
async def test_what_happens_in_a_room_is_heard_by_no_stream_of_another_house(houses, keys):
    """Non-interference for streams: worrying words in birch wake the desk of the south, and nothing in the north."""
    async with house() as (live, _rooms):
        Desk(live)
        heron = await Reader(live, keys["heron"]).watch("/rooms/living-room/stream")
        desk = {who: await Reader(live, keys[who]).watch("/desk/stream") for who in ("osei", "priya", "tom")}
        await until(lambda: "here" in heron.kinds)
        before = {who: one.heard for who, one in {**desk, "heron": heron}.items()}
        await live.ask(_worry, houses)
        await until(lambda: desk["tom"].heard != before["tom"])
        assert {who for who, one in {**desk, "heron": heron}.items() if one.heard != before[who]} == {"tom"}


def _worry(houses: SimpleNamespace) -> None:
    room = ground.room(houses, "birch")
    rooms.start_topic(
        by=ground.viewer(houses, "saffron"), room=room, title="Tonight", body=DESPAIR, sent_key=uuid.uuid4()
    )

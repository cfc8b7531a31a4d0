"""Streams of the living room: nothing missed, nothing twice, in order; and nothing for whose door has closed."""

import asyncio
import time
import uuid

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection

from kith.domains.people.models import Account
from kith.domains.rooms import actions
from kith.domains.rooms.models import Key, Line, Profile
from kith.domains.rooms.queries.audience import audience
from kith.domains.rooms.queries.seats import seat
from kith.domains.rooms.tests import factories as make
from kith.domains.rooms.tests.listening import Browser, house, played, until
from kith.kernel import bus, streams
from kith.kernel.acting import acting_as
from kith.kernel.clock import now

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("R002-7")]


@pytest.fixture(autouse=True)
def calm(monkeypatch):
    """Nothing worries here."""
    from kith.screening import Verdict

    monkeypatch.setattr("kith.domains.rooms.looking.read_words", lambda *_a, **_k: Verdict(0, lexicon="test"))


@pytest.fixture
def room(cast):
    living = make.make_living_room()
    make.make_key(cast.heron, make.make_room("willow", community=make.make_community("valley", team=cast.team)))
    make.make_key(cast.saffron, make.make_room("alder", community=make.make_community("orchard")))
    for who in (cast.heron, cast.saffron, cast.osei):
        make.make_profile(who)
    return living


@pytest.fixture
def keys(cast, room):
    """The session keys of three browsers."""
    names = ("heron", "saffron", "osei", "priya")
    return {name: cast.client(getattr(cast, name)).session.session_key for name in names}


def revoke(viewer):
    Key.objects.filter(person_id=viewer.id).update(ended_at=now(), ended_how="revoked")


@played
async def test_a_line_reaches_everybody_once_and_in_order(keys):
    async with house() as (live, _rooms):
        heron, saffron = await Browser(live, keys["heron"]).listen(), await Browser(live, keys["saffron"]).listen()
        said = [await heron.say(f"Line {n}") for n in range(5)]
        await until(lambda: len(saffron.lines) == 5)
        assert [one["fate"] for one in said] == ["said"] * 5
        assert heron.lines == saffron.lines == [1, 2, 3, 4, 5]
        assert saffron.words == [f"Line {n}" for n in range(5)]


@played
async def test_what_this_process_wrote_is_told_without_being_read_again(keys, monkeypatch):
    monkeypatch.setattr("kith.kernel.live.SWEEP_EVERY_SECONDS", 3600)
    async with house() as (live, _rooms):
        heron, saffron = await Browser(live, keys["heron"]).listen(), await Browser(live, keys["saffron"]).listen()
        monkeypatch.setattr("kith.domains.rooms.hubs.news", None)
        await asyncio.gather(*(browser.say(f"{n}") for n in range(10) for browser in (heron, saffron)))
        await until(lambda: len(heron.lines) == len(saffron.lines) == 20)


@played
async def test_a_line_is_encoded_once_for_all(keys):
    async with house() as (live, _rooms):
        everybody = [await Browser(live, keys[name]).listen() for name in ("heron", "saffron", "osei")]
        await everybody[0].say("The same for all")
        await until(lambda: all(one.lines == [1] for one in everybody))
        assert len({id(one.sent[-1]) for one in everybody}) == 1


@played
async def test_a_line_that_was_kept_is_told_though_asking_who_may_hear_it_failed(keys, monkeypatch):
    monkeypatch.setattr("kith.kernel.live.SWEEP_EVERY_SECONDS", 3600)
    asked = []

    def lost(*_given):
        if not asked:
            asked.append("")
            raise DatabaseError
        return audience(*_given)

    async with house() as (live, _rooms):
        heron, saffron = await Browser(live, keys["heron"]).listen(), await Browser(live, keys["saffron"]).listen()
        monkeypatch.setattr("kith.domains.rooms.scribe.audience", lost)
        assert (await heron.say("Still here"))["fate"] == "said"
        await until(lambda: saffron.words == ["Still here"])
        await heron.say("And on")
        await until(lambda: saffron.words == ["Still here", "And on"])


@played
async def test_who_comes_back_hears_what_was_said_meanwhile(keys):
    async with house() as (live, _rooms):
        heron, saffron = await Browser(live, keys["heron"]).listen(), await Browser(live, keys["saffron"]).listen()
        await heron.say("One")
        await until(lambda: saffron.lines == [1])
        await saffron.leave()
        for words in ("Two", "Three"):
            await heron.say(words)
        await saffron.listen(saffron.last)
        await heron.say("Four")
        await until(lambda: len(saffron.lines) == 4)
        assert saffron.lines == [1, 2, 3, 4]
        assert saffron.last == 4


@played
async def test_reconnects_in_the_middle_of_talk_lose_and_double_nothing(keys):
    async with house() as (live, _rooms):
        heron, saffron = await Browser(live, keys["heron"]).listen(), await Browser(live, keys["saffron"]).listen()

        async def talk():
            for n in range(60):
                await heron.say(f"Line {n}")

        talking = asyncio.create_task(talk())
        while not talking.done():
            await asyncio.sleep(0.03)
            await saffron.leave()
            await saffron.listen(saffron.last)
        await until(lambda: saffron.last == 60)
        assert saffron.lines == list(range(1, 61))


@played
async def test_two_processes_hear_each_other(keys):
    async with house() as (one, _rooms), house() as (other, _others):
        heron, saffron = await Browser(one, keys["heron"]).listen(), await Browser(other, keys["saffron"]).listen()
        await asyncio.gather(*(browser.say(f"{n}") for n in range(20) for browser in (heron, saffron)))
        await until(lambda: len(heron.lines) == len(saffron.lines) == 40)
        assert heron.lines == saffron.lines == list(range(1, 41))
        assert heron.words == saffron.words


@pytest.mark.parametrize("is_told", [True, False])
@played
async def test_a_revoked_key_lets_nobody_hear_another_line(cast, keys, is_told):
    """H12: with its notice the stream closes within a second; without it, still nothing leaks."""
    async with house() as (live, _rooms):
        heron, saffron = await Browser(live, keys["heron"]).listen(), await Browser(live, keys["saffron"]).listen()
        await live.ask(revoke, cast.saffron)
        began = time.monotonic()
        if is_told:
            await live.ask(bus.tell, f"doors:{cast.saffron.id}")
            await until(saffron.is_closed.is_set)
            assert time.monotonic() - began < 1
        assert (await heron.say("Not for Saffron"))["fate"] == "said"
        await until(lambda: heron.lines == [1])
        await until(saffron.is_closed.is_set)
        assert saffron.lines == []
        await saffron.listen()
        assert saffron.status == 404
        assert (await saffron.say("Still here?"))["status"] == 404


@played
async def test_who_holds_no_key_gets_what_is_not_there(keys):
    async with house() as (live, _rooms):
        priya, nobody = await Browser(live, keys["priya"]).listen(), await Browser(live, "nokey").listen()
        elsewhere = await Browser(live, keys["heron"]).listen(slug="alder")
        assert (priya.status, nobody.status, elsewhere.status) == (404, 404, 404)


@played
async def test_ending_a_visit_closes_its_stream(cast, keys):
    async with house() as (live, _rooms):
        heron = await Browser(live, keys["heron"]).listen()
        await live.ask(lambda: Session.objects.filter(session_key=keys["heron"]).delete())
        await until(heron.is_closed.is_set)
        await heron.listen()
        assert heron.status == 404


@played
async def test_disabling_an_account_closes_its_streams(cast, keys):
    async with house() as (live, _rooms):
        osei, heron = await Browser(live, keys["osei"]).listen(), await Browser(live, keys["heron"]).listen()
        account = await live.ask(Account.objects.get, person_id=cast.osei.id)

        def disable():
            Account.objects.filter(pk=account.pk).update(is_active=False)

        await live.ask(disable)
        await heron.say("Anybody?")
        await until(osei.is_closed.is_set)
        assert osei.lines == []


@played
async def test_losing_the_bus_closes_all_streams_and_they_come_back(keys):
    async with house() as (live, _rooms):
        heron, saffron = await Browser(live, keys["heron"]).listen(), await Browser(live, keys["saffron"]).listen()

        def cut():
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND (query LIKE 'LISTEN%%' OR query = 'SELECT 1')"
                )

        await live.ask(cut)
        await until(lambda: heron.is_closed.is_set() and saffron.is_closed.is_set())
        await until(lambda: live.is_open)
        await saffron.listen(saffron.last)
        assert (await heron.say("Back"))["fate"] == "said"
        await until(lambda: saffron.words == ["Back"])


@played
async def test_a_slow_reader_is_cut_and_nobody_waits_for_them(keys, monkeypatch):
    """P6."""
    monkeypatch.setattr(streams, "LONGEST_STALL_SECONDS", 0.5)
    async with house() as (live, _rooms):
        heron, saffron = await Browser(live, keys["heron"]).listen(), await Browser(live, keys["saffron"]).listen()
        saffron.is_stalled = True
        took = []
        for n in range(20):
            began = time.monotonic()
            await heron.say(f"Line {n}")
            await until(lambda n=n: len(heron.lines) == n + 1)
            took.append(time.monotonic() - began)
        await until(saffron.is_closed.is_set)
        assert heron.lines == list(range(1, 21))
        assert max(took[1:]) < 0.5, "the first line opens connections as well"
        saffron.is_stalled = False
        await saffron.listen(saffron.last)
        assert saffron.lines == list(range(1, 21)), "and comes back to what it missed"


@played
async def test_too_much_unread_is_cut_before_its_time(keys, monkeypatch):
    monkeypatch.setattr(streams, "MOST_BYTES", 2_000)
    async with house() as (live, _rooms):
        heron, saffron = await Browser(live, keys["heron"]).listen(), await Browser(live, keys["saffron"]).listen()
        saffron.is_stalled = True
        for _n in range(5):
            await heron.say("x" * 590)
        await until(saffron.is_closed.is_set)
        assert len(heron.lines) == 5


@played
async def test_a_browser_has_one_stream_also_across_processes(keys):
    async with house() as (one, _rooms), house() as (other, _others):
        first = await Browser(one, keys["heron"]).listen()
        second = await Browser(one, keys["heron"]).listen()
        await until(first.is_closed.is_set)
        assert first.kinds[-1] == "elsewhere"
        third = await Browser(other, keys["heron"]).listen()
        await until(second.is_closed.is_set)
        assert second.kinds[-1] == "elsewhere"
        assert not third.is_closed.is_set()


@played
async def test_who_blocked_somebody_hears_nothing_of_them_and_keeps_their_place(cast, keys):
    async with house() as (live, _rooms):
        heron, saffron, osei = [await Browser(live, keys[name]).listen() for name in ("heron", "saffron", "osei")]

        def block():
            mine = seat(cast.heron, "living-room").profile_id
            theirs = seat(cast.saffron, "living-room").profile_id
            one, other = Profile.objects.get(pk=mine), Profile.objects.get(pk=theirs)
            actions.block(by=cast.heron, profile=one, other=other)

        await live.ask(block)
        await saffron.say("Hello")
        await heron.say("Hello yourself")
        await until(lambda: len(osei.lines) == 2)
        assert osei.words == ["Hello", "Hello yourself"]
        await until(lambda: len(heron.lines) == len(saffron.lines) == 2)
        assert heron.words == [None, "Hello yourself"]
        assert saffron.words == ["Hello", None]
        assert "Saffron" not in str(heron.events)


@played
async def test_a_hidden_line_goes_from_every_screen(cast, keys):
    async with house() as (live, _rooms):
        heron, saffron = await Browser(live, keys["heron"]).listen(), await Browser(live, keys["saffron"]).listen()
        await heron.say("Too much")
        await until(lambda: saffron.lines == [1])

        def hide():
            with acting_as(cast.osei):
                actions.hide_line(by=cast.osei, line=Line.objects.get(seq=1), why="unkind")

        await live.ask(hide)
        await until(lambda: "changed" in saffron.kinds)
        assert ("changed", None, {"seq": 1}) in saffron.events


@played
async def test_the_room_says_when_a_host_comes_and_goes(cast, room, keys):
    async with house() as (live, _rooms):
        heron = await Browser(live, keys["heron"]).listen()
        states = lambda: [data["state"] for kind, _seq, data in heron.events if kind == "state"]  # noqa: E731
        await live.ask(lambda: actions.begin_hosting(by=cast.osei, room=room, minutes=30))
        await until(lambda: states()[-1] == "hosted")
        await live.ask(lambda: actions.end_hosting(by=cast.osei, room=room))
        await until(lambda: states()[-1] == "quiet")


@played
async def test_a_whisper_reaches_one_member_alone(cast, keys):
    async with house() as (live, _rooms):
        heron, saffron = await Browser(live, keys["heron"]).listen(), await Browser(live, keys["saffron"]).listen()
        await heron.say("Hm")
        await until(lambda: saffron.lines == [1])

        def whisper():
            with acting_as(cast.osei):
                actions.whisper(by=cast.osei, line=Line.objects.get(seq=1), body="Are you all right?")

        await live.ask(whisper)
        await until(lambda: "whisper" in heron.kinds)
        assert "whisper" not in saffron.kinds
        assert heron.events[-1][2]["words"] == "Are you all right?"


@played
async def test_the_same_key_sent_again_is_one_line_with_the_same_answer(keys):
    """P7."""
    async with house() as (live, _rooms):
        heron, key = Browser(live, keys["heron"]), str(uuid.uuid4())
        answers = await asyncio.gather(*(heron.say("Once", key=key) for _n in range(5)))
        assert {one["fate"] for one in answers} == {"said"}
        assert await live.ask(_count) == 1


def _count():
    from kith.domains.rooms.queries.lines import HOUSE

    with acting_as(HOUSE):
        return Line.objects.count()


@played
async def test_a_line_from_another_site_is_refused(keys):
    async with house() as (live, _rooms):
        heron = Browser(live, keys["heron"])
        right = heron._token()
        for wrong in ([], right[1:], [*right[:1], (b"origin", b"http://evil.example"), right[2]], right[:2]):
            heron._token = lambda wrong=wrong: wrong
            assert (await heron.say("Mine?"))["status"] == 403


@played
async def test_shutting_down_lets_every_reader_go(keys):
    async with house() as (live, _rooms):
        heron = await Browser(live, keys["heron"]).listen()
        live.close()
        await until(heron.is_closed.is_set)
        await heron.listen()
        assert "here" not in heron.kinds[-1:], "it may ask again, elsewhere"

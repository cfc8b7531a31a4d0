"""The living room as a page, complete without scripts, and the host's page."""

import datetime as dt
import re
import subprocess
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from kith.domains.rooms import actions
from kith.domains.rooms.line_port import LinePort
from kith.domains.rooms.models import Hosting, Line, Whisper
from kith.domains.rooms.queries.hosting import hosts, state_of
from kith.domains.rooms.queries.lines import HOUSE
from kith.domains.rooms.tests import factories as make
from kith.domains.safety.models import Alert
from kith.kernel.access import Refused
from kith.kernel.acting import acting_as
from kith.kernel.clock import now
from kith.kernel.contributions import port_of
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
ROOM, HOST = "/rooms/living-room", "/desk/rooms/living-room/host"


@pytest.fixture
def room(cast):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    living = make.make_living_room()
    make.make_key(cast.heron, make.make_room("willow", community=make.make_community("valley", team=cast.team)))
    make.make_key(cast.saffron, make.make_room("alder", community=make.make_community("orchard")))
    for who in (cast.heron, cast.saffron, cast.osei):
        make.make_profile(who)
    return living


def kept():
    with acting_as(HOUSE):
        return list(Line.objects.order_by("seq"))


@pytest.mark.req("R002-7")
def test_one_can_talk_without_scripts(cast, room):
    heron, saffron = cast.client(cast.heron), cast.client(cast.saffron)
    page = heron.get(ROOM)
    assert page.status_code == 200
    assert "Nothing was said here lately" in page.content.decode()
    key = re.search(r'name="sent_key" value="([^"]+)"', page.content.decode())[1]
    sent = {"body": "Hello <b>all</b>", "sent_key": key}
    assert heron.post(ROOM, sent)["Location"].startswith(ROOM)
    heron.post(ROOM, sent)
    assert [line.body for line in kept()] == ["Hello <b>all</b>"], "a double tap is one line"
    read = saffron.get(ROOM).content.decode()
    assert "Hello &lt;b&gt;all&lt;/b&gt;" in read
    assert "Take back" not in read.split("<template")[0]
    heron.post(f"{ROOM}/lines/1/withdrawal")
    assert "Hello" not in saffron.get(ROOM).content.decode()
    assert saffron.post(f"{ROOM}/lines/1/withdrawal").status_code == 404


def test_an_empty_line_keeps_the_page_and_says_what_is_missing(cast, room):
    answer = cast.client(cast.heron).post(ROOM, {"body": ""})
    assert answer.status_code == 422
    assert "Write a few words first." in answer.content.decode()


def test_who_holds_no_key_finds_no_living_room(cast, room, client):
    nothing = client.get("/nothing-here").content
    for who in (cast.priya, cast.leah_member, cast.carys):
        answer = cast.client(who).get(ROOM)
        assert (answer.status_code, answer.content) == (404, nothing)


@pytest.mark.req("R002-2")
def test_the_page_says_how_the_room_is_before_one_writes(cast, room):
    room.quiet_slow_seconds = 20
    room.save()
    heron = cast.client(cast.heron)
    page = heron.get(ROOM).content.decode()
    assert "Nobody of the team is here now" in page
    assert "one line every 20 seconds" in page
    assert "This is not a crisis service" in page
    actions.begin_hosting(by=cast.osei, room=room, minutes=60)
    assert "of the team is here until" in heron.get(ROOM).content.decode()
    heron.post(ROOM, {"body": "One"})
    answer = heron.post(ROOM, {"body": "Two"})
    assert answer.status_code == 302, "with a host it goes at its usual pace"


def test_a_line_too_soon_keeps_its_words(cast, room):
    room.slow_seconds = 30
    room.save()
    heron = cast.client(cast.heron)
    heron.post(ROOM, {"body": "One"})
    answer = heron.post(ROOM, {"body": "Two, kept"})
    assert answer.status_code == 422
    assert "Two, kept" in answer.content.decode()
    assert "You can write again at" in answer.content.decode()


def test_the_room_never_shows_a_host_who_is_gone(cast, room):
    actions.begin_hosting(by=cast.osei, room=room, minutes=60)
    assert [host.person_id for host in hosts(HOUSE, room)] == [cast.osei.id]
    with time_machine.travel(now() + dt.timedelta(seconds=40)):
        assert actions.stay_here(by=cast.osei, room=room)
    with time_machine.travel(now() + dt.timedelta(seconds=80)):
        assert hosts(HOUSE, room), "their page was heard 40 seconds ago"
    with time_machine.travel(now() + dt.timedelta(seconds=90)):
        assert state_of(HOUSE, room).code == "quiet"
    with time_machine.travel(now() + dt.timedelta(minutes=61)):
        assert not actions.stay_here(by=cast.osei, room=room), "the time they said is over"


def test_handing_over_overlaps_by_fifteen_seconds(cast, room):
    tom = make.people.make_staff("Wren Ash", "moderator", team=cast.team)
    make.make_profile(tom)
    actions.begin_hosting(by=cast.osei, room=room, minutes=60)
    actions.begin_hosting(by=tom, room=room, minutes=60)
    assert len(hosts(HOUSE, room)) == 2, "nobody asked to hand over, so both stay"
    actions.end_hosting(by=tom, room=room)
    actions.offer_hosting(by=cast.osei, room=room)
    with time_machine.travel(now() + dt.timedelta(seconds=30)):
        assert [host.person_id for host in hosts(HOUSE, room)] == [cast.osei.id], "until somebody comes, they stay"
        actions.begin_hosting(by=tom, room=room, minutes=60)
        assert len(hosts(HOUSE, room)) == 2
    with time_machine.travel(now() + dt.timedelta(seconds=46)):
        assert [host.person_id for host in hosts(HOUSE, room)] == [tom.id]


def test_the_hosts_page_hides_slows_and_whispers(cast, room):
    heron, saffron, osei = (cast.client(who) for who in (cast.heron, cast.saffron, cast.osei))
    heron.post(ROOM, {"body": "Too much"})
    assert "I am here" in osei.get(HOST).content.decode()
    osei.post(f"{HOST}/here", {"minutes": "30"})
    assert osei.post(f"{HOST}/still-here").json() == {"here": True}
    osei.post("/desk/rooms/living-room/lines/1/hide")
    assert "Too much" in saffron.get(ROOM).content.decode()  # nothing is taken away without a reason
    osei.post("/desk/rooms/living-room/lines/1/hide", {"why": "unkind"})
    assert "Too much" not in saffron.get(ROOM).content.decode()
    assert "Too much" in osei.get(HOST).content.decode()
    osei.post("/desk/rooms/living-room/lines/1/show")
    assert "Too much" in saffron.get(ROOM).content.decode()
    osei.post("/desk/rooms/living-room/lines/1/whisper", {"body": "Are you all right?"})
    assert "Are you all right?" in heron.get(ROOM).content.decode()
    assert "Are you all right?" not in saffron.get(ROOM).content.decode()
    with acting_as(HOUSE):
        whisper = Whisper.objects.get()
    assert saffron.post(f"{ROOM}/whispers/{whisper.pk}").status_code == 404
    heron.post(f"{ROOM}/whispers/{whisper.pk}")
    assert "Are you all right?" not in heron.get(ROOM).content.decode()
    osei.post(f"{HOST}/slow", {"seconds": "60"})
    assert state_of(HOUSE, room).slow_seconds == 60
    osei.post(f"{HOST}/hand-over")
    with acting_as(HOUSE):
        assert Hosting.objects.get().hands_over_at
    osei.post(f"{HOST}/leave")
    assert state_of(HOUSE, room).code == "quiet"


def test_members_and_others_have_no_hosts_page(cast, room):
    line = {"slug": "living-room", "seq": 1}
    addresses = [
        reverse("rooms:host", args=["living-room"]),
        reverse("rooms:host-do", args=["living-room", "here"]),
        reverse("rooms:host-line", kwargs={**line, "what": "hide"}),
        reverse("rooms:host-whisper", kwargs=line),
    ]
    cast.client(cast.heron).post(ROOM, {"body": "Mine"})
    for who in (cast.heron, cast.priya, cast.carys):
        for address in addresses:
            assert cast.client(who).get(address).status_code == 404
            assert cast.client(who).post(address).status_code == 404


def test_only_who_watches_over_the_room_slows_it(cast, room):
    with pytest.raises(Refused):
        actions.slow_down(by=cast.heron, room=room, seconds=30)
    actions.slow_down(by=cast.osei, room=room, seconds=30, minutes=5)
    assert state_of(HOUSE, room).slow_seconds == 30
    with time_machine.travel(now() + dt.timedelta(minutes=6)):
        assert state_of(HOUSE, room).slow_seconds == 0
    with pytest.raises(NotPossible):
        actions.slow_down(by=cast.osei, room=room, seconds=999)


def test_ones_own_line_and_a_word_to_oneself_are_nobody_elses(cast, room):
    mine = reverse("rooms:line-withdrawal", args=["living-room", 1])
    assert cast.client(cast.heron).get(mine).status_code == 405
    assert cast.client(cast.heron).post(mine).status_code == 404, "there is no such line"
    nowhere = reverse("rooms:whisper-away", args=["living-room", make.uuid.uuid4()])
    assert cast.client(cast.heron).post(nowhere).status_code == 404


def test_a_word_from_the_host_is_put_away_by_whom_it_is_for(cast, room):
    """rooms.read_whisper: only the two of them know of it, and only its reader puts it away."""
    cast.client(cast.saffron).post(ROOM, {"body": "It"})
    with acting_as(cast.osei):
        port_of("rooms.line").reply_privately(cast.osei, kept()[0].pk, "A word for you.")
    with acting_as(HOUSE):
        whisper = Whisper.objects.get()
    away = reverse("rooms:whisper-away", args=["living-room", whisper.pk])
    assert cast.client(cast.heron).post(away).status_code == 404
    assert cast.client(cast.saffron).post(away).status_code == 302
    assert "A word for you." not in cast.client(cast.saffron).get(ROOM).content.decode()


def test_safety_sees_and_changes_a_line_through_its_port(cast, room):
    cast.client(cast.heron).post(ROOM, {"body": "Before"})
    cast.client(cast.saffron).post(ROOM, {"body": "It"})
    cast.client(cast.heron).post(ROOM, {"body": "After"})
    port, it = port_of("rooms.line"), kept()[1]
    assert isinstance(port, LinePort)
    with acting_as(cast.osei):
        around = port.surroundings(cast.osei, it.pk)
        assert [one.body for one in (*around.before, around.it, *around.after)] == ["Before", "It", "After"]
        assert set(port.many(cast.osei, [it.pk])) == {it.pk}
        assert [one.body for one in port.of_author(cast.osei, it.author_id, 5)] == ["It"]
        port.change(cast.osei, it.pk, "hide")
        port.reply_privately(cast.osei, it.pk, "We hid one line. You are not in trouble.")
    assert [line.state for line in kept()] == ["visible", "hidden", "visible"]
    assert "You are not in trouble" in cast.client(cast.saffron).get(ROOM).content.decode()
    with acting_as(cast.priya):
        assert port.surroundings(cast.priya, it.pk) is None
    actions.take_back_line(by=cast.saffron, line=it)
    with connection.cursor() as cursor, acting_as(HOUSE):
        cursor.execute("SELECT l.state, l.body, w.body::text FROM rooms_line l JOIN rooms_wording w ON l.id = line_id")
        state, body, sealed = cursor.fetchone()
    assert (state, body, "It" in sealed) == ("withdrawn", "", False)
    with acting_as(cast.osei):
        assert port.many(cast.osei, [it.pk])[it.pk].earlier == ("It",)  # sealed, until somebody has looked (H9)
        port.forget_original(it.pk)
        assert port.many(cast.osei, [it.pk])[it.pk].earlier == ()


@pytest.mark.req("R002-17")
def test_what_shows_who_one_is_is_masked_in_one_tap_or_waits(cast, room):
    heron, saffron = cast.client(cast.heron), cast.client(cast.saffron)
    sent = {"body": "Ring me on 07700 900982 tonight, love", "sent_key": "6a1f6a3e-0f3c-4d5c-9f0c-2f5a6f0b7c11"}
    asked = heron.post(ROOM, sent)
    page = asked.content.decode()
    assert "<mark>" in page
    assert "You are not in trouble" in page
    assert kept() == []
    heron.post(ROOM, {**sent, "held": "mask"})
    assert [line.state for line in kept()] == ["visible"]
    assert "07700" not in kept()[0].body
    heron.post(ROOM, {**sent, "sent_key": "", "held": "wait"})
    assert [line.state for line in kept()] == ["visible", "held"]
    assert "07700" not in saffron.get(ROOM).content.decode()
    own = heron.get(ROOM).content.decode()
    assert "07700" in own
    assert "Our team reads it first" in own


@pytest.mark.req("R002-20")
def test_distress_appears_at_once_and_its_writer_is_met_with_help(cast, room):
    heron, saffron = cast.client(cast.heron), cast.client(cast.saffron)
    heron.post(ROOM, {"body": "I am going to kill myself tonight"})
    assert [line.state for line in kept()] == ["visible"]
    assert "kill myself" in saffron.get(ROOM).content.decode()
    met = heron.get(ROOM).content.decode().split("<template")[0]
    assert "Your words matter" in met
    assert "999" in met
    with acting_as(HOUSE):
        assert Alert.objects.filter(tier__gte=3).count() == 1


def test_the_scripts_keep_their_rules():
    tests = sorted(str(path) for path in (Path(__file__).parent / "js").glob("*.test.js"))
    ran = subprocess.run(["node", "--test", *tests], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stdout[-2000:]

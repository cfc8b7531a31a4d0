"""What a host takes away in live talk: with a reason, on record, told to its writer; never more than at the desk."""

import re
import uuid

import pytest
from django.db import connection

from kith.domains.notices.models import Notice
from kith.domains.people.actions import link_one_human
from kith.domains.people.models import Person
from kith.domains.people.tests.factories import make_staff, make_team
from kith.domains.rooms import actions
from kith.domains.rooms.models import Line
from kith.domains.rooms.queries.lines import HOUSE
from kith.domains.rooms.queries.seats import seat
from kith.domains.rooms.speaking import Spoken
from kith.domains.rooms.tests import factories as make
from kith.domains.safety import actions as safety
from kith.domains.safety.models import Decision
from kith.domains.safety.queries.appeals import about_my_words, second_looks
from kith.domains.safety.tests.factories import run_events
from kith.kernel.access import Refused
from kith.kernel.acting import acting_as
from kith.kernel.clock import now
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
HOST = "/desk/rooms/living-room"


@pytest.fixture
def room(cast):
    """Heron's team is Osei's; Mo moderates for another team and sits here too, and Ines is a peer there."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    living = make.make_living_room()
    make.make_key(cast.heron, make.make_room("willow", community=make.make_community("valley", team=cast.team)))
    team = make_team("Orchard team")
    make.make_room("alder", community=make.make_community("orchard", team=team))
    cast.mo, cast.ines = (
        make_staff("Mo Sayed", "moderator", team=team),
        make_staff("Ines Duarte", "peer_worker", team=team),
    )
    for who in (cast.heron, cast.osei, cast.mo, cast.ines):
        make.make_profile(who)
    return living


def said(who, words="Too much."):
    spoken = Spoken(seat(who, "living-room"), words, uuid.uuid4(), "ask")
    with acting_as(HOUSE):
        room = make.Room.objects.get(slug="living-room")
    answer = actions.say(by=HOUSE, room=room, lines=[spoken])[0]
    with acting_as(HOUSE):
        return Line.objects.get(room=room, seq=answer.said.seq)


def state(line):
    with acting_as(HOUSE):
        return Line.objects.get(pk=line.pk).state


def decisions():
    with acting_as(HOUSE):
        return list(Decision.objects.order_by("at").values_list("verb", "why", "by_id", "needs_second_look"))


@pytest.mark.req("R002-23")
def test_a_host_of_another_team_hides_with_a_reason_and_its_writer_can_appeal(cast, room):
    line = said(cast.heron)
    with pytest.raises(NotPossible, match="Choose a reason"):
        actions.hide_line(by=cast.mo, line=line, why="")
    assert (state(line), decisions()) == ("visible", [])
    actions.hide_line(by=cast.mo, line=line, why="unkind")
    assert (state(line), decisions()) == ("hidden", [("hid", "unkind", cast.mo.id, True)])
    run_events()
    assert Notice.objects.filter(person_id=cast.heron.id, kind="about_a_post").count() == 1
    told = about_my_words(cast.heron)
    assert [(one.own_words, one.can_appeal) for one in told] == [("Too much.", True)]
    with acting_as(cast.osei):
        assert [one.decision.pk for one in second_looks(cast.osei)] == [told[0].decision.pk]
    asked = safety.appeal(by=cast.heron, decision=told[0].decision, words="It was a joke.")
    safety.answer_appeal(by=cast.osei, asked=asked, changes=True, words="You are right.")
    assert state(line) == "visible"


@pytest.mark.req("R003-42")
def test_a_peer_who_hosts_lets_a_line_wait_and_neither_hides_nor_shows(cast, room):
    line = said(cast.heron)
    with pytest.raises(Refused):
        actions.put_line_aside(by=cast.ines, line=line, why="unkind")  # she does not sit there yet
    actions.begin_hosting(by=cast.ines, room=room, minutes=30)
    with pytest.raises(Refused):
        actions.hide_line(by=cast.ines, line=line, why="unkind")
    actions.put_line_aside(by=cast.ines, line=line, why="unkind")
    assert state(line) == "held"
    with pytest.raises(Refused):
        actions.show_line(by=cast.ines, line=line)
    actions.show_line(by=cast.mo, line=line)
    assert [verb for verb, *_more in decisions()] == ["held", "released"]


def test_nobody_decides_about_their_own_line(cast, room):
    with pytest.raises(Refused):
        actions.hide_line(by=cast.osei, line=said(cast.osei), why="unkind")


@pytest.mark.req("R002-23")
def test_staff_are_told_of_decisions_about_their_own_words_and_can_appeal(cast, room):
    yan = make_staff("Yan Kowal", "moderator", team=cast.team)
    make.make_profile(yan)
    actions.hide_line(by=cast.mo, line=said(cast.osei, "Come to room four."), why="identity")
    run_events()
    assert Notice.objects.filter(person_id=cast.osei.id, kind="about_a_post").count() == 1
    page = cast.client(cast.osei).get("/you/decisions").content.decode()
    assert "We hid something you wrote" in page
    told = about_my_words(cast.osei)[0]
    asked = safety.appeal(by=cast.osei, decision=told.decision, words="It was the group's room.")
    with pytest.raises(Refused):
        safety.answer_appeal(by=cast.osei, asked=asked, changes=True, words="Mine.")
    safety.answer_appeal(by=yan, asked=asked, changes=False, words="It says where you are.")
    assert about_my_words(cast.mo) == []


def test_the_page_offers_what_the_viewer_may_do(cast, room):
    said(cast.heron)
    actions.begin_hosting(by=cast.ines, room=room, minutes=30)
    offers = {}
    for who in (cast.ines, cast.mo):
        page = cast.client(who).get(f"{HOST}/host").content.decode()
        offers[who.name or str(who.id)] = set(re.findall(r"lines/1/(hide|aside|show)", page))
    assert list(offers.values()) == [{"aside"}, {"hide"}]
    cast.client(cast.ines).post(f"{HOST}/lines/1/aside", {"why": "unkind"})
    assert "lines/1/show" in cast.client(cast.mo).get(f"{HOST}/host").content.decode()
    assert "lines/1/show" not in cast.client(cast.ines).get(f"{HOST}/host").content.decode()


@pytest.mark.req("R003-42")
def test_nobody_hosts_a_room_they_use_as_a_member_and_nothing_says_why(cast, room):
    """J11: Ines works as a peer, and sits here as a member too. Her page and the audit look as ever."""
    member = make.people.make_member("Ines Other")
    link_one_human(by=HOUSE, person=Person.objects.get(pk=member.id), other_id=cast.ines.id)
    actions.begin_hosting(by=cast.ines, room=room, minutes=30)  # without a key, that side sits nowhere
    actions.end_hosting(by=cast.ines, room=room)
    with acting_as(HOUSE):
        key = make.make_key(member, make.Room.objects.get(slug="alder"))
    before = AuditEntry.objects.count()
    with pytest.raises(NotPossible, match="You cannot host this room"):
        actions.begin_hosting(by=cast.ines, room=room, minutes=30)
    assert AuditEntry.objects.count() == before
    assert cast.client(cast.ines).get(f"{HOST}/host").status_code == 200
    with acting_as(HOUSE):
        type(key).objects.filter(pk=key.pk).update(ended_at=now(), ended_how="revoked")
    actions.begin_hosting(by=cast.ines, room=room, minutes=30)

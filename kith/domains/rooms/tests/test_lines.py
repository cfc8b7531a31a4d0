"""Saying something in the living room: kept in order, once, screened, and only while a door stands open."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.domains.rooms import actions, queries
from kith.domains.rooms.models import Line, LineCount
from kith.domains.rooms.queries import lines as past
from kith.domains.rooms.queries.audience import audience
from kith.domains.rooms.queries.hosting import state_of
from kith.domains.rooms.queries.lines import HOUSE, missed, news
from kith.domains.rooms.queries.seats import seat
from kith.domains.rooms.speaking import Spoken
from kith.domains.rooms.tests import factories as make
from kith.domains.safety.models import Screened
from kith.kernel.access import Refused
from kith.kernel.acting import acting_as
from kith.kernel.clock import now
from kith.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def calm(monkeypatch):
    """Nothing worries, until a test says otherwise."""
    from kith.screening import Verdict

    monkeypatch.setattr("kith.domains.rooms.looking.read_words", lambda *_a, **_k: Verdict(0, lexicon="test"))


@pytest.fixture
def room(cast):
    """A living room; Heron and Saffron hold keys to different rooms, Tom moderates one of them."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # within one test's transaction, doors move on at once
    living = make.make_living_room()
    willow = make.make_room("willow", community=make.make_community("valley", team=cast.team))
    alder = make.make_room("alder", community=make.make_community("orchard"))
    make.make_key(cast.heron, willow)
    make.make_key(cast.saffron, alder)
    for who in (cast.heron, cast.saffron, cast.osei):
        make.make_profile(who)
    return living


def line(viewer, words="Hello all.", *, key=None, held="ask"):
    return Spoken(seat(viewer, "living-room"), words, key or uuid.uuid4(), held)


def last_lines(viewer, its_seat):
    with acting_as(viewer):
        return past.last_lines(viewer, its_seat)


def say(room, *lines):
    return actions.say(by=HOUSE, room=room, lines=lines)


@pytest.mark.req("R002-7")
def test_lines_of_one_go_are_numbered_in_order_and_each_is_screened_and_recorded(cast, room):
    answers = say(room, line(cast.heron, "One."), line(cast.saffron, "Two."), line(cast.osei, "Three."))
    assert [(one.fate, one.said.seq) for one in answers] == [("said", 1), ("said", 2), ("said", 3)]
    answers = say(room, line(cast.heron, "Four."))
    assert answers[0].said.seq == 4
    assert LineCount.objects.get(room=room).last_seq == 4
    with acting_as(HOUSE):
        assert list(Line.objects.order_by("seq").values_list("body", flat=True)) == ["One.", "Two.", "Three.", "Four."]
        assert Screened.objects.filter(kind="rooms.line").count() == 4
        theirs = Screened.objects.filter(staff_id=cast.osei.id)
        assert [one.away_from for one in theirs] == [[cast.osei.id]]
    recorded = AuditEntry.objects.filter(use_case="rooms.say")
    handles = {seat(who, "living-room").profile_id for who in (cast.heron, cast.saffron)}
    assert recorded.count() == 4
    assert set(recorded.values_list("actor_id", flat=True)) == {*handles, cast.osei.id}


def test_ten_lines_ask_the_database_no_more_than_one(cast, room):
    """What a line costs while a crowd talks: a statement for each line would be felt by all who listen."""

    def asked(count):
        lines = [line(cast.heron, f"Line {n}.") for n in range(count)]
        with CaptureQueriesContext(connection) as statements:
            told = actions.say(by=HOUSE, room=room, lines=lines, is_again=False)
        assert [one.fate for one in told] == ["said"] * count
        return len(statements)

    with time_machine.travel(now(), tick=False):
        asked(1)  # what is known for a second or longer is asked now
        assert asked(10) == asked(1) <= 9


def test_the_same_key_twice_is_one_line(cast, room):
    key = uuid.uuid4()
    first, again = say(room, line(cast.heron, key=key), line(cast.heron, key=key))
    later = say(room, line(cast.heron, key=key))[0]
    assert first.said.seq == later.said.seq == 1
    assert (first.is_again, again.is_again, later.is_again) == (False, True, True)
    assert say(room, line(cast.saffron, key=key))[0].said.seq == 2, "another writer's key is another line"


def test_nobody_speaks_whose_door_has_closed(cast, room):
    spoken = line(cast.heron)
    make.Key.objects.filter(person_id=cast.heron.id).update(ended_at=now(), ended_how="revoked")
    assert say(room, spoken)[0].fate == "gone"
    assert seat(cast.heron, "living-room") is None
    assert seat(cast.priya, "living-room") is None, "a link worker holds no room"
    assert seat(cast.arthur, "living-room") is None
    with acting_as(HOUSE):
        assert not Line.objects.exists()


def test_only_the_house_commits_lines(cast, room):
    with pytest.raises(Refused):
        actions.say(by=cast.heron, room=room, lines=[line(cast.heron)])


def test_empty_and_long_lines_are_not_kept(cast, room):
    assert [one.fate for one in say(room, line(cast.heron, "  "), line(cast.heron, "x" * 601))] == ["empty", "long"]


@pytest.mark.req("R002-2")
def test_quiet_is_slower_than_hosted_and_closed_takes_no_lines(cast, room):
    room.quiet_slow_seconds = 20
    room.save()
    assert [one.fate for one in say(room, line(cast.heron), line(cast.heron))] == ["said", "slow"]
    assert say(room, line(cast.osei), line(cast.osei))[1].fate == "said", "the team may answer two at once"
    with time_machine.travel(now() + dt.timedelta(seconds=21)):
        assert say(room, line(cast.heron))[0].fate == "said"
        actions.begin_hosting(by=cast.osei, room=room, minutes=30)
        assert say(room, line(cast.heron))[0].fate == "said"
    room.closes_when_empty = True
    room.save()
    with time_machine.travel(now() + dt.timedelta(hours=3)):
        assert state_of(HOUSE, room).code == "closed"
        assert say(room, line(cast.heron))[0].fate == "closed"


def test_who_is_kept_apart_hears_nothing_of_the_other(cast, room):
    mine, theirs = seat(cast.heron, "living-room"), seat(cast.saffron, "living-room")
    say(room, line(cast.saffron, "Before."))
    assert [one.words for one in last_lines(cast.heron, mine)] == ["Before."]
    other = make.Profile.objects.get(pk=theirs.profile_id)
    actions.block(by=cast.heron, profile=make.Profile.objects.own(cast.heron).get(), other=other)
    say(room, line(cast.saffron, "After."), line(cast.heron, "Me."))
    assert [one.words for one in last_lines(cast.heron, mine)] == ["Me."]
    assert [one.words for one in last_lines(cast.saffron, theirs)] == ["Before.", "After."]
    came_back = missed(cast.saffron, theirs, 0)
    assert [(one.seq, one.words, one.is_shown) for one in came_back.lines] == [
        (1, "Before.", True),
        (2, "After.", True),
        (3, "", False),
    ]
    assert audience(HOUSE, room.pk).apart_from(mine.profile_id) == {theirs.profile_id}


def test_a_hidden_line_loses_its_words_everywhere_and_can_come_back(cast, room):
    said = say(room, line(cast.heron, "Too much."))[0].said
    with acting_as(HOUSE):
        kept = Line.objects.get(seq=said.seq)
    with pytest.raises(Refused):
        actions.hide_line(by=cast.saffron, line=kept, why="unkind")
    actions.hide_line(by=cast.osei, line=kept, why="unkind")
    theirs = seat(cast.saffron, "living-room")
    assert last_lines(cast.saffron, theirs) == []
    assert [(one.seq, one.words) for one in missed(cast.saffron, theirs, 1).changed] == [(1, "")]
    actions.show_line(by=cast.osei, line=kept)
    assert [one.words for one in last_lines(cast.saffron, theirs)] == ["Too much."]
    assert [one.words for one in news(HOUSE, room.pk, 1, [1]).changed] == ["Too much."]


def test_ones_own_line_can_be_taken_back_by_oneself_only(cast, room):
    say(room, line(cast.heron, "Oh."))
    with acting_as(HOUSE):
        kept = Line.objects.get()
    with pytest.raises(Refused):
        actions.take_back_line(by=cast.saffron, line=kept)
    actions.take_back_line(by=cast.heron, line=kept)
    assert last_lines(cast.heron, seat(cast.heron, "living-room")) == []


def test_the_audience_agrees_with_the_doors(cast, room):
    """The rule asked for everybody at once is the rule asked for each."""
    everybody = [getattr(cast, name) for name in vars(cast) if hasattr(getattr(cast, name), "sphere")]
    moments = [now(), now() + dt.timedelta(days=2)]
    make.make_key(cast.leah_member, make.Room.objects.get(slug="alder"), until_at=now() + dt.timedelta(days=1))
    make.make_key(cast.arthur, make.Room.objects.get(slug="alder"), from_at=now() + dt.timedelta(days=1))
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            for place in make.Room.objects.all():
                inside = audience(HOUSE, place.pk).people
                # Somebody without a login has no stream, whatever keys they hold.
                by_doors = {
                    one.id
                    for one in everybody
                    if one is not cast.arthur and make.Room.objects.visible_to(one).filter(pk=place.pk).exists()
                }
                assert inside == by_doors, place.slug


def test_muted_people_and_words_are_kept_for_ones_own_page(cast, room):
    mine = make.Profile.objects.own(cast.heron).get()
    theirs = seat(cast.saffron, "living-room")
    say(room, line(cast.saffron, "I baked a Cake."), line(cast.osei, "Cake is fine."), line(cast.osei, "Rain."))
    lines = last_lines(cast.heron, seat(cast.heron, "living-room"))
    actions.mute_words(by=cast.heron, profile=mine, words=["cake"])
    folding = queries.folding(cast.heron, mine)
    assert [folding.folds(one.author_id, one.words) for one in lines] == [True, True, False]
    actions.mute(by=cast.heron, profile=mine, other=make.Profile.objects.get(pk=theirs.profile_id))
    assert theirs.profile_id in queries.folding(cast.heron, mine).muted

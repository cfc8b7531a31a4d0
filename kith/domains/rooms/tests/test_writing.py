"""Writing in a room: what is kept, told and counted, what is refused, and that the same form is one post."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import time_machine

from kith.domains.notices.models import Notice
from kith.domains.rooms import actions
from kith.domains.rooms.authoring import KIND, appeared
from kith.domains.rooms.looking import HeldWords
from kith.domains.rooms.models import Block, Draft, Post, Read, Topic
from kith.domains.rooms.tests import factories as make
from kith.domains.rooms.tests.writing import MONDAY_10, TESTS, reply, start
from kith.domains.safety.models import Screened
from kith.domains.safety.tests.factories import make_hours
from kith.kernel.access import Refused
from kith.kernel.acting import acting_as
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible
from kith.screening import Hit, Span, Verdict, mask


@pytest.mark.req("R002-14")
def test_a_topic_stands_with_its_first_words(cast, willow, verdicts):
    sent = start(
        cast.heron, willow.room, title="  Mornings \n again ", body="First.\r\n\r\nSecond <b>line</b>\nand third"
    )
    with acting_as(TESTS):
        topic = Topic.objects.get()
    assert (topic.title, topic.state, topic.last_seq) == ("Mornings again", "visible", 1)
    assert sent.post.html == "<p>First.</p><p>Second &lt;b&gt;line&lt;/b&gt;<br>and third</p>"
    assert sent.post.author_id == willow.heron.pk


def test_what_is_written_is_screened_in_the_same_breath(cast, willow, verdicts):
    sent = start(cast.heron, willow.room)
    with acting_as(TESTS):
        kept = Screened.objects.get()
    assert (kept.kind, kept.contribution_id, kept.author_id) == (KIND, sent.post.pk, willow.heron.pk)
    assert (kept.team_id, kept.place_id, kept.is_first) == (cast.team.pk, willow.room.pk, True)


@pytest.mark.req("R002-20")
def test_what_one_of_the_team_writes_is_screened_as_theirs(cast, willow, verdicts):
    start(cast.osei, willow.room)
    with acting_as(TESTS):
        kept = Screened.objects.get()
    assert (kept.staff_id, kept.away_from) == (cast.osei.id, [cast.osei.id])


def test_a_post_that_cannot_be_screened_is_not_posted(cast, willow, verdicts, monkeypatch):
    monkeypatch.setattr("kith.domains.rooms.actions.topics.keep_screened", lambda **_said: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        start(cast.heron, willow.room)
    with acting_as(TESTS):
        assert not Post.objects.exists()
        assert not Topic.objects.exists()


def test_members_are_recorded_under_their_handle_and_never_by_person(cast, willow, verdicts):
    topic = start(cast.heron, willow.room).post.topic
    reply(cast.saffron, topic)
    lines = AuditEntry.objects.filter(use_case__regex="^(rooms|safety)")
    assert {line.use_case for line in lines} >= {"rooms.start_topic", "rooms.reply"}
    known = {line.actor_id for line in lines} | {line.subject_id for line in lines}
    assert known == {willow.heron.pk, willow.saffron.pk}


def test_a_reply_takes_the_next_place_and_the_topic_comes_up(cast, willow, verdicts):
    with time_machine.travel(MONDAY_10, tick=False):
        topic = start(cast.heron, willow.room).post.topic
    with time_machine.travel(MONDAY_10 + dt.timedelta(hours=1), tick=False):
        sent = reply(cast.saffron, topic)
    with acting_as(TESTS):
        topic = Topic.objects.get()
    assert (sent.post.seq, topic.last_seq, topic.last_at) == (2, 2, MONDAY_10 + dt.timedelta(hours=1))


@pytest.mark.req("R002-14")
def test_the_same_form_twice_is_one_post(cast, willow, verdicts):
    key = uuid.uuid4()
    first = start(cast.heron, willow.room, sent_key=key)
    again = start(cast.heron, willow.room, sent_key=key)
    assert (again.post.pk, again.met) == (first.post.pk, None)
    twice = uuid.uuid4()
    said = reply(cast.heron, first.post.topic, sent_key=twice)
    assert reply(cast.heron, first.post.topic, sent_key=twice).post.pk == said.post.pk
    with acting_as(TESTS):
        assert Post.objects.count() == 2
        assert Screened.objects.count() == 2


def test_the_same_form_with_other_words_is_told_and_changes_nothing(cast, willow, verdicts):
    key = uuid.uuid4()
    topic = start(cast.heron, willow.room, sent_key=key).post.topic
    with pytest.raises(actions.SentBefore):
        start(cast.heron, willow.room, sent_key=key, body="Something else.")
    with acting_as(TESTS):
        assert Post.objects.get(topic=topic).body == "I get up late."


def test_anothers_key_of_a_form_means_nothing(cast, willow, verdicts):
    key = uuid.uuid4()
    topic = start(cast.heron, willow.room, sent_key=key).post.topic
    assert reply(cast.saffron, topic, sent_key=key).met is not None


@pytest.mark.req("R002-5")
def test_nobody_writes_without_a_key(cast, willow, verdicts):
    topic = start(cast.heron, willow.room).post.topic
    make.make_profile(cast.leah_member)
    for viewer in (cast.leah_member, cast.priya, cast.tom):
        with pytest.raises(Refused):
            start(viewer, willow.room)
        with pytest.raises(Refused):
            reply(viewer, topic)


def test_nothing_is_posted_after_the_key_was_taken_back(cast, willow, verdicts):
    topic = start(cast.heron, willow.room).post.topic
    with acting_as(TESTS):
        cast_key = willow.room.keys.get(person_id=cast.saffron.id)
        cast_key.ended_at, cast_key.ended_how = MONDAY_10, "revoked"
        cast_key.save()
    with pytest.raises(Refused):
        reply(cast.saffron, topic)


def test_a_topic_needs_words(cast, willow, verdicts):
    for title, body, field in (("", "Words", "title"), ("T", " \n\u202e ", "body")):
        with pytest.raises(NotPossible) as refusal:
            start(cast.heron, willow.room, title=title, body=body)
        assert refusal.value.field == field


def test_words_that_are_too_long_are_told_so(cast, willow, verdicts):
    with pytest.raises(NotPossible, match="shorter"):
        start(cast.heron, willow.room, body="a" * 5001)
    with pytest.raises(NotPossible, match="title shorter"):
        start(cast.heron, willow.room, title="a" * 121)


def test_a_locked_topic_takes_replies_of_the_team_alone(cast, willow, verdicts):
    topic = start(cast.heron, willow.room).post.topic
    actions.lock_topic(by=cast.osei, topic=topic, is_on=True)
    with pytest.raises(NotPossible, match="no more replies"):
        reply(cast.saffron, topic)
    assert reply(cast.osei, topic).post.seq == 2


def test_a_slow_room_asks_members_to_wait(cast, willow, verdicts):
    willow.room.slow_seconds = 600
    with acting_as(TESTS):
        willow.room.save()
    with time_machine.travel(MONDAY_10, tick=False) as clock:
        topic = start(cast.heron, willow.room).post.topic
        with pytest.raises(NotPossible, match="10:10am"):
            reply(cast.heron, topic)
        assert reply(cast.saffron, topic)
        assert reply(cast.osei, topic)
        assert reply(cast.osei, topic)
        clock.shift(601)
        assert reply(cast.heron, topic)


def test_a_room_that_reads_first_holds_members_and_shows_the_team(cast, willow, verdicts):
    willow.room.reads_first = True
    with acting_as(TESTS):
        willow.room.save()
    sent = start(cast.heron, willow.room)
    assert (sent.post.state, sent.post.topic.state, sent.met.is_held) == ("held", "held", True)
    assert start(cast.osei, willow.room).post.state == "visible"


def test_who_was_asked_for_a_break_from_writing_reads_and_does_not_write(cast, willow, verdicts, monkeypatch):
    until = MONDAY_10 + dt.timedelta(days=1)
    monkeypatch.setattr("kith.domains.rooms.authoring.free_to_write", lambda _author: until)
    with pytest.raises(NotPossible, match="You can write again on"):
        start(cast.heron, willow.room)


@pytest.mark.req("R002-20")
def test_a_passage_that_would_wait_is_shown_to_its_writer_before_anything_is_posted(cast, willow, verdicts):
    verdicts["forty of them"] = "encouragement"
    with pytest.raises(HeldWords) as asked:
        start(cast.heron, willow.room, body="I took forty of them once.")
    marked = [words for words, is_part in asked.value.pieces if is_part]
    assert marked == ["forty of them"]
    assert "".join(words for words, _is_part in asked.value.pieces) == "Mornings\n\nI took forty of them once."
    with acting_as(TESTS):
        assert not Post.objects.exists()


@pytest.mark.req("R002-20")
def test_masked_in_one_press_it_appears_at_once(cast, willow, verdicts):
    verdicts["forty of them"] = "encouragement"
    sent = start(cast.heron, willow.room, body="I took forty of them once.", about_held="mask")
    assert sent.post.state == "visible"
    assert sent.post.body == mask("I took forty of them once.", [Span(7, 20, "", "")])
    assert "forty" not in sent.post.html


def test_a_title_is_masked_too(cast, willow, verdicts):
    verdicts["07700"] = "identity"
    sent = start(cast.heron, willow.room, title="Ring 07700", body="Soon 07700", about_held="mask")
    assert "07700" not in sent.post.topic.title
    assert sent.post.topic.title.startswith("Ring ")


@pytest.mark.req("R002-20")
def test_left_as_it_is_it_waits_and_its_writer_hears_when_it_is_read(cast, willow, verdicts):
    make_hours(cast.team)
    verdicts["forty of them"] = "encouragement"
    with time_machine.travel(MONDAY_10, tick=False):
        sent = start(cast.heron, willow.room, body="I took forty of them once.", about_held="wait")
    assert (sent.post.state, sent.post.topic.state) == ("held", "held")
    assert sent.met.is_held
    assert "reads this by" in sent.met.promise.words


def test_masking_lowers_no_alarm(cast, willow, monkeypatch):
    """How soon somebody looks follows the words as they were written."""

    def read(_viewer: Any, text: str, **_about: Any) -> Verdict:
        if "forty" not in text:
            return Verdict(0, lexicon="test-1")
        at = text.index("forty")
        hit = Hit("plan", "suicide", 4, text.index("tonight"), text.index("tonight") + 7)
        return Verdict(4, ("suicide",), (hit,), (Span(at, at + 5, "suicide", "method"),), "test-1")

    monkeypatch.setattr("kith.domains.rooms.looking.read_words", read)
    sent = start(cast.heron, willow.room, title="Now", body="All forty tonight.", about_held="mask")
    with acting_as(TESTS):
        kept = Screened.objects.get()
        flag = kept.flags.get()
    assert kept.tier == 4
    assert f"Now\n\n{sent.post.body}"[flag.start : flag.end] == "tonight"


@pytest.mark.req("R004-78")
def test_a_first_post_is_promised_an_answer_and_any_other_person_gives_it(cast, willow, verdicts):
    make_hours(cast.team)
    with time_machine.travel(MONDAY_10, tick=False):
        sent = start(cast.heron, willow.room)
        assert sent.post.is_first
        assert sent.post.welcome_due_at == MONDAY_10 + dt.timedelta(hours=24)
        reply(cast.heron, sent.post.topic)
        with acting_as(TESTS):
            assert Post.objects.get(pk=sent.post.pk).welcomed_at is None  # one's own words are no answer
        reply(cast.saffron, sent.post.topic)
    with acting_as(TESTS):
        assert Post.objects.get(pk=sent.post.pk).welcomed_at == MONDAY_10
        assert Post.objects.filter(is_first=True).count() == 2  # the answer was a first post too


def test_an_answer_is_promised_for_when_the_team_is_there(cast, willow, verdicts):
    make_hours(cast.team)
    friday = dt.datetime(2037, 11, 27, 16, tzinfo=dt.UTC)
    with time_machine.travel(friday, tick=False):
        due = start(cast.heron, willow.room).post.welcome_due_at
    assert due.date() == dt.date(2037, 11, 30)


def test_where_nobody_has_hours_no_answer_is_promised(cast, willow, verdicts):
    assert start(cast.heron, willow.room).post.welcome_due_at is None


def test_the_team_has_no_first_post(cast, willow, verdicts):
    assert not start(cast.osei, willow.room).post.is_first


def test_who_writes_follows_and_their_draft_is_gone(cast, willow, verdicts):
    actions.keep_draft(by=cast.heron, room=willow.room, title="Mor", body="I get")
    assert Draft.objects.count() == 1
    topic = start(cast.heron, willow.room).post.topic
    assert Draft.objects.count() == 0
    assert Read.objects.get(profile=willow.heron, topic=topic).follows


def test_only_what_stands_there_for_all_can_be_quoted(cast, willow, verdicts):
    topic = start(cast.heron, willow.room).post.topic
    other = start(cast.heron, willow.room).post
    held = make.make_post(topic, willow.heron, state="held")
    said = reply(cast.heron, topic, "Quote me.").post
    for wanted, got in ((said.pk, said.pk), (held.pk, None), (other.pk, None), (uuid.uuid4(), None)):
        assert reply(cast.saffron, topic, quoted_id=wanted).post.quoted_id == got


@pytest.mark.req("R004-60")
def test_first_words_that_nobody_answers_call_the_team_before_their_time_and_after(cast, willow, verdicts):
    make_hours(cast.team)
    with time_machine.travel(MONDAY_10, tick=False):
        post = start(cast.heron, willow.room).post

    def called(hours):
        with time_machine.travel(post.welcome_due_at + dt.timedelta(hours=hours), tick=False):
            actions.remind_of_welcomes(by=TESTS)
            actions.remind_of_welcomes(by=TESTS)
        return set(Notice.objects.filter(data__about="welcome").values_list("person_id", "once"))

    soon, late = ((cast.osei.id, f"welcome:{post.pk}:{when}") for when in ("soon", "late"))
    assert called(-2) == set()
    assert called(-1) == {soon}
    assert called(0) == {soon, late}


def test_an_answer_that_its_writer_cannot_see_is_no_welcome(cast, willow, verdicts):
    topic = start(cast.heron, willow.room).post.topic
    with acting_as(TESTS):
        answer = make.make_post(topic, willow.saffron)
        Block.objects.create(profile=willow.heron, other=willow.saffron)
        appeared(topic, answer)
        assert Post.objects.get(is_first=True).welcomed_at is None
        appeared(topic, make.make_post(topic, willow.osei))
        assert Post.objects.get(is_first=True).welcomed_at is not None

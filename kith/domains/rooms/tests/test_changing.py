"""Other words, words taken back, kind words, drafts, and how far one has read."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from kith.domains.rooms import actions
from kith.domains.rooms.looking import HeldWords
from kith.domains.rooms.models import Draft, Post, Profile, Read, Topic, Wording
from kith.domains.rooms.tests import factories as make
from kith.domains.rooms.tests.writing import MONDAY_10, TESTS, reply, start
from kith.domains.safety.models import Screened
from kith.kernel.access import Refused
from kith.kernel.acting import acting_as
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible


@pytest.mark.req("R002-14")
def test_another_wording_keeps_the_one_before_sealed_for_the_team(cast, willow, verdicts):
    post = start(cast.heron, willow.room).post
    actions.edit(by=cast.heron, post=post, title="Evenings", body="I go to bed late.", notes=["food"])
    with acting_as(TESTS):
        post = Post.objects.select_related("topic").get()
        kept = Wording.objects.get()
    assert (post.body, post.topic.title, post.topic.notes) == ("I go to bed late.", "Evenings", ["food"])
    assert post.edited_at
    assert (kept.body, kept.until_at) == ("Mornings\n\nI get up late.", None)
    with acting_as(TESTS):
        assert Screened.objects.get().seen_at is None


def test_a_change_that_changes_nothing_keeps_no_wording(cast, willow, verdicts):
    post = start(cast.heron, willow.room).post
    actions.edit(by=cast.heron, post=post, title="Mornings", body="I get up late.")
    assert not Wording.objects.exists()


def test_another_wording_is_read_as_closely_as_the_first(cast, willow, verdicts):
    post = start(cast.heron, willow.room).post
    verdicts["forty"] = "encouragement"
    with pytest.raises(HeldWords):
        actions.edit(by=cast.heron, post=post, title="Mornings", body="All forty.")
    sent = actions.edit(by=cast.heron, post=post, title="Mornings", body="All forty.", about_held="wait")
    assert sent.post.state == "held"
    with acting_as(TESTS):
        assert Topic.objects.get().state == "held"


def test_nobody_changes_anothers_words(cast, willow, verdicts):
    post = start(cast.heron, willow.room).post
    for viewer in (cast.saffron, cast.osei):
        with pytest.raises(Refused):
            actions.edit(by=viewer, post=post, title="x", body="y")
        with pytest.raises(Refused):
            actions.withdraw(by=viewer, post=post)


def test_what_was_hidden_cannot_be_changed(cast, willow, verdicts):
    topic = start(cast.heron, willow.room).post.topic
    post = make.make_post(topic, willow.heron, state="hidden")
    with pytest.raises(NotPossible):
        actions.edit(by=cast.heron, post=post, body="other")


@pytest.mark.req("R002-18")
def test_words_taken_back_are_gone_for_all_and_sealed_for_the_team(cast, willow, verdicts):
    topic = start(cast.heron, willow.room).post.topic
    post = reply(cast.heron, topic, "Please forget this.").post
    actions.withdraw(by=cast.heron, post=post)
    actions.withdraw(by=cast.heron, post=post)  # twice is once
    with acting_as(TESTS):
        post.refresh_from_db()
    assert (post.state, post.body, post.html) == ("withdrawn", "", "")
    kept = Wording.objects.get()
    assert (kept.body, kept.until_at) == ("Please forget this.", None)


def test_a_first_post_taken_back_takes_its_title_along(cast, willow, verdicts):
    post = start(cast.heron, willow.room).post
    actions.withdraw(by=cast.heron, post=post)
    with acting_as(TESTS):
        topic = Topic.objects.get()
    assert (topic.title, topic.state) == ("", "withdrawn")


@pytest.mark.req("R002-13")
def test_a_kind_word_counts_once_and_can_be_taken_back(cast, willow, verdicts):
    post = start(cast.heron, willow.room).post
    for _twice in (1, 2):
        actions.react(by=cast.saffron, post=post, kind="with_you", is_on=True)
    assert post.reactions.count() == 1
    actions.react(by=cast.saffron, post=post, kind="with_you", is_on=False)
    assert post.reactions.count() == 0
    with pytest.raises(NotPossible):
        actions.react(by=cast.saffron, post=post, kind="five_stars", is_on=True)
    with pytest.raises(Refused):
        actions.react(by=cast.heron, post=post, kind="like", is_on=True)


def test_a_draft_is_one_a_place_sealed_and_lets_go_when_emptied(cast, willow, verdicts):
    actions.keep_draft(by=cast.heron, room=willow.room, body="One")
    actions.keep_draft(by=cast.heron, room=willow.room, title="T", body="One two", notes=["food"])
    draft = Draft.objects.get()
    assert (draft.title, draft.body, draft.notes) == ("T", "One two", ["food"])
    assert b"One two" not in bytes(Draft.objects.values_list("body", flat=True).get())
    assert actions.keep_draft(by=cast.heron, room=willow.room) is None
    assert not Draft.objects.exists()


def test_a_draft_that_arrives_after_its_post_is_not_kept(cast, willow, verdicts):
    key = uuid.uuid4()
    start(cast.heron, willow.room, sent_key=key)
    assert actions.keep_draft(by=cast.heron, room=willow.room, body="I get up", sent_key=key) is None
    assert not Draft.objects.exists()


def test_reading_and_drafts_leave_no_line_behind(cast, willow, verdicts):
    topic = start(cast.heron, willow.room).post.topic
    before = AuditEntry.objects.count()
    actions.mark_read(by=cast.saffron, topic=topic, seq=99)
    actions.follow(by=cast.saffron, topic=topic, is_on=True)
    actions.keep_draft(by=cast.saffron, room=willow.room, topic=topic, body="Hm")
    assert AuditEntry.objects.count() == before
    read = Read.objects.get(profile=willow.saffron)
    assert (read.seq, read.follows) == (1, True)  # no further than what is there
    actions.mark_read(by=cast.saffron, topic=topic, seq=0)
    assert Read.objects.get(profile=willow.saffron).seq == 1


def test_the_team_keeps_topics_at_the_top(cast, willow, verdicts):
    topic = start(cast.heron, willow.room).post.topic
    actions.pin_topic(by=cast.osei, topic=topic, is_on=True)
    with acting_as(TESTS):
        assert Topic.objects.get().is_pinned
    with pytest.raises(Refused):
        actions.pin_topic(by=cast.heron, topic=topic, is_on=False)


@pytest.mark.req("R004-60")
def test_a_break_from_reminders_closes_no_room(cast, willow, verdicts):
    """Who pauses, or stays away from the rooms for a while, may still come in and write."""
    Profile.objects.filter(pk=willow.heron.pk).update(away_until=MONDAY_10 + dt.timedelta(days=999))
    assert start(cast.heron, willow.room).post.state == "visible"

"""Two requests at the same instant, on two connections: one post, no lost number, no two who wait for each other."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from kith.domains.people.tests import factories as people
from kith.domains.rooms import actions
from kith.domains.rooms.models import Post, Topic
from kith.domains.rooms.tests import factories as make
from kith.domains.rooms.tests.writing import TESTS
from kith.kernel.acting import acting_as
from kith.screening import Verdict

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def willow(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Two members in a room, and what they write worries nobody."""
    monkeypatch.setattr("kith.domains.rooms.looking.read_words", lambda *_a, **_k: Verdict(0, lexicon="test"))
    heron, saffron = people.make_member("Hannah Reed"), people.make_member("Sana Malik")
    room = make.make_room("willow", community=make.make_community("valley"))
    for viewer in (heron, saffron):
        make.make_key(viewer, room)
        make.make_profile(viewer)
    return SimpleNamespace(room=room, heron=heron, saffron=saffron)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run them together, each on a connection of its own; what one raises is its answer."""
    gate, answers = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            gate.wait()
            answers.append(act())
        except Exception as error:  # noqa: BLE001  (the test looks at it)
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def kept(model: Any) -> list[Any]:
    with acting_as(TESTS):
        return list(model.objects.order_by("pk"))


@pytest.mark.req("R002-14")
def test_a_double_tap_makes_one_topic_and_two_equal_answers(willow):
    key = uuid.uuid4()
    said = {"room": willow.room, "title": "Mornings", "body": "I get up late.", "sent_key": key}
    answers = at_once(*[lambda: actions.start_topic(by=willow.heron, **said)] * 4)
    assert {answer.post.pk for answer in answers} == {kept(Post)[0].pk}
    assert (len(kept(Topic)), len(kept(Post))) == (1, 1)


def test_replies_at_once_each_take_a_place_of_their_own(willow):
    said = {"room": willow.room, "title": "Mornings", "body": "One.", "sent_key": uuid.uuid4()}
    topic = actions.start_topic(by=willow.heron, **said).post.topic

    def reply(who: Any) -> Callable[[], object]:
        return lambda: actions.reply(by=who, topic=topic, body="Me too.", sent_key=uuid.uuid4())

    answers = at_once(*[reply(who) for who in (willow.heron, willow.saffron) * 3])
    assert sorted(answer.post.seq for answer in answers) == [2, 3, 4, 5, 6, 7]


def test_a_change_and_an_answer_do_not_wait_for_each_other(willow):
    said = {"room": willow.room, "title": "Mornings", "body": "One.", "sent_key": uuid.uuid4()}
    post = actions.start_topic(by=willow.heron, **said).post
    answers = at_once(
        lambda: actions.edit(by=willow.heron, post=post, title="Evenings", body="Two."),
        lambda: actions.reply(by=willow.saffron, topic=post.topic, body="Hello.", sent_key=uuid.uuid4()),
        lambda: actions.edit(by=willow.heron, post=post, title="Nights", body="Three."),
        lambda: actions.reply(by=willow.saffron, topic=post.topic, body="Hello?", sent_key=uuid.uuid4()),
    )
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert len(kept(Post)) == 3

"""Posts as those who watch over the rooms see them and decide about them."""

from __future__ import annotations

import datetime as dt
import uuid
from types import SimpleNamespace

import pytest

from kith.domains.rooms import actions, queries
from kith.domains.rooms.models import Post, Topic, Wording
from kith.domains.rooms.post_port import HISTORY_KEPT, PostPort
from kith.domains.rooms.tests import factories as make
from kith.kernel.access import system
from kith.kernel.acting import acting_as
from kith.kernel.clock import now
from kith.kernel.contributions import port_of
from kith.kernel.states import NotFromHere
from kith.kernel.use_cases import NotPossible
from kith.screening import Verdict

TESTS = system("tests")
PORT = PostPort()


@pytest.fixture
def house(cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A topic of Heron's in Willow with three replies of Saffron's; Osei watches over it."""
    monkeypatch.setattr("kith.domains.rooms.looking.read_words", lambda *_a, **_k: Verdict(0, lexicon="test"))
    here = make.make_community("valley", team=cast.team)
    room, hazel = make.make_room("willow", community=here), make.make_room("hazel", community=here, for_whom="carers")
    for viewer in (cast.heron, cast.saffron):
        make.make_key(viewer, room)
    heron, saffron, osei = (make.make_profile(getattr(cast, name)) for name in ("heron", "saffron", "osei"))
    topic = make.make_topic(room, heron, "Mornings", "I get up late.")
    replies = [make.make_post(topic, saffron, f"Reply {number}") for number in range(3)]
    with acting_as(TESTS):
        opening = Post.objects.get(topic=topic, seq=1)
    return SimpleNamespace(**{k: v for k, v in locals().items() if k not in {"cast", "monkeypatch", "viewer", "here"}})


def again(post: Post) -> Post:
    with acting_as(TESTS):
        return Post.objects.select_related("topic").get(pk=post.pk)


def test_it_is_the_port_for_posts():
    assert isinstance(port_of("rooms.post"), PostPort)


def test_a_post_is_seen_between_its_neighbours_under_handles_alone(cast, house):
    with acting_as(cast.osei):
        found = PORT.surroundings(cast.osei, house.replies[1].pk)
    assert (found.it.body, found.it.handle) == ("Reply 1", house.saffron.shown_name)
    assert [one.body for one in found.before] == ["Mornings\n\nI get up late.", "Reply 0"]
    assert [one.body for one in found.after] == ["Reply 2"]
    assert found.place == "Willow: Mornings"
    assert found.href == f"/rooms/willow/{house.topic.pk}#p3"
    known = str(found)
    assert str(cast.heron.id) not in known
    assert str(cast.saffron.id) not in known


def test_who_does_not_watch_over_the_room_sees_nothing_through_it(cast, house):
    for viewer in (cast.tom, cast.priya, cast.leah_member):
        with acting_as(viewer):
            assert PORT.surroundings(viewer, house.opening.pk) is None
            assert PORT.of_author(viewer, house.heron.pk, 5) == []
            assert PORT.many(viewer, [house.opening.pk]) == {}
            with pytest.raises(NotPossible):
                PORT.change(viewer, house.opening.pk, "hide")
    with acting_as(cast.osei):
        assert [one.id for one in PORT.of_author(cast.osei, house.heron.pk, 5)] == [house.opening.pk]
        assert set(PORT.many(cast.osei, [house.opening.pk, uuid.uuid4()])) == {house.opening.pk}


def test_hidden_and_restored_with_its_topic(cast, house):
    with acting_as(cast.osei):
        PORT.change(cast.osei, house.opening.pk, "hide")
        assert again(house.opening).topic.state == "hidden"
        PORT.change(cast.osei, house.opening.pk, "restore")
        assert again(house.opening).topic.state == "visible"
        with pytest.raises(NotFromHere):
            PORT.change(cast.osei, house.opening.pk, "restore")


def test_what_was_held_comes_to_the_end_where_it_is_new_for_all(cast, house):
    held = make.make_post(house.topic, house.heron, "Held.", state="held")
    make.make_post(house.topic, house.saffron, "Later.")
    actions.mark_read(by=cast.saffron, topic=house.topic, seq=6)
    with acting_as(cast.osei):
        PORT.change(cast.osei, held.pk, "release")
    released = again(held)
    assert (released.state, released.seq, released.topic.last_seq) == ("visible", 7, 7)
    with acting_as(cast.saffron):
        row = queries.topics_in(cast.saffron, house.room, house.saffron, queries.folding(cast.saffron, None)).rows[0]
    assert row.fresh == 1


def test_notes_are_added_to_those_its_writer_chose(cast, house):
    with acting_as(TESTS):
        Post.objects.filter(pk=house.opening.pk).update(notes=["loss"])
    with acting_as(cast.osei):
        PORT.annotate(cast.osei, house.opening.pk, ["food", "nonsense"])
    found = again(house.opening)
    assert (found.notes, found.topic.notes) == (["food", "loss"], ["food", "loss"])


def test_a_topic_moves_only_among_rooms_for_the_same_people(cast, house):
    rowan = make.make_room("rowan", community=house.room.community)
    with acting_as(cast.osei):
        assert list(PORT.places(cast.osei, house.opening.pk)) == [(rowan.pk, "Rowan")]
        assert PORT.places(cast.osei, house.replies[0].pk) == []
        with pytest.raises(NotPossible):
            PORT.move(cast.osei, house.opening.pk, house.hazel.pk)
        PORT.move(cast.osei, house.opening.pk, rowan.pk)
    with acting_as(TESTS):
        assert set(Post.objects.filter(topic=house.topic).values_list("room_id", flat=True)) == {rowan.pk}
        assert Topic.objects.get().room_id == rowan.pk


def test_a_word_to_the_writer_needs_words_and_a_face(cast, house):
    with acting_as(cast.osei), pytest.raises(NotPossible):
        PORT.reply_privately(cast.osei, house.opening.pk, "  ")
    with acting_as(cast.heron), pytest.raises(NotPossible):
        PORT.reply_privately(cast.heron, house.opening.pk, "I am no team.")


@pytest.mark.req("R002-18")
def test_an_original_goes_only_once_somebody_has_looked(cast, house):
    actions.edit(by=cast.heron, post=house.opening, title="Evenings", body="Other words.")
    actions.withdraw(by=cast.saffron, post=house.replies[0])
    assert Wording.objects.filter(until_at=None).count() == 2
    with acting_as(cast.osei):
        PORT.forget_original(house.replies[0].pk)
        PORT.forget_original(house.opening.pk)
    kept = Wording.objects.get()
    assert kept.post_id == house.opening.pk
    assert kept.until_at - now() > HISTORY_KEPT - dt.timedelta(minutes=5)

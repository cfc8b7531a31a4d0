"""Every row about topics against the whole cast."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from kith.domains.rooms.models import Post
from kith.domains.rooms.policy import POLICY
from kith.domains.rooms.tests import factories as make
from kith.kernel.access import ANYONE, may, system
from kith.kernel.acting import acting_as

TESTS = system("tests")
INSIDE = {"heron", "saffron", "osei"}
ROOM = {"start_topic": INSIDE, "keep_draft": INSIDE}
TOPIC = {"mark_read": INSIDE, "follow": INSIDE, "reply": INSIDE, "pin_topic": {"osei"}, "lock_topic": {"osei"}}
POST = {"edit": {"heron"}, "withdraw": {"heron"}, "react": {"saffron", "osei"}}


@pytest.fixture
def willow(cast: SimpleNamespace) -> SimpleNamespace:
    """Heron wrote in Willow; Saffron holds its key too, and Osei is a clinician of its team."""
    room = make.make_room("willow", community=make.make_community("valley", team=cast.team))
    for viewer in (cast.heron, cast.saffron):
        make.make_key(viewer, room)
    for viewer in (cast.saffron, cast.osei, cast.leah_member):
        make.make_profile(viewer)
    topic = make.make_topic(room, make.make_profile(cast.heron))
    with acting_as(TESTS):
        return SimpleNamespace(room=room, topic=topic, post=Post.objects.get(topic=topic))


@pytest.mark.parametrize(("verb", "allowed"), [*ROOM.items(), *TOPIC.items(), *POST.items()])
@pytest.mark.req("R002-16")
def test_who_may(cast, willow, verb, allowed):
    thing = willow.room if verb in ROOM else willow.topic if verb in TOPIC else willow.post
    people = {name: one for name, one in vars(cast).items() if hasattr(one, "sphere")}
    people["priya for heron"] = cast.priya.on_behalf(cast.heron.id, "phone")
    people |= {"anyone": ANYONE, "sweeper": system("sweeper")}
    found = set()
    for name, viewer in people.items():
        with acting_as(viewer):
            if may(viewer, f"rooms.{verb}", thing):
                found.add(name)
    if verb in {"pin_topic", "lock_topic"}:
        allowed = {"osei"}
    assert found - {"sweeper"} == allowed


@pytest.mark.req("R003-42")
def test_a_peer_worker_closes_no_topic(cast, willow):
    from kith.domains.people.tests import factories as people

    peer = people.make_staff("Mags Ellery", "peer_worker", team=cast.team)
    with acting_as(peer):
        assert may(peer, "rooms.reply", willow.topic)
        assert not may(peer, "rooms.lock_topic", willow.topic)
        assert not may(peer, "rooms.pin_topic", willow.topic)


def test_only_the_house_tells_followers(cast):
    everyone = [one for one in vars(cast).values() if hasattr(one, "sphere")]
    assert not any(may(viewer, "rooms.tell_followers") for viewer in [*everyone, ANYONE])
    assert may(system("rooms"), "rooms.tell_followers")


@pytest.mark.parametrize("state", ["held", "hidden"])
def test_what_others_cannot_see_takes_neither_replies_nor_kind_words(cast, willow, state):
    willow.topic.state = willow.post.state = state
    with acting_as(cast.saffron):
        assert not may(cast.saffron, "rooms.reply", willow.topic)
        assert not may(cast.saffron, "rooms.react", willow.post)


def test_every_row_about_topics_is_tried_here():
    doors = {verb for verb in POLICY.rows if verb in {*ROOM, *TOPIC, *POST, "tell_followers"}}
    assert doors == {*ROOM, *TOPIC, *POST, "tell_followers"}

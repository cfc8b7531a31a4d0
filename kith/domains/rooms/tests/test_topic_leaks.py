"""What leaked from software of other communities, each as a test: moves, edits, excerpts, search, read marks."""

from __future__ import annotations

import uuid

import pytest

from kith.domains.rooms import actions, queries
from kith.domains.rooms.models import Post, Topic
from kith.domains.rooms.post_port import PostPort
from kith.domains.rooms.tests import factories as make
from kith.domains.rooms.tests.reading import CANARY, TESTS, read, search, see, titles
from kith.kernel.access import ANYONE
from kith.kernel.acting import acting_as


@pytest.mark.req("R002-14")
def test_search_finds_what_one_holds_a_key_for_and_nothing_else(cast, house):
    make.make_topic(house.aspen, house.leah_member, CANARY, f"{CANARY} in Aspen")
    make.make_topic(house.rowan, house.osei, "Rowan", f"{CANARY} in Rowan")
    topic = make.make_topic(house.willow, house.heron, "Bells", f"a {CANARY} in Willow")
    make.make_post(topic, house.heron, f"held {CANARY}", state="held")
    make.make_post(topic, house.heron, f"hidden {CANARY}", state="hidden")
    hidden = make.make_topic(house.willow, house.heron, f"hidden {CANARY}", state="hidden")
    make.make_post(hidden, house.saffron, f"below {CANARY}")
    assert search(cast.saffron, CANARY) == [f"Bells/a {CANARY} in Willow"]
    assert len(search(cast.leah_member, CANARY)) == 1
    assert {one.split("/")[0] for one in search(cast.osei, CANARY)} == {"Bells", "Rowan"}
    assert len(search(cast.osei, CANARY, house.rowan)) == 1
    assert search(cast.heron, "") == search(cast.heron, "!!! & |") == []


def test_search_through_the_wall_asks_for_the_viewer_not_for_the_profile_it_is_told(cast, house):
    """Somebody who calls the function as another still gets no room but their own."""
    make.make_topic(house.aspen, house.leah_member, CANARY)
    with acting_as(cast.heron):
        found = queries.search_posts(cast.heron, CANARY, house.leah_member, queries.folding(cast.heron, None))
    assert found == []
    assert queries.search_posts(ANYONE, CANARY, house.leah_member, queries.folding(cast.heron, None)) == []


def test_search_uses_its_index_through_the_wall(cast, house, django_assert_num_queries):
    make.make_topic(house.willow, house.heron, "Bells", CANARY)
    me = queries.me(cast.heron)
    with acting_as(cast.heron):
        folding = queries.folding(cast.heron, me)
        with django_assert_num_queries(2):
            queries.search_posts(cast.heron, CANARY, me, folding)


def test_moved_topics_follow_the_doors_of_their_new_room(cast, house):
    """Zulip's moved messages stayed open to those who had them before: here the new room's keys decide at once."""
    topic = make.make_topic(house.willow, house.heron, CANARY, CANARY)
    actions.mark_read(by=cast.saffron, topic=topic, seq=1)
    actions.follow(by=cast.saffron, topic=topic, is_on=True)
    with acting_as(TESTS):
        post = Post.objects.get(topic=topic)
    with acting_as(cast.osei):
        assert dict(PostPort().places(cast.osei, post.pk)) == {house.rowan.pk: "Rowan"}
        PostPort().move(cast.osei, post.pk, house.rowan.pk)
    with acting_as(TESTS):
        topic = Topic.objects.select_related("room").get()
    assert titles(see(cast.saffron, house.willow)) == []
    assert read(cast.saffron, topic) is None
    assert search(cast.saffron, CANARY) == []
    with acting_as(TESTS):
        assert actions.tell_followers(by=TESTS, post_id=post.pk) == 0
    assert titles(see(cast.osei, house.rowan)) == [CANARY]


def test_another_wording_leaves_nothing_of_the_one_before(cast, house, monkeypatch):
    """Edit events and caches gave old wordings away elsewhere: no page, quote or search of a member holds one here."""
    from kith.screening import Verdict

    monkeypatch.setattr("kith.domains.rooms.looking.read_words", lambda *_a, **_k: Verdict(0, lexicon="test"))
    topic = make.make_topic(house.willow, house.heron, CANARY, f"{CANARY} here")
    with acting_as(TESTS):
        post = Post.objects.get(topic=topic)
    make.make_post(topic, house.saffron, "I quote you.", quoted=post)
    actions.edit(by=cast.heron, post=post, title="Plain", body="Plain words.")
    page = read(cast.saffron, topic)
    assert CANARY not in str(page.posts) + page.topic.title
    assert page.posts[1].quoted.words == "Plain words."
    assert search(cast.saffron, CANARY) == []
    with acting_as(cast.osei):
        shown = PostPort().surroundings(cast.osei, post.pk)
    assert shown.it.earlier == (f"{CANARY}\n\n{CANARY} here",)  # the control: it is kept, for the team


def test_words_taken_back_are_nowhere(cast, house):
    topic = make.make_topic(house.willow, house.saffron)
    post = make.make_post(topic, house.heron, CANARY)
    make.make_post(topic, house.saffron, "I quote you.", quoted=post)
    actions.withdraw(by=cast.heron, post=post)
    for viewer in (cast.heron, cast.saffron, cast.osei):
        assert CANARY not in str(read(viewer, topic).posts)
        assert search(viewer, CANARY) == []
    assert [post.quoted for post in read(cast.saffron, topic).posts] == [None, None]


def test_how_far_somebody_has_read_is_known_to_nobody_else(cast, house):
    """Read state leaked across groups elsewhere: here each page holds one's own, and rows keep no instant."""
    topic = make.make_topic(house.willow, house.osei)
    make.make_post(topic, house.osei)
    actions.mark_read(by=cast.saffron, topic=topic, seq=1)
    assert read(cast.heron, topic).read_seq == 0
    assert see(cast.heron, house.willow).rows[0].fresh == 0
    assert see(cast.saffron, house.willow).rows[0].fresh == 1
    fields = {field.name for field in topic.reads.model._meta.fields}
    assert fields == {"id", "profile", "topic", "seq", "follows"}


def test_what_is_not_there_and_what_is_not_yours_ask_alike(cast, house):
    """No title of another room by guessing its address: PM titles leaked that way elsewhere."""
    other = make.make_topic(house.aspen, house.leah_member, CANARY)
    me = queries.me(cast.heron)
    with acting_as(cast.heron):
        folding = queries.folding(cast.heron, me)
        for room, topic_id in ((house.willow, other.pk), (house.aspen, other.pk), (house.willow, uuid.uuid4())):
            assert queries.topic_seen(cast.heron, room, me, folding, topic_id) is None

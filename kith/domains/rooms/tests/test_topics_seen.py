"""What may be seen of topics: never another room, never what is held, hidden or between two who blocked each other."""

from __future__ import annotations

import datetime as dt
import uuid
from types import SimpleNamespace
from typing import Any

import pytest

from kith.domains.rooms import actions, queries
from kith.domains.rooms.models import Block, Mute, MutedWord, Post, Profile, Reaction, Topic
from kith.domains.rooms.post_port import PostPort
from kith.domains.rooms.queries import topics as asked
from kith.domains.rooms.tests import factories as make
from kith.kernel.access import ANYONE, may, system
from kith.kernel.acting import acting_as
from kith.kernel.clock import now

TESTS = system("tests")
CANARY = "xylophone"  # a word that stands only where it must not be seen


@pytest.fixture
def house(cast: SimpleNamespace) -> SimpleNamespace:
    """Willow and Rowan of one house, Aspen of another; Heron and Saffron in Willow, Leah in Aspen."""
    here, there = make.make_community("valley", team=cast.team), make.make_community("harbour")
    rooms = {slug: make.make_room(slug, community=here) for slug in ("willow", "rowan")}
    rooms["aspen"] = make.make_room("aspen", community=there)
    for viewer, slug in ((cast.heron, "willow"), (cast.saffron, "willow"), (cast.leah_member, "aspen")):
        make.make_key(viewer, rooms[slug])
    who = {name: make.make_profile(getattr(cast, name)) for name in ("heron", "saffron", "leah_member", "osei")}
    return SimpleNamespace(**rooms, **who)


def see(viewer: Any, room: Any, older: str = "") -> asked.TopicList:
    """The list as this viewer's page asks for it."""
    me = queries.me(viewer)
    with acting_as(viewer):
        return queries.topics_in(viewer, room, me, queries.folding(viewer, me), older)


def read(viewer: Any, topic: Topic, **where: int) -> asked.TopicPage | None:
    me = queries.me(viewer)
    with acting_as(viewer):
        folding = queries.folding(viewer, me)
        seen = queries.topic_seen(viewer, topic.room, me, folding, topic.pk)
        return queries.topic_page(viewer, seen, me, folding, **where) if seen else None


def waiting(viewer: Any) -> list[queries.FirstPost]:
    with acting_as(viewer):
        return queries.first_posts_waiting(viewer)


def _as_first(topic: Topic) -> None:
    """A first post of somebody who has written nothing else."""
    with acting_as(TESTS):
        author = Profile.objects.create(side="member", shown_name="New", avatar="0")
        Post.objects.filter(topic=topic).update(is_first=True, author=author)


def bodies(page: asked.TopicPage | None) -> list[str]:
    return [post.html for post in page.posts] if page else []


def titles(found: asked.TopicList) -> list[str]:
    return [row.title for row in found.rows]


def search(viewer: Any, words: str, room: Any = None) -> list[str]:
    me = queries.me(viewer)
    with acting_as(viewer):
        found = queries.search_posts(viewer, words, me, queries.folding(viewer, me), room)
    return [f"{one.title}/{one.words}" for one in found]


def at(minutes: int) -> dt.datetime:
    return now() - dt.timedelta(days=1) + dt.timedelta(minutes=minutes)


def test_pinned_first_then_the_newest_words_and_every_topic_once(cast, house, monkeypatch):
    monkeypatch.setattr(asked, "TOPICS_A_PAGE", 3)
    for number in range(8):
        make.make_topic(house.willow, house.heron, f"T{number}", last_at=at(number), is_pinned=number == 2)
    first = see(cast.saffron, house.willow)
    second = see(cast.saffron, house.willow, first.older)
    third = see(cast.saffron, house.willow, second.older)
    assert [titles(page) for page in (first, second, third)] == [["T2", "T7", "T6"], ["T5", "T4", "T3"], ["T1", "T0"]]
    assert third.older == ""
    assert titles(see(cast.saffron, house.willow, "nonsense.too")) == ["T2", "T7", "T6"]


def test_topics_of_one_instant_lose_nobody_between_two_pages(cast, house, monkeypatch):
    monkeypatch.setattr(asked, "TOPICS_A_PAGE", 2)
    same = at(0)
    for number in range(5):
        make.make_topic(house.willow, house.heron, f"T{number}", last_at=same)
    found, older = [], ""
    for _page in range(3):
        page = see(cast.saffron, house.willow, older)
        found, older = [*found, *titles(page)], page.older
    assert sorted(found) == ["T0", "T1", "T2", "T3", "T4"]


def test_posts_come_in_pages_onward_and_back(cast, house, monkeypatch):
    monkeypatch.setattr(asked, "POSTS_A_PAGE", 3)
    topic = make.make_topic(house.willow, house.heron)
    for number in range(2, 9):
        make.make_post(topic, house.heron, str(number))
    seqs = lambda page: [post.seq for post in page.posts]  # noqa: E731
    first = read(cast.saffron, topic)
    assert (seqs(first), first.earlier, first.later) == ([1, 2, 3], 0, 4)
    second = read(cast.saffron, topic, start=first.later)
    assert (seqs(second), second.earlier, second.later) == ([4, 5, 6], 4, 7)
    third = read(cast.saffron, topic, start=second.later)
    assert (seqs(third), third.earlier, third.later) == ([7, 8], 7, 0)
    back = read(cast.saffron, topic, before=third.earlier)
    assert (seqs(back), back.earlier, back.later) == ([4, 5, 6], 4, 7)
    assert read(cast.saffron, topic, start=99) is None


def test_what_is_new_is_counted_only_where_one_has_read_and_can_see(cast, house):
    topic = make.make_topic(house.willow, house.heron)
    assert see(cast.saffron, house.willow).rows[0].fresh == 0  # never opened: no number asks to be answered
    actions.mark_read(by=cast.saffron, topic=topic, seq=1)
    make.make_post(topic, house.heron)
    make.make_post(topic, house.saffron)
    make.make_post(topic, house.heron, state="held")
    make.make_post(topic, house.heron, state="hidden")
    row = see(cast.saffron, house.willow).rows[0]
    assert (row.fresh, row.read_seq) == (1, 1)


def test_a_held_post_is_there_for_its_writer_and_the_team(cast, house):
    topic = make.make_topic(house.willow, house.saffron)
    make.make_post(topic, house.heron, CANARY, state="held")
    assert CANARY in str(bodies(read(cast.heron, topic)))
    assert CANARY in str(bodies(read(cast.osei, topic)))
    assert bodies(read(cast.saffron, topic)) == ["<p>A first word.</p>"]


def test_a_held_topic_is_there_for_its_writer_and_the_team(cast, house):
    topic = make.make_topic(house.willow, house.heron, CANARY, state="held")
    with acting_as(TESTS):
        Post.objects.filter(topic=topic).update(state="held")
    assert titles(see(cast.heron, house.willow)) == titles(see(cast.osei, house.willow)) == [CANARY]
    assert titles(see(cast.saffron, house.willow)) == []
    assert read(cast.saffron, topic) is None


def test_a_hidden_topic_goes_unless_others_talk_on_and_then_without_its_title(cast, house):
    topic = make.make_topic(house.willow, house.heron, CANARY, state="hidden")
    with acting_as(TESTS):
        Post.objects.filter(topic=topic).update(state="hidden")
    assert see(cast.saffron, house.willow).rows == []
    assert read(cast.saffron, topic) is None
    make.make_post(topic, house.saffron, "I am here.")
    assert titles(see(cast.saffron, house.willow)) == [""]
    page = read(cast.saffron, topic)
    assert (page.topic.title, bodies(page)) == ("", ["<p>I am here.</p>"])
    assert titles(see(cast.heron, house.willow)) == [CANARY]


@pytest.mark.parametrize("who", ["heron", "saffron"])
def test_a_block_takes_both_out_of_each_others_sight(cast, house, who):
    """Also from counts, quotes and search; and it works both ways."""
    one, other = house.heron, house.saffron
    Block.objects.create(profile=one if who == "heron" else other, other=other if who == "heron" else one)
    theirs = make.make_topic(house.willow, house.heron, CANARY)
    shared = make.make_topic(house.willow, house.osei, "Shared")
    theirs_post = make.make_post(shared, house.heron, CANARY)
    make.make_post(shared, house.osei, "Nice to see you.", quoted=theirs_post)
    actions.mark_read(by=cast.saffron, topic=shared, seq=1)
    found = see(cast.saffron, house.willow)
    assert [(row.title, row.fresh) for row in found.rows] == [("Shared", 1)]
    assert read(cast.saffron, theirs) is None
    page = read(cast.saffron, shared)
    assert CANARY not in str(page.posts)
    assert [post.quoted for post in page.posts] == [None, None]
    assert search(cast.saffron, CANARY) == []
    assert not may(cast.saffron, "rooms.reply", theirs)
    assert not may(cast.saffron, "rooms.react", theirs_post)
    assert CANARY in str(read(cast.osei, shared).posts)  # the control: it is there for others


def test_whom_one_muted_stays_folded_and_finds_no_way_into_search(cast, house):
    Mute.objects.create(profile=house.saffron, other=house.heron)
    topic = make.make_topic(house.willow, house.heron, CANARY)
    assert see(cast.saffron, house.willow).rows[0].is_folded
    assert read(cast.saffron, topic).posts[0].is_folded
    assert search(cast.saffron, CANARY) == []
    assert not read(cast.heron, topic).posts[0].is_folded
    assert may(cast.saffron, "rooms.reply", topic)


def test_a_word_one_would_rather_not_read_folds_title_post_quote_and_search(cast, house):
    MutedWord.objects.create(profile=house.saffron, word="Moth")
    topic = make.make_topic(house.willow, house.heron, "A moth", "About a MOTH.")
    said = make.make_post(topic, house.heron, "The moth again")
    make.make_post(topic, house.osei, "Yes.", quoted=said)
    assert see(cast.saffron, house.willow).rows[0].is_folded
    posts = read(cast.saffron, topic).posts
    assert [post.is_folded for post in posts] == [True, True, False]
    assert (posts[2].quoted.is_folded, posts[2].quoted.words) == (True, "")
    assert search(cast.saffron, "moth") == ["A moth/", "A moth/"]
    assert not any(post.is_folded for post in read(cast.heron, topic).posts)


def test_content_notes_keep_words_closed_also_in_quotes_and_search(cast, house):
    topic = make.make_topic(house.willow, house.heron, "Dinner")
    noted = make.make_post(topic, house.heron, f"{CANARY} on toast", notes=["food"])
    make.make_post(topic, house.osei, "I see.", quoted=noted)
    posts = read(cast.saffron, topic).posts
    assert [post.is_folded for post in posts] == [False, True, False]
    assert (posts[2].quoted.is_folded, posts[2].quoted.words) == (True, "")
    assert search(cast.saffron, CANARY) == ["Dinner/"]
    assert search(cast.heron, CANARY) == [f"Dinner/{CANARY} on toast"]  # one's own words are not closed to oneself


@pytest.mark.req("R002-13")
def test_only_the_writer_sees_how_many_kind_words_there_are(cast, house):
    topic = make.make_topic(house.willow, house.heron)
    with acting_as(TESTS):
        post = Post.objects.get(topic=topic)
    for profile in (house.saffron, house.osei):
        Reaction.objects.create(post=post, profile=profile, kind="with_you")
    assert read(cast.heron, topic).posts[0].totals == {"with_you": 2}
    for viewer in (cast.saffron, cast.osei):
        shown = read(viewer, topic).posts[0]
        assert (shown.totals, shown.mine) == ({}, ["with_you"])
    assert read(cast.heron, topic).posts[0].mine == []


def test_a_word_of_the_team_to_one_writer_is_seen_by_that_writer_alone(cast, house):
    topic = make.make_topic(house.willow, house.heron)
    with acting_as(TESTS):
        post = Post.objects.get(topic=topic)
    with acting_as(cast.osei):
        PostPort().reply_privately(cast.osei, post.pk, "I read this, and I am glad you wrote it.")
    asides = read(cast.heron, topic).posts[0].asides
    assert [(aside.by_id, aside.body) for aside in asides] == [
        (house.osei.pk, "I read this, and I am glad you wrote it.")
    ]
    assert read(cast.saffron, topic).posts[0].asides == ()


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


def test_each_page_asks_the_same_however_much_there_is(cast, house, constant_queries):
    topic = make.make_topic(house.willow, house.heron)
    another = lambda: make.make_topic(house.willow, house.heron, CANARY)  # noqa: E731
    constant_queries(another, lambda: see(cast.saffron, house.willow))
    constant_queries(lambda: make.make_post(topic, house.heron), lambda: read(cast.saffron, topic))
    constant_queries(lambda: make.make_post(topic, house.heron, CANARY), lambda: search(cast.saffron, CANARY))
    constant_queries(lambda: _as_first(another()), lambda: waiting(cast.osei))


def test_one_statement_shows_fifty_posts(cast, house, django_assert_num_queries):
    topic = make.make_topic(house.willow, house.heron)
    for _number in range(5):
        make.make_post(topic, house.saffron)
    me = queries.me(cast.saffron)
    with acting_as(cast.saffron):
        folding = queries.folding(cast.saffron, me)
        seen = queries.topic_seen(cast.saffron, house.willow, me, folding, topic.pk)
        with django_assert_num_queries(1):
            queries.topic_page(cast.saffron, seen, me, folding)
        with django_assert_num_queries(1):
            queries.topics_in(cast.saffron, house.willow, me, folding)


@pytest.mark.req("R004-78")
def test_first_posts_wait_in_the_order_of_their_promise_and_only_for_their_own_team(cast, house):
    early = make.make_topic(house.willow, house.heron, "Early")
    late = make.make_topic(house.willow, house.saffron, "Late")
    with acting_as(TESTS):
        Post.objects.filter(topic=late).update(is_first=True, welcome_due_at=at(1))
        Post.objects.filter(topic=early).update(is_first=True, welcome_due_at=at(60))
    found = waiting(cast.osei)
    assert [one.topic_id for one in found] == [late.pk, early.pk]
    assert [one.handle for one in found] == [house.saffron.shown_name, house.heron.shown_name]
    assert found[0].is_late(at(2))
    for viewer in (cast.tom, cast.priya, cast.heron, ANYONE):
        assert waiting(viewer) == []
    with acting_as(TESTS):
        Post.objects.filter(topic=late).update(welcomed_at=now())
        Post.objects.filter(topic=early).update(state="withdrawn")
    assert waiting(cast.osei) == []


def test_a_draft_is_seen_by_nobody_else(cast, house):
    topic = make.make_topic(house.willow, house.heron)
    actions.keep_draft(by=cast.heron, room=house.willow, topic=topic, body=CANARY)
    assert queries.draft_of(cast.heron, house.heron, house.willow, topic).body == CANARY
    assert queries.draft_of(cast.heron, house.heron, house.willow) is None
    assert queries.draft_of(cast.saffron, house.saffron, house.willow, topic) is None


@pytest.mark.parametrize("verb", ["topic", "post"])
def test_reading_agrees_with_the_doors(cast, house, verb):
    topic = make.make_topic(house.willow, house.heron)
    with acting_as(TESTS):
        thing = topic if verb == "topic" else Post.objects.get(topic=topic)
    people = {name: getattr(cast, name) for name in vars(cast) if hasattr(getattr(cast, name), "sphere")}
    inside = set()
    for name, viewer in people.items():
        with acting_as(viewer):
            if may(viewer, "rooms.read", thing):
                inside.add(name)
    assert inside == {"heron", "saffron", "osei"}


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

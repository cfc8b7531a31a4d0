"""What may be seen of topics: never another room, never what is held, hidden or between two who blocked each other."""

from __future__ import annotations

import pytest

from kith.domains.rooms import actions, queries
from kith.domains.rooms.authoring import appeared
from kith.domains.rooms.models import Block, Mute, MutedWord, Naming, Post, Profile, Reaction, Topic
from kith.domains.rooms.post_port import PostPort
from kith.domains.rooms.queries import topics as asked
from kith.domains.rooms.queries.belonging import similar
from kith.domains.rooms.tests import factories as make
from kith.domains.rooms.tests.reading import CANARY, TESTS, at, bodies, read, search, see, titles, waiting
from kith.kernel.access import ANYONE, may
from kith.kernel.acting import acting_as
from kith.kernel.clock import now


def _as_first(topic: Topic) -> None:
    """A first post of somebody who has written nothing else."""
    with acting_as(TESTS):
        author = Profile.objects.create(side="member", shown_name="New", avatar="0")
        Post.objects.filter(topic=topic).update(is_first=True, author=author)


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


@pytest.mark.parametrize("who", ["heron", "saffron"])
def test_what_one_kept_apart_from_somebody_sees_is_in_the_same_order_with_them_as_without(cast, house, who):
    """A reply of whom one blocked, or who blocked one, moves no topic up: not on the list, nor among similar ones."""
    one, other = house.heron, house.saffron
    Block.objects.create(profile=one if who == "heron" else other, other=other if who == "heron" else one)
    topics = [make.make_topic(house.willow, house.osei, title) for title in ("Older", "Newer")]
    for topic in topics:
        Naming.objects.create(topic=topic, experience="caring")

    def seen(viewer):
        with acting_as(viewer):
            alike = similar(viewer, queries.folding(viewer, queries.me(viewer)), ["caring"])
        rows = see(viewer, house.willow).rows
        return [(row.title, row.newest_at) for row in rows], [(one.title, one.last_at) for one in alike]

    before, for_others = seen(cast.saffron), seen(cast.osei)
    theirs = make.make_post(topics[0], house.heron, CANARY)
    with acting_as(TESTS):
        appeared(topics[0], theirs)
    assert seen(cast.saffron) == before
    assert [title for title, _at in seen(cast.osei)[0]] == ["Older", "Newer"] != [title for title, _at in for_others[0]]


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

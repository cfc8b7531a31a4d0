"""Topics on screen: who is told, what is found, what stays closed, and one answer for what is not yours."""

from __future__ import annotations

import datetime as dt
import gzip
import re
import uuid

from django.urls import reverse

from kith.domains.notices.models import Notice
from kith.domains.rooms.actions import tell_followers
from kith.domains.rooms.events import PostAppeared
from kith.domains.rooms.models import Block, Post, Read, Topic
from kith.domains.rooms.queries import topics
from kith.domains.rooms.reactions import ring as ring_the_bell
from kith.domains.rooms.tests import factories as make
from kith.domains.rooms.tests.pages import CANARY, MONDAY_10, TESTS, a_topic, post_of, shown, start, text
from kith.kernel.acting import acting_as


def test_following_is_a_button_and_something_new_is_told_once_a_day_without_a_word_of_it(cast, pages):
    heron, saffron = cast.client(cast.heron), cast.client(cast.saffron)
    start(heron, title=CANARY)
    here = f"/rooms/willow/{a_topic(CANARY).pk}"
    assert "Follow this topic" in text(saffron.get(here))
    saffron.post(f"{here}/follow", {"follow": "on"})
    assert "Stop following" in text(saffron.get(here))
    for body in ("One.", "Two."):
        heron.post(f"{here}/reply", {"body": body, "sent_key": uuid.uuid4()})
    ring(a_topic(CANARY))
    told = list(Notice.objects.values_list("person_id", "kind", "data", "once"))
    assert {(person, kind) for person, kind, _data, _once in told} == {(cast.saffron.id, "something_new")}
    assert len(told) == 1
    assert CANARY not in str(told)
    assert not any(str(pk) in str(told) for pk in (pages.saffron.pk, a_topic(CANARY).pk, pages.room.pk))
    saffron.post(f"{here}/follow", {"follow": "off"})
    assert not Read.objects.get(profile=pages.saffron).follows


def ring(topic: Topic) -> None:
    """What the worker does with each post that appeared, twice, as it may."""
    with acting_as(TESTS):
        posts = list(Post.objects.filter(topic=topic).values_list("pk", flat=True))
    for pk in [*posts, *posts]:
        ring_the_bell(PostAppeared(post_id=str(pk)))


def test_nobody_is_told_of_what_they_could_not_read(cast, pages):
    """A key that was taken back, a block, a break, a post that waits: no bell rings."""
    saffron = cast.client(cast.saffron)
    start(cast.client(cast.heron))
    topic = a_topic()
    saffron.post(f"/rooms/willow/{topic.pk}/follow", {"follow": "on"})
    make.make_post(topic, pages.heron, state="held")
    with acting_as(TESTS):
        held = Post.objects.get(topic=topic, seq=2)
    assert tell_followers(by=TESTS, post_id=held.pk) == 0
    said = make.make_post(topic, pages.heron)
    block = Block.objects.create(profile=pages.heron, other=pages.saffron)
    assert tell_followers(by=TESTS, post_id=said.pk) == 0
    block.delete()
    pages.saffron.away_until = MONDAY_10 + dt.timedelta(days=9999)
    pages.saffron.save()
    assert tell_followers(by=TESTS, post_id=said.pk) == 0
    pages.saffron.away_until = None
    pages.saffron.save()
    assert tell_followers(by=TESTS, post_id=said.pk) == 1  # the control
    with acting_as(TESTS):
        pages.room.keys.filter(person_id=cast.saffron.id).update(ended_at=MONDAY_10, ended_how="revoked")
        assert tell_followers(by=TESTS, post_id=said.pk) == 0


def test_search_words_stand_in_no_address_and_find_only_what_one_may_read(cast, pages):
    heron = cast.client(cast.heron)
    make.make_topic(pages.other, pages.leah_member, f"{CANARY} elsewhere")
    make.make_topic(pages.room, pages.saffron, f"{CANARY} here", "A body.")
    assert "What are you looking for?" in text(heron.get("/rooms/willow/search"))
    answer = heron.post("/rooms/willow/search", {"words": CANARY})
    assert answer.status_code == 200
    assert f"{CANARY} here" in text(answer)
    assert "elsewhere" not in text(answer)
    assert 'action="/rooms/willow/search?' not in shown(answer)
    assert "1 place has these words" in text(heron.post("/rooms/willow/search", {"words": CANARY, "where": "here"}))
    assert "Nothing in your rooms has these words" in text(heron.post("/rooms/willow/search", {"words": "gnu"}))
    assert heron.post("/rooms/willow/search", {"words": ""}).status_code == 422


def test_what_is_not_yours_and_what_is_not_there_answer_alike(cast, pages):
    make.make_topic(pages.other, pages.leah_member, CANARY)
    topic = a_topic(CANARY)
    post, heron = post_of(topic), cast.client(cast.heron)
    nowhere, nothing = f"/rooms/no-such-room/{uuid.uuid4()}", heron.get("/rooms/no-such-room")
    assert nothing.status_code == 404
    for slug in ("aspen", "willow"):
        here = f"/rooms/{slug}/{topic.pk}"
        for address in (here, f"{here}/reply", f"{here}/posts/{post.pk}", f"{here}/posts/{post.pk}/edit", nowhere):
            answer = heron.get(address)
            assert (answer.status_code, answer.content) == (404, nothing.content), address
        forms = ("reply", "draft", "follow", "set/pin", f"posts/{post.pk}/reaction", f"posts/{post.pk}/withdrawal")
        for form in forms:
            answer = heron.post(f"{here}/{form}", {"body": "x", "kind": "like"})
            assert (answer.status_code, answer.content) == (404, nothing.content), form
    for address in ("/rooms/aspen", "/rooms/aspen/start", "/rooms/aspen/search"):
        assert heron.get(address).content == nothing.content
    assert heron.post("/rooms/aspen/draft", {"body": "x"}).status_code == 404


def test_anothers_post_cannot_be_changed_or_taken_back(cast, pages):
    start(cast.client(cast.heron))
    topic, saffron = a_topic(), cast.client(cast.saffron)
    address = f"/rooms/willow/{topic.pk}/posts/{post_of(topic).pk}"
    for page in ("edit", "withdrawal"):
        assert saffron.get(f"{address}/{page}").status_code == 404
        assert saffron.post(f"{address}/{page}", {"title": "x", "body": "y"}).status_code == 404
    assert saffron.post(f"{address}/reaction", {"kind": "nonsense"}).status_code == 404
    assert post_of(topic).body == "I get up late."


def test_nobody_comes_in_for_a_person_they_work_with(cast, pages):
    worker = cast.client_for(cast.osei, cast.heron)
    assert worker.get(f"/for/{cast.heron.id}/rooms/willow").status_code == 404


def test_neither_title_nor_address_says_what_it_is_about(cast, pages):
    heron = cast.client(cast.heron)
    start(heron, title=CANARY)
    topic = a_topic(CANARY)
    for name, more in (("topic", []), ("reply", [])):
        page = heron.get(reverse(f"rooms:{name}", args=["willow", topic.pk, *more]))
        title = re.search(r"<title>(.*?)</title>", shown(page), re.DOTALL)[1]
        assert CANARY not in title
        assert "Willow room" in title


def test_a_folded_topic_opens_only_when_its_reader_says_so(cast, pages):
    start(cast.client(cast.heron), title="Dinner", body="Toast.", notes=["food"])
    saffron = cast.client(cast.saffron)
    listed = shown(saffron.get("/rooms/willow"))
    assert "A topic about: food." in listed
    assert listed.index("<details") < listed.index("Dinner</a>") < listed.index("</details>", listed.index("Dinner"))
    page = shown(saffron.get(f"/rooms/willow/{a_topic('Dinner').pk}"))
    assert re.search(
        r"<details class=\"k-fold\"><summary>About: food\.\s+Show it</summary><p>Toast\.</p></details>", page
    )
    own = shown(cast.client(cast.heron).get(f"/rooms/willow/{a_topic('Dinner').pk}"))
    assert "k-fold" not in own


def test_the_list_says_in_words_what_is_new(cast, pages):
    heron, saffron = cast.client(cast.heron), cast.client(cast.saffron)
    start(heron)
    topic = a_topic()
    assert " new" not in text(saffron.get("/rooms/willow"))
    saffron.get(f"/rooms/willow/{topic.pk}")
    heron.post(f"/rooms/willow/{topic.pk}/reply", {"body": "More.", "sent_key": uuid.uuid4()})
    assert "1 new" in text(saffron.get("/rooms/willow"))
    assert "New since you were here" in text(saffron.get(f"/rooms/willow/{topic.pk}"))
    assert "1 new" not in text(saffron.get("/rooms/willow"))


def test_fifty_posts_stay_below_seven_hundred_elements_and_sixty_kilobytes(cast, pages):
    start(cast.client(cast.saffron))
    topic = a_topic()
    for number in range(49):
        words = f"Some words of the usual length, and a few more, number {number}."
        html = f"<p>{words}</p><p>{words * 3}</p>" if number % 2 else f"<p>{words * 2}</p>"
        make.make_post(topic, (pages.heron, pages.saffron, pages.osei)[number % 3], words, html=html)
    page = shown(cast.client(cast.saffron).get(f"/rooms/willow/{topic.pk}"))
    assert page.count("<article") == 50
    elements = len(re.findall(r"<[a-z][^>]*>", page))
    assert elements <= 700, elements
    assert len(gzip.compress(page.encode())) <= 12_000


def test_a_room_shows_what_it_is_for_and_older_topics_on_a_second_page(cast, pages, monkeypatch):
    monkeypatch.setattr(topics, "TOPICS_A_PAGE", 1)
    for number in range(2):
        made = MONDAY_10 + dt.timedelta(minutes=number)
        make.make_topic(pages.room, pages.heron, f"T{number}", last_at=made)
    heron = cast.client(cast.heron)
    first = heron.get("/rooms/willow")
    assert "For people who like to talk." in text(first)
    older = re.search(r'rel="next" href="([^"]+)"', shown(first))[1]
    assert "T0" in text(heron.get(older))
    assert "T1" not in text(heron.get(older))
    assert "There are no older topics." in text(heron.get("/rooms/willow?before=1.00000000000000000000000000000000"))

"""Topics on screen: a journey with ordinary forms alone, no lost word, one answer for what is not yours."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from kith.domains.notices.models import Notice
from kith.domains.rooms.models import Block, Draft, Post, Read, Topic
from kith.domains.rooms.tests import factories as make
from kith.domains.safety.tests.factories import make_hours, make_numbers
from kith.kernel.access import system
from kith.kernel.acting import acting_as
from kith.screening import Hit, Span, Verdict

TESTS = system("tests")
MONDAY_10 = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
CANARY = "xylophone"


@pytest.fixture
def house(cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Heron and Saffron hold the key of Willow; "forty" would wait, "dark" is of tier 3."""
    make_hours(cast.team)
    here = make.make_community("valley", team=cast.team)
    room = make.make_room("willow", community=here, inside="For people who like to talk.")
    other = make.make_room("aspen", community=make.make_community("harbour"))
    for viewer in (cast.heron, cast.saffron):
        make.make_key(viewer, room)
    make.make_key(cast.leah_member, other)

    def read(_viewer: Any, text: str, **_about: Any) -> Verdict:
        at = text.find("forty")
        held = (Span(at, at + 5, "encouragement", "test"),) if at >= 0 else ()
        hits = (Hit("dark", "suicide", 3, 0, 4),) if "dark" in text else ()
        return Verdict(3 if hits else 0, ("suicide",) if hits else (), hits, held, "test-1")

    monkeypatch.setattr("kith.domains.rooms.looking.read_words", read)
    who = {name: make.make_profile(getattr(cast, name)) for name in ("heron", "saffron", "leah_member", "osei")}
    return SimpleNamespace(room=room, other=other, **who)


def shown(answer: Any) -> str:
    return answer.content.decode()


def text(answer: Any) -> str:
    """The page's words as a person reads them, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", shown(answer)).split())


def form_of(answer: Any, action: str = "") -> dict[str, str]:
    """The hidden fields of the form that goes to this address, as a browser would send them back."""
    page = shown(answer)
    forms = re.findall(r"<form[^>]*>.*?</form>", page, re.DOTALL)
    found = next(one for one in forms if f'action="{action}"' in one) if action else page
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found)
    return {name: value for name, value in pairs if name != "csrfmiddlewaretoken"}


def start(client: Any, title: str = "Mornings", body: str = "I get up late.", **more: Any) -> Any:
    page = client.get("/rooms/willow/start")
    sent = {**form_of(page, "/rooms/willow/start"), "title": title, "body": body, **more}
    return client.post("/rooms/willow/start", sent)


def a_topic(title: str = "Mornings") -> Topic:
    with acting_as(TESTS):
        return Topic.objects.get(title=title)


def post_of(topic: Topic, seq: int = 1) -> Post:
    with acting_as(TESTS):
        return Post.objects.get(topic=topic, seq=seq)


@pytest.mark.req("R002-14")
@time_machine.travel(MONDAY_10, tick=False)
def test_a_story_with_ordinary_forms_alone(cast, house):
    """Start, read, reply with a quote, say a kind word, change, take back: each a form and a page."""
    heron, saffron = cast.client(cast.heron), cast.client(cast.saffron)
    assert "Nobody has started a topic here yet" in text(heron.get("/rooms/willow"))
    answer = start(heron)
    topic = a_topic()
    here = f"/rooms/willow/{topic.pk}"
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{here}#p1")
    met = text(heron.get(here))
    assert "Your words are here now. Somebody of the team reads this by 5pm." in met
    assert "Somebody writes back to you by Tuesday 24 November, 10am." in met
    assert "Mornings" in text(saffron.get("/rooms/willow"))
    post = post_of(topic)
    page = saffron.get(f"{here}/posts/{post.pk}")
    assert f"Respond to {house.heron.shown_name}" in text(page)
    quote = saffron.get(f"{here}/reply/{post.pk}")
    assert f"You answer {house.heron.shown_name}" in text(quote)
    sent = {**form_of(quote, f"{here}/reply"), "body": "I know this."}
    answer = saffron.post(f"{here}/reply", sent)
    assert answer.headers["Location"] == f"{here}#p2"
    assert "I get up late." in text(heron.get(here)).split("I know this.")[0].split(house.saffron.shown_name)[1]
    answer = saffron.post(f"{here}/posts/{post.pk}/reaction", {"kind": "with_you"})
    assert answer.headers["Location"] == f"{here}#p1"
    assert "You said: With you." in text(saffron.get(here))
    assert "With you: 1. Only you see this." in text(heron.get(here))
    edit = heron.get(f"{here}/posts/{post.pk}/edit")
    assert "I get up late." in shown(edit)
    heron.post(f"{here}/posts/{post.pk}/edit", {**form_of(edit), "title": "Mornings", "body": "I get up at ten."})
    assert "I get up at ten." in text(saffron.get(here))
    assert "changed since" in text(saffron.get(here))
    reply = post_of(topic, 2)
    assert "You cannot bring them back" in text(saffron.get(f"{here}/posts/{reply.pk}/withdrawal"))
    saffron.post(f"{here}/posts/{reply.pk}/withdrawal")
    assert "I know this." not in text(heron.get(here))


def test_the_box_says_who_sees_and_who_reads_before_a_word_is_written(cast, house):
    heron = cast.client(cast.heron)
    with time_machine.travel(dt.datetime(2026, 11, 22, 3, 10, tzinfo=dt.UTC), tick=False):
        page = text(heron.get("/rooms/willow/start"))
    assert "Members with a key to this room can read it." in page
    assert "This is not a crisis service." in page
    assert "We will next read this on Monday 23 November, 9am." in page
    assert "Help now" in page


@pytest.mark.req("R002-20")
def test_a_part_that_would_wait_is_shown_with_three_ways_on_and_nothing_is_lost(cast, house):
    heron = cast.client(cast.heron)
    answer = start(heron, body="I had forty of them.", notes=["food"])
    assert answer.status_code == 422
    page = text(answer)
    assert "One part of your post could hurt or identify someone." in page
    assert "You are not in trouble." in page
    assert re.search(r"<mark>.*forty.*</mark>", shown(answer))
    with acting_as(TESTS):
        assert not Post.objects.exists()
    assert Draft.objects.get().body == "I had forty of them."
    kept = form_of(answer)
    assert kept["body"] == "I had forty of them."
    changed = heron.post("/rooms/willow/start", {**kept, "notes": ["food"], "held": "change"})
    assert "I had forty of them." in shown(changed)
    posted = heron.post("/rooms/willow/start", {**kept, "notes": ["food"], "held": "mask"})
    assert posted.status_code == 302
    post = post_of(a_topic())
    assert (post.state, "forty" in post.body, post.notes) == ("visible", False, ["food"])
    assert not Draft.objects.exists()


@pytest.mark.req("R002-20")
@time_machine.travel(MONDAY_10, tick=False)
def test_left_unmasked_it_waits_and_its_writer_sees_when_it_is_read(cast, house):
    heron, saffron = cast.client(cast.heron), cast.client(cast.saffron)
    kept = form_of(start(heron, body="I had forty of them."))
    heron.post("/rooms/willow/start", {**kept, "held": "wait"})
    here = f"/rooms/willow/{a_topic().pk}"
    mine = text(heron.get(here))
    assert "The team reads it first." in mine
    assert "Only you and the team can see this. You are not in trouble. Somebody of the team reads this by 5pm." in mine
    assert "Mornings" not in text(saffron.get("/rooms/willow"))
    assert saffron.get(here).status_code == 404


@pytest.mark.req("R002-21")
def test_words_that_worry_are_met_with_help_under_them_and_once_a_day(cast, house):
    make_numbers()
    heron = cast.client(cast.heron)
    start(heron, body="It is dark in here.")
    here = f"/rooms/willow/{a_topic().pk}"
    first = text(heron.get(here))
    assert "It is dark in here." in first  # never removed, never silence
    assert first.index("It is dark in here.") < first.index("Your words matter")
    assert shown(heron.get(here)).count("k-call") == 0
    page = heron.get(f"{here}/reply")
    heron.post(f"{here}/reply", {**form_of(page, f"{here}/reply"), "body": "Still dark."})
    again = text(heron.get(here))
    assert "Your words matter" not in again
    assert "Your words are here now." in again


def test_the_panel_names_three_at_most(cast, house):
    make_numbers()
    heron = cast.client(cast.heron)
    start(heron, body="It is dark in here.")
    panel = shown(heron.get(f"/rooms/willow/{a_topic().pk}")).split('data-note><div class="k-care__body">')[1]
    assert 1 <= panel.split("</section>")[0].count("k-hours") <= 3


def test_the_same_form_sent_twice_is_one_post_and_one_answer(cast, house):
    heron = cast.client(cast.heron)
    sent = {**form_of(heron.get("/rooms/willow/start"), "/rooms/willow/start"), "title": "Mornings", "body": "Once."}
    answers = [heron.post("/rooms/willow/start", sent) for _twice in (1, 2)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert post_of(a_topic()).body == "Once."
    other = heron.post("/rooms/willow/start", {**sent, "body": "Other words."})
    assert other.status_code == 422
    assert "You have posted this already" in text(other)
    assert "Other words." in shown(other)
    again = form_of(other, "/rooms/willow/start")
    assert again["sent_key"] != sent["sent_key"]


def test_a_form_that_came_back_keeps_every_word_also_as_a_draft(cast, house):
    heron = cast.client(cast.heron)
    answer = start(heron, title="", body="My words.", notes=["birth"])
    assert answer.status_code == 422
    assert "Give your topic a title" in text(answer)
    assert "My words." in shown(answer)
    assert re.search(r'value="birth"\s+checked', shown(answer))
    later = heron.get("/rooms/willow/start")
    assert "Here is what you had begun." in text(later)
    assert "My words." in shown(later)


def test_a_draft_is_kept_by_a_button_and_by_the_page_itself(cast, house):
    heron = cast.client(cast.heron)
    start(heron)
    here = f"/rooms/willow/{a_topic().pk}"
    answer = heron.post(f"{here}/reply", {"body": "Half a", "keep": "on"})
    assert answer.headers["Location"] == here
    assert "Half a" in shown(heron.get(here))
    saved = heron.post(f"{here}/draft", {"body": "Half a thought"}, headers={"Accept": "application/json"})
    assert (saved.status_code, saved.json()) == (200, {})
    assert "Half a thought" in shown(heron.get(here))
    assert heron.post("/rooms/willow/draft", {"title": "T", "body": "B"}).status_code == 200
    assert Draft.objects.count() == 2
    assert "Half a thought" not in shown(cast.client(cast.saffron).get(here))


def test_a_locked_topic_says_so_and_keeps_words_that_came_too_late(cast, house):
    heron, osei = cast.client(cast.heron), cast.client(cast.osei)
    start(heron)
    here = f"/rooms/willow/{a_topic().pk}"
    assert osei.post(f"{here}/set/lock", {"to": "on"}).status_code == 302
    assert "This topic takes no more replies." in text(heron.get(here))
    answer = heron.post(f"{here}/reply", {"body": "Too late?"})
    assert answer.status_code == 422
    assert "Too late?" in shown(answer)
    assert Draft.objects.get().body == "Too late?"
    osei.post(f"{here}/set/pin", {"to": "on"})
    assert "Kept at the top. Takes no more replies." in text(heron.get("/rooms/willow"))
    assert heron.post(f"{here}/set/pin", {"to": "off"}).status_code == 404
    assert osei.post(f"{here}/set/burn", {"to": "on"}).status_code == 404
    assert "Keep it at the top" not in text(heron.get(here))


def test_following_is_a_button_and_something_new_is_told_once_a_day_without_a_word_of_it(cast, house):
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
    assert not any(str(pk) in str(told) for pk in (house.saffron.pk, a_topic(CANARY).pk, house.room.pk))
    saffron.post(f"{here}/follow", {"follow": "off"})
    assert not Read.objects.get(profile=house.saffron).follows


def ring(topic: Topic) -> None:
    """What the worker does with each post that appeared, twice, as it may."""
    from kith.domains.rooms.events import PostAppeared
    from kith.domains.rooms.reactions import ring

    with acting_as(TESTS):
        posts = list(Post.objects.filter(topic=topic).values_list("pk", flat=True))
    for pk in [*posts, *posts]:
        ring(PostAppeared(post_id=str(pk)))


def test_nobody_is_told_of_what_they_could_not_read(cast, house):
    """A key that was taken back, a block, a break, a post that waits: no bell rings."""
    saffron = cast.client(cast.saffron)
    start(cast.client(cast.heron))
    topic = a_topic()
    saffron.post(f"/rooms/willow/{topic.pk}/follow", {"follow": "on"})
    make.make_post(topic, house.heron, state="held")
    with acting_as(TESTS):
        held = Post.objects.get(topic=topic, seq=2)
    from kith.domains.rooms.actions import tell_followers

    assert tell_followers(by=TESTS, post_id=held.pk) == 0
    said = make.make_post(topic, house.heron)
    block = Block.objects.create(profile=house.heron, other=house.saffron)
    assert tell_followers(by=TESTS, post_id=said.pk) == 0
    block.delete()
    house.saffron.away_until = MONDAY_10 + dt.timedelta(days=9999)
    house.saffron.save()
    assert tell_followers(by=TESTS, post_id=said.pk) == 0
    house.saffron.away_until = None
    house.saffron.save()
    assert tell_followers(by=TESTS, post_id=said.pk) == 1  # the control
    with acting_as(TESTS):
        house.room.keys.filter(person_id=cast.saffron.id).update(ended_at=MONDAY_10, ended_how="revoked")
        assert tell_followers(by=TESTS, post_id=said.pk) == 0


def test_search_words_stand_in_no_address_and_find_only_what_one_may_read(cast, house):
    heron = cast.client(cast.heron)
    make.make_topic(house.other, house.leah_member, f"{CANARY} elsewhere")
    make.make_topic(house.room, house.saffron, f"{CANARY} here", "A body.")
    assert "What are you looking for?" in text(heron.get("/rooms/willow/search"))
    answer = heron.post("/rooms/willow/search", {"words": CANARY})
    assert answer.status_code == 200
    assert f"{CANARY} here" in text(answer)
    assert "elsewhere" not in text(answer)
    assert 'action="/rooms/willow/search?' not in shown(answer)
    assert "1 place has these words" in text(heron.post("/rooms/willow/search", {"words": CANARY, "where": "here"}))
    assert "Nothing in your rooms has these words" in text(heron.post("/rooms/willow/search", {"words": "gnu"}))
    assert heron.post("/rooms/willow/search", {"words": ""}).status_code == 422


def test_what_is_not_yours_and_what_is_not_there_answer_alike(cast, house):
    make.make_topic(house.other, house.leah_member, CANARY)
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


def test_anothers_post_cannot_be_changed_or_taken_back(cast, house):
    start(cast.client(cast.heron))
    topic, saffron = a_topic(), cast.client(cast.saffron)
    address = f"/rooms/willow/{topic.pk}/posts/{post_of(topic).pk}"
    for page in ("edit", "withdrawal"):
        assert saffron.get(f"{address}/{page}").status_code == 404
        assert saffron.post(f"{address}/{page}", {"title": "x", "body": "y"}).status_code == 404
    assert saffron.post(f"{address}/reaction", {"kind": "nonsense"}).status_code == 404
    assert post_of(topic).body == "I get up late."


def test_nobody_comes_in_for_a_person_they_work_with(cast, house):
    worker = cast.client_for(cast.osei, cast.heron)
    assert worker.get(f"/for/{cast.heron.id}/rooms/willow").status_code == 404


def test_neither_title_nor_address_says_what_it_is_about(cast, house):
    heron = cast.client(cast.heron)
    start(heron, title=CANARY)
    topic = a_topic(CANARY)
    for name, more in (("topic", []), ("reply", [])):
        page = heron.get(reverse(f"rooms:{name}", args=["willow", topic.pk, *more]))
        title = re.search(r"<title>(.*?)</title>", shown(page), re.DOTALL)[1]
        assert CANARY not in title
        assert "Willow room" in title


def test_a_folded_topic_opens_only_when_its_reader_says_so(cast, house):
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


def test_the_list_says_in_words_what_is_new(cast, house):
    heron, saffron = cast.client(cast.heron), cast.client(cast.saffron)
    start(heron)
    topic = a_topic()
    assert " new" not in text(saffron.get("/rooms/willow"))
    saffron.get(f"/rooms/willow/{topic.pk}")
    heron.post(f"/rooms/willow/{topic.pk}/reply", {"body": "More.", "sent_key": uuid.uuid4()})
    assert "1 new" in text(saffron.get("/rooms/willow"))
    assert "New since you were here" in text(saffron.get(f"/rooms/willow/{topic.pk}"))
    assert "1 new" not in text(saffron.get("/rooms/willow"))


def test_fifty_posts_stay_below_seven_hundred_elements_and_sixty_kilobytes(cast, house):
    start(cast.client(cast.saffron))
    topic = a_topic()
    for number in range(49):
        words = f"Some words of the usual length, and a few more, number {number}."
        html = f"<p>{words}</p><p>{words * 3}</p>" if number % 2 else f"<p>{words * 2}</p>"
        make.make_post(topic, (house.heron, house.saffron, house.osei)[number % 3], words, html=html)
    page = shown(cast.client(cast.saffron).get(f"/rooms/willow/{topic.pk}"))
    assert page.count("<article") == 50
    elements = len(re.findall(r"<[a-z][^>]*>", page))
    assert elements <= 700, elements
    import gzip

    assert len(gzip.compress(page.encode())) <= 12_000


def test_a_room_shows_what_it_is_for_and_older_topics_on_a_second_page(cast, house, monkeypatch):
    from kith.domains.rooms.queries import topics

    monkeypatch.setattr(topics, "TOPICS_A_PAGE", 1)
    for number in range(2):
        made = MONDAY_10 + dt.timedelta(minutes=number)
        make.make_topic(house.room, house.heron, f"T{number}", last_at=made)
    heron = cast.client(cast.heron)
    first = heron.get("/rooms/willow")
    assert "For people who like to talk." in text(first)
    older = re.search(r'rel="next" href="([^"]+)"', shown(first))[1]
    assert "T0" in text(heron.get(older))
    assert "T1" not in text(heron.get(older))
    assert "There are no older topics." in text(heron.get("/rooms/willow?before=1.00000000000000000000000000000000"))

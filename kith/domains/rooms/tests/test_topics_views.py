"""Topics on screen: a journey with ordinary forms alone, and no lost word."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine

from kith.domains.rooms.models import Draft, Post
from kith.domains.rooms.queries import reading
from kith.domains.rooms.tests.pages import MONDAY_10, TESTS, a_topic, form_of, post_of, shown, start, text
from kith.domains.rooms.views import topics, writing
from kith.domains.safety.queries import Away
from kith.domains.safety.tests.factories import make_numbers
from kith.kernel.acting import acting_as


@pytest.mark.req("R002-14")
@time_machine.travel(MONDAY_10, tick=False)
def test_a_story_with_ordinary_forms_alone(cast, pages):
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
    assert f"Respond to {pages.heron.shown_name}" in text(page)
    quote = saffron.get(f"{here}/reply/{post.pk}")
    assert f"You answer {pages.heron.shown_name}" in text(quote)
    sent = {**form_of(quote, f"{here}/reply"), "body": "I know this."}
    answer = saffron.post(f"{here}/reply", sent)
    assert answer.headers["Location"] == f"{here}#p2"
    assert "I get up late." in text(heron.get(here)).split("I know this.")[0].split(pages.saffron.shown_name)[1]
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


def test_the_box_says_who_sees_and_who_reads_before_a_word_is_written(cast, pages):
    with time_machine.travel(dt.datetime(2037, 11, 22, 3, 10, tzinfo=dt.UTC), tick=False):
        page = text(cast.client(cast.heron).get("/rooms/willow/start"))
    assert "Members with a key to this room can read it." in page
    assert "This is not a crisis service." in page
    assert "We will next read this on Monday 23 November, 9am." in page
    assert "Help now" in page


def begun(cast):
    """A topic that somebody started on Monday at ten."""
    with time_machine.travel(MONDAY_10, tick=False):
        start(cast.client(cast.heron))
    return a_topic()


def test_while_nobody_reads_the_box_says_what_the_team_signed_for_that(cast, pages, monkeypatch):
    topic = begun(cast)
    monkeypatch.setattr(reading, "unstaffed_words", lambda viewer, team_id: Away("Nobody of us is here.", "en"))
    for at, is_said in ((dt.datetime(2037, 11, 22, 3, 10, tzinfo=dt.UTC), True), (MONDAY_10, False)):
        with time_machine.travel(at, tick=False):
            for path in ("/rooms/willow/start", f"/rooms/willow/{topic.pk}"):
                assert ("Nobody of us is here." in text(cast.client(cast.heron).get(path))) is is_said, at


def test_who_of_the_team_is_here_is_not_said_to_be_away(cast, pages, monkeypatch):
    monkeypatch.setattr(reading, "unstaffed_words", lambda viewer, team_id: Away("Nobody of us is here."))
    with time_machine.travel(dt.datetime(2037, 11, 22, 3, 10, tzinfo=dt.UTC), tick=False):
        cast.client(cast.osei).get("/rooms/willow")
        page = text(cast.client(cast.heron).get("/rooms/willow/start"))
    assert "Nobody of us is here." not in page
    assert "We will next read this on Monday 23 November, 9am." in page


@time_machine.travel(MONDAY_10, tick=False)
def test_who_has_a_break_reads_until_when_and_whom_to_ask_instead_of_a_box(cast, pages, monkeypatch):
    topic = begun(cast)
    until = dt.datetime(2037, 11, 24, 9, 0, tzinfo=dt.UTC)
    for views in (topics, writing):
        monkeypatch.setattr(views, "free_to_write", lambda author_id: until)
    for path in ("/rooms/willow/start", f"/rooms/willow/{topic.pk}", f"/rooms/willow/{topic.pk}/reply"):
        page = cast.client(cast.heron).get(path)
        assert "You can write again on Tuesday 24 November, 9am." in text(page)
        assert b'href="/you/decisions"' in page.content
        assert b'name="body"' not in page.content


@pytest.mark.req("R002-20")
def test_a_part_that_would_wait_is_shown_with_three_ways_on_and_nothing_is_lost(cast, pages):
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
def test_left_unmasked_it_waits_and_its_writer_sees_when_it_is_read(cast, pages):
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
def test_words_that_worry_are_met_with_help_under_them_and_once_a_day(cast, pages):
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


def test_the_panel_names_three_at_most(cast, pages):
    make_numbers()
    heron = cast.client(cast.heron)
    start(heron, body="It is dark in here.")
    panel = shown(heron.get(f"/rooms/willow/{a_topic().pk}")).split('data-note><div class="k-care__body">')[1]
    assert 1 <= panel.split("</section>")[0].count("k-hours") <= 3


def test_the_same_form_sent_twice_is_one_post_and_one_answer(cast, pages):
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


def test_a_form_that_came_back_keeps_every_word_also_as_a_draft(cast, pages):
    heron = cast.client(cast.heron)
    answer = start(heron, title="", body="My words.", notes=["birth"])
    assert answer.status_code == 422
    assert "Give your topic a title" in text(answer)
    assert "My words." in shown(answer)
    assert re.search(r'value="birth"\s+checked', shown(answer))
    later = heron.get("/rooms/willow/start")
    assert "Here is what you had begun." in text(later)
    assert "My words." in shown(later)


def test_a_draft_is_kept_by_a_button_and_by_the_page_itself(cast, pages):
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


def test_a_locked_topic_says_so_and_keeps_words_that_came_too_late(cast, pages):
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

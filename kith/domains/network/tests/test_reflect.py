"""The five questions: skippable, saved by themselves, safe in two windows."""

import pytest
from django.urls import reverse

from kith.domains.network import actions, queries
from kith.domains.network.models import NetworkMap, Question
from kith.domains.network.tests import factories as make

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def browser(cast):
    return cast.client(cast.heron)


def kept(viewer):
    return {question: row.words for question, row in queries.reflections(viewer).items()}


def test_all_may_be_skipped(cast, browser):
    answer = browser.post(reverse("network:reflect"), {"version": 0}, follow=True)
    assert answer.status_code == 200
    assert kept(cast.heron) == {}


def test_words_are_kept_and_shown_again(cast, browser):
    browser.post("/map/reflect", {"lift": "Choir\r\nand rain", "version": 0})
    assert kept(cast.heron) == {"lift": "Choir\nand rain"}
    assert "Choir\nand rain" in browser.get("/map/reflect").content.decode()


def test_one_at_a_time_each_with_a_way_past_it(cast, browser):
    for at, question in enumerate(Question.values):
        address = reverse("network:reflect-on", args=[question])
        page = browser.get(address).content.decode()
        assert f"Question {at + 1} of 5" in page
        onward = reverse("network:reflect-on", args=[Question.values[at + 1]]) if at < 4 else "/map"
        assert f'href="{onward}"' in page
        version = NetworkMap.objects.get().words_version if at else 0
        answer = browser.post(address, {question: f"words {at}", "version": version})
        assert answer["Location"] == onward
    assert list(kept(cast.heron).values()) == [f"words {at}" for at in range(5)]
    assert browser.get("/map/reflect/diagnosis").status_code == 404


def test_what_can_be_hard_is_private_from_the_start(cast, browser):
    page = browser.get("/map/reflect").content.decode()
    assert page.count(" checked") == 1
    browser.post("/map/reflect", {"hard": "Nights", "hard_private": "on", "version": 0})
    assert queries.reflections(cast.heron)["hard"].is_private


def test_it_saves_by_itself_and_a_repeat_is_no_conflict(cast, browser):
    first = browser.post("/map/reflect", {"lift": "Choir", "version": 0}, **JSON)
    assert first.json() == {"version": "1"}
    again = browser.post("/map/reflect", {"lift": "Choir", "version": 0}, **JSON)
    assert (again.status_code, again.json()) == (200, {"version": "1"})


def test_two_windows_do_not_overwrite_each_other(cast, browser):
    browser.post("/map/reflect", {"lift": "Choir", "version": 0}, **JSON)
    late = browser.post("/map/reflect", {"lift": "Football", "version": 0}, **JSON)
    assert late.status_code == 409
    page = browser.post("/map/reflect", {"lift": "Football", "version": 0})
    assert page.status_code == 409
    assert "Football" in page.content.decode()
    assert kept(cast.heron) == {"lift": "Choir"}


def test_too_long_is_said_at_the_question(cast, browser):
    answer = browser.post("/map/reflect", {"lift": "x" * 4001, "version": 0})
    assert answer.status_code == 422
    assert browser.post("/map/reflect", {"lift": "x" * 4001, "version": 0}, **JSON).status_code == 422


@pytest.mark.req("R000-15")
def test_staff_are_not_shown_private_words_nor_a_box_to_write_over_them(cast):
    actions.reflect(by=cast.heron, network_map=make.make_map(cast.heron), answers={"hard": "Canary", "lift": "Choir"})
    browser = cast.client_for(cast.priya, cast.heron)
    page = browser.get(f"/for/{cast.heron.id}/map/reflect").content.decode()
    assert "Choir" in page
    assert "Canary" not in page
    assert 'name="hard"' not in page
    browser.post(f"/for/{cast.heron.id}/map/reflect", {"hard": "Overwritten", "lift": "Rain", "version": 1})
    assert kept(cast.heron) == {"hard": "Canary", "lift": "Rain"}

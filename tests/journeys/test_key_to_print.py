"""From a key on paper to a plan on paper: five ways through the same door, which leave the same behind."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import walks
from tests.journeys.conftest import Walker
from tests.journeys.walks import Finger, Hands, Keys, Plain, form_to

pytestmark = [pytest.mark.journey, pytest.mark.req("R000-3")]

FIRST_DAY = date.today() + timedelta(days=7)  # noqa: DTZ011 - the day of the person's own calendar
MATTERS = {"likes": {"likes": "pottery\nwalking by the beck"}, "where": {"postcode": "ZZ11 2BB"}}


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    """What the first of the five left on the server; the others leave the same."""
    return {}


def given_a_key(hands: Hands) -> tuple[str, str]:
    """The words on paper and the PIN by phone."""
    hands.open("/join")
    hands.press(form_to(hands.page, "/demo/key").locator("button"))
    words, pin = hands.page.locator("[data-key]").inner_text(), hands.page.locator("[data-pin]").inner_text()
    assert len(words.split()) == 12
    return words, pin


def when_they_come_in(hands: Hands, words: str, pin: str) -> str:
    """From the door to their own first page; returns the name."""
    name = walks.come_in(hands, words, pin)
    hands.page.wait_for_url("**/home")
    expect(hands.page.locator("h1")).to_contain_text(name)
    return name


def when_they_draw_and_say_and_plan(hands: Hands) -> str:
    """Map, what matters, ideas, one of them in the plan; returns the idea's name."""
    hands.open("/map")
    walks.draw_twelve(hands)
    walks.say_what_matters(hands, MATTERS)
    hands.press(hands.page.locator("main a[href$='/map/ideas']").first)
    expect(hands.page.locator("main .k-ideas").first.locator("article")).to_have_count(3)
    for card in hands.page.locator("main .k-ideas").first.locator("article").all():
        expect(card.locator(".k-reasons li").first).to_be_visible()
    return walks.plan_an_idea(hands, FIRST_DAY)


def then_it_is_on_paper(hands: Hands, idea: str) -> None:
    """Map and plan, on one sheet or two, without the frame."""
    page = hands.page
    hands.press(page.locator("main a[href$='/plan/print']"))
    page.wait_for_url("**/plan/print*")
    hands.choose(page.locator("[name=names][value=full]"))
    hands.press(page.locator("main form[method=get] button"))
    page.wait_for_url("**names=full*")
    expect(page.locator(".k-sheet__list")).to_contain_text("Auntie Vi")
    expect(page.locator(".k-sheet__picture svg")).to_be_visible()
    expect(page.locator("main")).to_contain_text(idea)
    page.emulate_media(media="print")
    expect(page.locator(".k-header__links")).to_be_hidden()
    assert 1 <= walks.pages_on_paper(page) <= 2
    page.emulate_media(media="screen")


def then_the_same_is_kept(page: Page, idea: str, kept: dict[str, Any]) -> None:
    now = {"idea": idea, **walks.what_is_kept(page)}
    assert [(name, circle) for name, _kind, circle in now["ties"]] == [(n, c) for n, _k, c in walks.TWELVE]
    assert "pottery" in " ".join(now["matters"])
    assert len(now["steps"]) == 1
    assert idea in now["steps"][0]
    assert now == (kept or now)
    kept.update(now)


def whole_walk(hands: Hands, kept: dict[str, Any]) -> None:
    words, pin = given_a_key(hands)
    when_they_come_in(hands, words, pin)
    idea = when_they_draw_and_say_and_plan(hands)
    then_it_is_on_paper(hands, idea)
    then_the_same_is_kept(hands.page, idea, kept)


@pytest.mark.req("R002-26")
def test_by_mouse(walker: Walker, kept: dict[str, Any]) -> None:
    """Given a key, when a mouse drags three of twelve, then map and plan come out on paper."""
    whole_walk(Hands(walker.window()), kept)


@pytest.mark.req("R002-3")
def test_by_finger_on_a_phone(walker: Walker, kept: dict[str, Any]) -> None:
    """Given a phone of 360 pixels, when a finger does it, then the same is kept."""
    hands = Finger(walker.window(phone=True, touch=True))
    whole_walk(hands, kept)
    assert hands.page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.req("R001-8")
def test_by_keyboard_alone(walker: Walker, kept: dict[str, Any]) -> None:
    """Given no mouse, when Tab, Enter, Space and arrows do it, then every stop is seen and the same is kept."""
    hands = Keys(walker.window())
    whole_walk(hands, kept)
    assert hands.notes == [], "the focus cannot be seen"


@pytest.mark.req("R003-8")
def test_without_scripts(walker: Walker, kept: dict[str, Any]) -> None:
    """Given a browser without scripts, when ordinary forms are sent, then the same is kept."""
    whole_walk(Plain(walker.window(script=False)), kept)


def test_in_welsh(walker: Walker, kept: dict[str, Any]) -> None:
    """Given a reader of Welsh, when every page is the Welsh one, then the same is kept."""
    hands = Hands(walker.window(), prefix="/cy")
    words, pin = given_a_key(hands)
    when_they_come_in(hands, words, pin)
    idea = when_they_draw_and_say_and_plan(hands)
    assert hands.page.url.startswith(f"{walker.site}/cy/")
    expect(hands.page.locator("html")).to_have_attribute("lang", "cy")
    then_it_is_on_paper(hands, idea)
    then_the_same_is_kept(hands.page, idea, kept)


@pytest.mark.req("R000-4")
def test_a_map_of_ten_takes_at_most_sixty_actions(walker: Walker) -> None:
    """Given a new member, when ten are on the map and it is done for now, then it took sixty actions at most."""
    hands = Hands(walker.window())
    when_they_come_in(hands, *given_a_key(hands))
    hands.actions = 0
    hands.press(hands.page.locator("main a[href$='/map']").first)
    for tie in walks.TWELVE[:10]:
        walks.put_on_map(hands, *tie)
    hands.press(form_to(hands.page, "/map/finish").locator("button"))
    expect(hands.page.locator("#finished")).to_be_visible()
    assert hands.actions <= 60

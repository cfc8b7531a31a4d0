"""A new mother comes in with her key and says what worries: at night with nobody there, and by day with somebody."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.journeys import walks
from tests.journeys.conftest import Behind, Walker, axe_problems
from tests.journeys.walks import Hands, Keys, Plain, form_to

pytestmark = [pytest.mark.journey, pytest.mark.req("R002-18", "R002-19", "R002-20")]

ROOM = "/rooms/alder"
TITLE = "Still up"
WORDS = "She is asleep at last and I am not. I keep thinking they would both be better off without me."
REPLY = "Good morning. I read what you wrote, and I am glad that you wrote it. I am ringing you at ten."


@dataclass
class Hour:
    """What is true at that hour, and what she reads about it in the language she reads."""

    at: tuple[int, int]
    said_before: re.Pattern[str]
    is_anybody_there: bool
    answered_at: tuple[int, int]
    day: int


NIGHT = Hour((3, 10), re.compile(r"We will next read this on \w+ \d+ \w+, 9am"), False, (9, 5), 1)
NIGHT_CY = Hour((3, 10), re.compile(r"Byddwn ni'n darllen hwn nesaf"), False, (9, 5), 2)
DAY = Hour((10, 0), re.compile(r"Somebody of the team reads this by 5pm"), True, (10, 12), 3)


@pytest.fixture
def mother(behind: Behind) -> dict[str, str]:
    """Orchard works with her; Siân gave her the words on paper, and the key to a room."""
    her: dict[str, str] = behind.ask("newcomer", name="Morgan Ashby", team="Orchard team", worker="sian")
    behind.ask("key_to", person=her["person"], room="alder", worker="sian")
    return her


def when_she_comes_in_and_agrees(hands: Hands, her: dict[str, str]) -> str:
    """Her first door is that of the room she was given a key to; nobody goes in before they read what all agreed on."""
    name = walks.come_in(hands, her["words"], her["pin"])
    page = hands.page
    hands.open(ROOM)
    page.wait_for_url("**/agreements")
    assert page.locator(".k-agreement li").count() >= 5
    looks_well(hands)
    hands.press(form_to(page, "/agreements").locator("button"))
    page.wait_for_url("**/welcome")
    looks_well(hands)
    return name


def then_she_is_told_the_truth_before_she_writes(hands: Hands, hour: Hour) -> None:
    """Who reads, when, and that this is no crisis service, beside the box and above the button that sends."""
    page = hands.page
    hands.press(page.locator(f"main a[href$='{ROOM}/start']"))
    page.wait_for_url("**/start")
    truth = page.locator(".k-truth")
    expect(truth).to_have_text(hour.said_before)
    expect(truth.locator("a[href*='/help-now']")).to_be_visible()
    expect(truth.locator(".k-truth__away")).to_have_count(0 if hour.is_anybody_there else 1)
    assert page.locator(".k-truth ~ .nhsuk-button-group button[type=submit]").count() >= 1
    looks_well(hands)


def when_she_writes(hands: Hands) -> None:
    page = hands.page
    form = page.locator("main form.k-composer")
    hands.type(form.locator("[name=title]"), TITLE)
    hands.type(form.locator("[name=body]"), WORDS)
    hands.press(form.locator("button[type=submit]").first)
    page.wait_for_url(re.compile(rf"{ROOM}/[0-9a-f-]{{36}}"))


def then_she_is_met_at_once(hands: Hands, hour: Hour) -> None:
    """Her words stand, as she wrote them; below them kindness, three numbers and when somebody reads."""
    page = hands.page
    expect(page.locator(".k-post--mine")).to_contain_text(WORDS)
    met = page.locator(".k-care[data-note]")
    expect(met).to_have_count(1)
    expect(met).to_have_text(hour.said_before)
    assert 2 <= met.locator("a[href^='tel:'], a[href^='sms:']").count() <= 6
    looks_well(hands)


def then_somebody_who_is_there_hears_of_it(walker: Walker, behind: Behind, name: str) -> None:
    """It stands on the duty desk under the name she chose; Siân takes it and writes to her."""
    page = walker.come_as(walker.window(), behind.ask("visit", who="sian"))
    page.goto("/desk/alerts")
    page.locator("#alerts").get_by_role("link", name=name).click()
    expect(page.locator("main")).to_contain_text(WORDS)
    form_to(page, "/take").locator("button").click()
    page.locator("main a[href*='/rooms/alder/']").first.click()
    page.locator("form.k-composer [name=body]").fill(REPLY)
    page.locator("form.k-composer button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text(REPLY)
    assert axe_problems(page) == []


def then_she_finds_the_answer(hands: Hands) -> None:
    """When she looks in again a person has answered her, and the numbers no longer shout."""
    page = hands.page
    page.reload()
    expect(page.locator("main")).to_contain_text(REPLY)
    expect(page.locator(".k-care[data-note]")).to_have_count(0)


def looks_well(hands: Hands) -> None:
    """Nothing wider than the screen; and, once for the pages that all walk through, nothing for axe in either theme."""
    page = hands.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    for theme in ("dark", "light") if type(hands) is Hands else ():
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        assert axe_problems(page, *(["color-contrast"] if theme == "dark" else [])) == [], (theme, page.url)


def whole_story(walker: Walker, behind: Behind, hands: Hands, her: dict[str, str], hour: Hour) -> None:
    behind.clock_shows(*hour.at, day=hour.day)
    name = when_she_comes_in_and_agrees(hands, her)
    then_she_is_told_the_truth_before_she_writes(hands, hour)
    when_she_writes(hands)
    then_she_is_met_at_once(hands, hour)
    behind.clock_shows(*hour.answered_at, day=hour.day)
    then_somebody_who_is_there_hears_of_it(walker, behind, name)
    then_she_finds_the_answer(hands)


def test_at_ten_past_three_by_keyboard_on_a_phone(walker, behind, mother):
    hands = Keys(walker.window(phone=True))
    whole_story(walker, behind, hands, mother, NIGHT)
    assert hands.notes == []


def test_at_ten_past_three_in_welsh_without_scripts(walker, behind, mother):
    hands = Plain(walker.window(phone=True, script=False), prefix="/cy")
    whole_story(walker, behind, hands, mother, NIGHT_CY)


def test_at_ten_in_the_morning(walker, behind, mother):
    whole_story(walker, behind, Hands(walker.window()), mother, DAY)

"""A detail that could hurt others is hidden with one tap; words that were only words are closed kindly."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Walker, axe_problems
from tests.journeys.walks import Hands, Keys, Plain, form_to

pytestmark = [pytest.mark.journey, pytest.mark.req("R002-17", "R002-20", "R002-21")]

ROOM = "/rooms/alder"
DETAIL = "painless way to die"
WORDS = f"The night I looked for a {DETAIL} is a year ago. Today we made soup."
BANTER = "This pram wheel will be the death of me. I am going to end it all over a squeak."
TOPIC = re.compile(rf"{ROOM}/[0-9a-f-]{{36}}")
ALL_IS_WELL = "All is well, and you did nothing wrong."


def hands_of(walker: Walker, kind: type[Hands]) -> Hands:
    page = walker.window(phone=kind is not Hands, script=kind is not Plain)
    return kind(walker.sign_in(page, "Saffron"), prefix="/cy" if kind is Plain else "")


def when_she_writes(hands: Hands, title: str, words: str) -> None:
    hands.open(f"{ROOM}/start")
    form = hands.page.locator("main form.k-composer")
    hands.type(form.locator("[name=title]"), title)
    hands.type(form.locator("[name=body]"), words)
    hands.press(form.locator("button[type=submit]").first)


def looks_well(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        assert axe_problems(page, *(["color-contrast"] if theme == "dark" else [])) == [], (theme, page.url)


@pytest.mark.parametrize("kind", [Hands, Keys, Plain], ids=["mouse", "keyboard", "welsh-without-scripts"])
def test_a_held_detail_is_hidden_in_one_tap_and_the_rest_stands_at_once(walker, behind, kind):
    hands = hands_of(walker, kind)
    page = hands.page
    title = f"Soup, {kind.__name__}"
    when_she_writes(hands, title, WORDS)
    # Then she sees which part it is, that she is not in trouble, and what she can do; nothing is posted yet.
    expect(page.locator(".k-marked mark")).to_contain_text(DETAIL)
    assert page.locator("main form button[name=held]").count() == 3
    if kind is Hands:
        looks_well(page)
    # When she taps once
    before = hands.actions
    hands.press(page.locator("main button[name=held][value=mask]"))
    page.wait_for_url(TOPIC)
    # Then it stands there, without that part, for everybody in the room.
    assert hands.actions == before + 1
    here = page.url.partition("#")[0].replace("/cy/", "/")
    other = walker.come_as(walker.window(), behind.ask("visit", who="amber-lattice"))
    for reader in (page, other):
        if reader is other:
            reader.goto(here)
        expect(reader.locator("article.k-post")).to_contain_text("Today we made soup.")
        assert DETAIL not in reader.locator("article.k-post").inner_text()
    assert getattr(hands, "notes", []) == []


@pytest.mark.parametrize("kind", [Hands, Keys, Plain], ids=["mouse", "keyboard", "without-scripts"])
def test_a_false_alarm_is_closed_kindly(walker, behind, kind):
    # Given that Saffron made a joke which looks like something else, by day
    behind.clock_shows(11, 0)
    here = behind.ask("topic", room="alder", by="saffron-kite", title=f"The wheel, {kind.__name__}", body=BANTER)
    clinician = walker.window(phone=kind is not Hands, script=kind is not Plain)
    walker.come_as(clinician, behind.ask("visit", who="sian"))
    hands = kind(clinician)
    # When Siân opens it, sees why it was noticed in words, and says that the words did not mean that
    hands.open("/desk/alerts")
    hands.press(clinician.locator("#alerts").get_by_role("link", name="Saffron Kite"))
    expect(clinician.locator("main")).to_contain_text(BANTER)
    assert "suicide." not in clinician.locator("main").text_content()
    hands.press(form_to(clinician, "/take").locator("button"))
    hands.press(clinician.locator("main a[href$='/close']").first)
    hands.choose(clinician.locator("[name=code][value=not_meant]"))
    hands.type(clinician.locator("[name=words]"), "A joke about a pram. Nothing to do.")
    if kind is Hands:
        looks_well(clinician)
    hands.press(form_to(clinician, "/close").locator("button"))
    expect(clinician.locator(".k-text--it").first).to_contain_text("Saffron Kite")
    if kind is Hands:
        looks_well(clinician)
    # Then Saffron reads something kind under her words, which stand as she wrote them; nobody else reads it.
    saffron = walker.sign_in(walker.window(phone=True), "Saffron")
    saffron.goto(here)
    expect(saffron.locator("article.k-post")).to_contain_text(BANTER)
    expect(saffron.locator(".k-aside")).to_contain_text(ALL_IS_WELL)
    other = walker.come_as(walker.window(), behind.ask("visit", who="amber-lattice"))
    other.goto(here)
    expect(other.locator("main")).to_contain_text(BANTER)
    assert ALL_IS_WELL not in other.locator("main").inner_text()
    assert getattr(hands, "notes", []) == []

"""Monday morning: forty alerts from eleven people, and a desk on which one can still see what comes first."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Behind, Walker, axe_problems
from tests.journeys.walks import Hands, Keys, Plain, form_to

pytestmark = [pytest.mark.journey, pytest.mark.req("R002-20", "R002-21", "R002-22")]


@pytest.fixture(scope="module")
def weekend(site: str) -> dict[str, Any]:
    """What came in from Friday evening to Monday morning, and how many statements the desk took before and after."""
    door = Behind()
    door.clock_shows(9, 0)
    try:
        before = door.ask("statements_of_the_desk", who="dr-osei")
        people = door.ask("worrying_weekend", room="aspen", team="Bridge team", giver="dr-osei", hours=14)
        after = door.ask("statements_of_the_desk", who="dr-osei")
    finally:
        door.ask("move_clock", seconds=0)
    return {"people": people, "statements": (before, after)}


@pytest.fixture
def monday(weekend: dict[str, Any], behind: Behind) -> dict[str, Any]:
    behind.clock_shows(9, 0)
    return weekend


def desk_of(walker: Walker, who: str, **window: Any) -> Page:
    page = walker.sign_in(walker.window(**window), who)
    page.goto("/desk/alerts")
    return page


def names_on(page: Page, people: list[dict[str, Any]]) -> list[str]:
    """Whom of the eleven the list names, from above."""
    known = {one["name"] for one in people}
    return [name for name in page.locator("#alerts article h3").all_inner_texts() if name.strip() in known]


def looks_well(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        assert axe_problems(page, *(["color-contrast"] if theme == "dark" else [])) == [], (theme, page.url)


def test_forty_alerts_are_eleven_cards_in_the_order_of_need(walker, monday):
    people = monday["people"]
    assert (len(people), sum(one["alerts"] for one in people)) == (11, 40)
    assert len({one["tier"] for one in people}) == 3
    page = desk_of(walker, "Dr Osei")
    in_need = sorted(people, key=lambda one: (-one["tier"], one["since"]))
    assert names_on(page, people) == [one["name"] for one in in_need]
    for one in people:
        card = page.locator("#alerts article", has_text=one["name"])
        expect(card).to_contain_text(f"{one['alerts']} alerts")
    waiting = page.locator("#alerts h2").first.inner_text()
    assert waiting == f"Waiting ({page.locator('#alerts article').count()})"
    before, after = monday["statements"]
    assert after == before
    looks_well(page)
    page.set_viewport_size({"width": 360, "height": 740})
    looks_well(page)


def taken(hands: Hands, name: str) -> None:
    hands.open("/desk/alerts")
    hands.press(hands.page.locator("#alerts").get_by_role("link", name=name))
    hands.press(form_to(hands.page, "/take").locator("button"))


def test_who_takes_one_has_it_alone_until_they_let_it_lie(walker, monday, behind):
    name = monday["people"][-1]["name"]
    osei = Hands(desk_of(walker, "Dr Osei"))
    taken(osei, name)
    tom = desk_of(walker, "Tom")
    card = tom.locator("#alerts article", has_text=name)
    expect(card).to_contain_text("Dr Osei has it until")
    card.get_by_role("link").click()
    expect(form_to(tom, "/take")).to_have_count(0)
    # When Dr Osei is called away and does nothing with it, it waits for everybody again.
    behind.clock_shows(10, 1)
    tom = desk_of(walker, "Tom")
    tom.locator("#alerts article", has_text=name).get_by_role("link").click()
    expect(form_to(tom, "/take")).to_have_count(1)


@pytest.mark.parametrize(("kind", "which"), [(Hands, 0), (Keys, 1), (Plain, 2)], ids=["mouse", "keyboard", "plain"])
def test_each_is_closed_with_what_came_of_it(walker, monday, kind, which):
    name = monday["people"][which]["name"]
    page = desk_of(walker, "Dr Osei", phone=kind is not Hands, script=kind is not Plain)
    hands = kind(page)
    taken(hands, name)
    hands.press(page.locator("main a[href$='/close']").first)
    hands.choose(page.locator("[name=code][value=spoke]"))
    hands.type(page.locator("[name=words]"), "Spoke by phone. Safe tonight, sister is there.")
    hands.press(form_to(page, "/close").locator("button"))
    note = page.locator(".k-text--it").first
    expect(note).to_contain_text(name)
    expect(note).to_contain_text("Spoke by phone.")
    if kind is Hands:
        looks_well(page)
    page.goto("/desk/alerts")
    assert name not in names_on(page, monday["people"])
    assert getattr(hands, "notes", []) == []


def test_at_the_end_of_a_turn_what_is_left_goes_to_the_next(walker, monday):
    left = [one["name"] for one in monday["people"][4:7]]
    osei = Hands(desk_of(walker, "Dr Osei"))
    for name in reversed(left):
        taken(osei, name)
    page = osei.page
    page.goto("/desk/alerts/hand-over")
    assert [one for one in page.locator("main h2").all_inner_texts() if one.split("\n")[0].strip()]
    assert [name for text in page.locator("main h2").all_inner_texts() for name in left if name in text] == left
    looks_well(page)
    page.locator("main a[href$='/hand-over']").first.click()
    page.locator("select[name=to]").select_option(label="Tom")
    page.locator("[name=words]").fill("Rang once, no answer. Please try again at eleven.")
    form_to(page, "/hand-over").locator("button").click()
    page.wait_for_url("**/desk/alerts")
    tom = desk_of(walker, "Tom")
    tom.locator("#alerts").get_by_role("link", name=left[0]).click()
    expect(tom.locator("main")).to_contain_text("Please try again at eleven.")
    expect(tom.locator("main a[href$='/close']")).to_be_visible()

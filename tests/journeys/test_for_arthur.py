"""Arthur has no phone and no login: Priya does the main job with him, and every page says for whom, and how."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import walks
from tests.journeys.conftest import Walker
from tests.journeys.walks import Hands, Plain, form_to

pytestmark = [pytest.mark.journey, pytest.mark.req("R000-3")]

FIRST_DAY = date.today() + timedelta(days=5)  # noqa: DTZ011 - the day of the person's own calendar
HOW = {
    "phone": "by phone, read back to them",
    "paper": "from paper, typed in",
    "together": "side by side with them",
}


def given_priya_begins_with(hands: Hands, walker: Walker, name: str, how: str) -> str:
    """From her work to the person, and how they take part; returns where the person's pages begin."""
    page = hands.page
    walker.sign_in(page, "Priya")
    expect(page).to_have_url(f"{walker.site}/desk")
    hands.press(page.locator("nav a[href='/desk/people']"))
    hands.press(page.locator("main a", has_text=name).first)
    page.wait_for_url("**/desk/people/*-*")
    person = page.url.rsplit("/", 1)[1]
    hands.press(page.locator(f"main a[href$='/{person}/together']"))
    page.wait_for_url("**/together")
    hands.choose(page.locator(f"input[name=how][value={how}]"))
    hands.press(form_to(page, "/together").locator("button"))
    page.wait_for_url(f"**/desk/people/{person}")
    expect(page.locator("main")).to_contain_text("You are doing things with them")
    hands.press(page.locator(f"main a[href='/for/{person}/map']"))
    page.wait_for_url("**/map")
    return f"/for/{person}"


def when_they_map_and_plan(hands: Hands, start: str, ties: list[tuple[str, str, str]]) -> str:
    """His map, what matters, ideas, plan: each under his own address; returns the idea's name."""
    page = hands.page
    for name, kind, circle in ties:
        walks.put_on_map(hands, name, kind, "outer")
        hands.move(name, circle)
        walks.is_on(page, name, circle)
    hands.open(f"{start}/map/what-matters")
    hands.press(page.locator(f"main a[href='{start}/map/ideas']").first)
    expect(page.locator("main .k-ideas").first.locator("article")).to_have_count(3)
    return walks.plan_an_idea(hands, FIRST_DAY, start)


def then_the_banner_says(page: Page, name: str, how: str) -> None:
    expect(page.locator(".k-banner--acting")).to_contain_text(f"You are doing this for {name}: {HOW[how]}.")


def then_it_is_all_his(hands: Hands, start: str, ties: list[tuple[str, str, str]], idea: str) -> None:
    """On paper, too; and nothing of it is in Priya's own pages."""
    page = hands.page
    assert page.url.endswith(f"{start}/plan")
    expect(page.locator("main .k-step", has_text=idea).first).to_contain_text("With someone")
    hands.open(f"{start}/plan/print?names=full")
    for name, _kind, _circle in ties:
        expect(page.locator(".k-sheet__list")).to_contain_text(name)
    expect(page.locator("main")).to_contain_text(idea)
    page.emulate_media(media="print")
    assert 1 <= walks.pages_on_paper(page) <= 2
    page.emulate_media(media="screen")
    assert page.request.get(start.replace("/for/", "/desk/people/")).ok
    assert page.request.get("/plan").status == 404, "a worker has no plan of her own"


@pytest.mark.parametrize(
    ("hand", "how", "ties"),
    [
        (Hands, "phone", walks.TWELVE[1:4]),
        pytest.param(Plain, "paper", walks.TWELVE[5:8], marks=pytest.mark.req("R003-8")),
    ],
    ids=["by phone", "from paper, without scripts"],
)
def test_the_main_job_for_a_man_without_a_phone(
    walker: Walker, hand: type[Hands], how: str, ties: list[tuple[str, str, str]]
) -> None:
    """Given Arthur at his neighbour's telephone, when Priya writes and reads back, then map and plan are his."""
    hands = hand(walker.window(script=hand is Hands))
    start = given_priya_begins_with(hands, walker, "Arthur", how)
    then_the_banner_says(hands.page, "Arthur", how)
    idea = when_they_map_and_plan(hands, start, ties)
    then_the_banner_says(hands.page, "Arthur", how)
    then_it_is_all_his(hands, start, ties, idea)
    then_the_banner_says(hands.page, "Arthur", how)


def test_what_he_keeps_to_himself_is_not_shown_to_her(walker: Walker) -> None:
    """Given Arthur says one thing is private, when it is written down, then no page or paper shows it to Priya."""
    hands = Hands(walker.window())
    start = given_priya_begins_with(hands, walker, "Arthur", "phone")
    page = hands.page
    form = page.locator("#add")
    hands.press(form.locator("summary"))
    hands.choose(form.locator("[name=is_private]"))
    hands.type(form.locator("[name=name]"), "Bookmaker Reg")
    hands.choose(form.locator("[name=kind][value=friend]"))
    hands.choose(form.locator("[name=circle][value=outer]"))
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        hands.press(form.locator("button[type=submit]"))
    for path in ("/map", "/map/reflect", "/map/print?names=full", "/plan/print?names=full", "/plan"):
        hands.open(f"{start}{path}")
        assert "Reg" not in page.content(), path


def test_a_member_s_private_things_stay_with_them(walker: Walker) -> None:
    """Given Heron keeps his dad private, when he opens his map, then he is there; for Priya he is not."""
    own = walker.sign_in(walker.window(), "Heron")
    own.goto("/map")
    own.locator("#private summary").first.click()
    expect(walks.row_of(own, "Dad")).to_be_visible()
    hands = Hands(walker.window())
    start = given_priya_begins_with(hands, walker, "Cal", "together")
    for path in ("/map", "/map/print?names=full", "/plan/print?names=full"):
        hands.open(f"{start}{path}")
        assert ">Dad<" not in hands.page.content(), path
    expect(hands.page.locator("#private")).to_have_count(0)

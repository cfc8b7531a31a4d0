"""Somebody has to be gone at once, and nobody who comes to the screen can go back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Walker

pytestmark = pytest.mark.journey
NEUTRAL = re.compile(r"/there-is-nothing-here$")


def given_somebody_reads_their_map(walker: Walker, **how: bool) -> Page:
    page = walker.sign_in(walker.window(**how), "Heron")
    page.goto("/plan")
    page.goto("/map")
    expect(page.locator("#list-title")).to_be_visible()
    return page


def when_they_press_the_button(page: Page) -> None:
    page.locator("header .k-header__links a[data-leave]").click()


def when_they_take_the_skip_link(page: Page) -> None:
    """Two stops of Tab from the top: first the one to the words, then the one that leaves."""
    for _stop in range(2):
        page.keyboard.press("Tab")
    link = page.locator("a.nhsuk-skip-link[data-leave]")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")


def when_they_tap_shift_three_times(page: Page) -> None:
    for _tap in range(3):
        page.keyboard.press("Shift")


def then_they_are_gone(page: Page) -> None:
    page.wait_for_url(NEUTRAL)
    expect(page).not_to_have_title(re.compile("map", re.IGNORECASE))


def then_back_does_not_return(page: Page) -> None:
    """What Back finds is the page before, asked for anew, by somebody the server no longer knows."""
    page.go_back()
    page.wait_for_load_state()
    assert "/map" not in page.url
    expect(page.locator("#list-title")).to_have_count(0)
    expect(page.locator("body")).not_to_contain_text("Your map as a list")


def then_the_visit_is_over(page: Page) -> None:
    for path in ("/map", "/home", "/you"):
        answer = page.request.get(path, max_redirects=0)
        assert answer.status != 200, path
        assert "Heron" not in answer.text()
    assert not [c for c in page.context.cookies() if c["name"].endswith("sessionid")]


@pytest.mark.parametrize(
    "when",
    [when_they_press_the_button, when_they_take_the_skip_link, when_they_tap_shift_three_times],
    ids=["button", "skip link", "Shift three times"],
)
def test_back_does_not_return(walker: Walker, when: Callable[[Page], None]) -> None:
    """Given a map on the screen and in another tab, when they leave, then no tab shows it and no Back brings it."""
    page = given_somebody_reads_their_map(walker)
    other = page.context.new_page()
    other.goto("/map/what-matters")
    page.bring_to_front()
    when(page)
    then_they_are_gone(page)
    other.wait_for_url("about:blank")
    then_the_visit_is_over(page)
    then_back_does_not_return(page)
    then_back_does_not_return(other)


def test_without_scripts_the_link_still_works(walker: Walker) -> None:
    """Given a browser without scripts, when the link is pressed, then the visit is over and Back shows nothing."""
    page = given_somebody_reads_their_map(walker, script=False)
    when_they_press_the_button(page)
    then_they_are_gone(page)
    then_the_visit_is_over(page)
    page.go_back()
    page.wait_for_load_state()
    expect(page.locator("#list-title")).to_have_count(0)
    expect(page.locator("body")).not_to_contain_text("Your map as a list")


def test_capital_letters_do_not_throw_anybody_out(walker: Walker) -> None:
    """Given somebody who types names, when Shift is held for capitals or tapped slowly, then they stay."""
    page = given_somebody_reads_their_map(walker)
    page.locator("#id_name").focus()
    for letter in "TOM":
        page.keyboard.press(f"Shift+{letter}")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.type("a")
    page.keyboard.press("Shift")
    expect(page.locator("#id_name")).to_have_value("TOMa")
    assert page.url.endswith("/map")


def test_what_was_written_waits_on_the_server(walker: Walker) -> None:
    """Given words half written, when they leave and come back later, then the words are there."""
    page = given_somebody_reads_their_map(walker)
    page.goto("/map/what-matters/likes")
    box = page.locator("[name=to_try]")
    box.fill("a boat on the weir")
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        box.blur()
    when_they_tap_shift_three_times(page)
    then_they_are_gone(page)
    again = walker.sign_in(walker.window(), "Heron")
    again.goto("/map/what-matters/likes")
    expect(again.locator("[name=to_try]")).to_have_value("a boat on the weir")

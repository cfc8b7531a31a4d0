"""Somebody who cannot think straight looks for help: signed out, without a mouse, a script or colours of our own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Walker
from tests.journeys.walks import WHERE_FOCUS_IS

pytestmark = pytest.mark.journey


def when_they_tab_to(page: Page, address: str, *, at_most: int) -> None:
    """Every stop on the way can be seen, and there are few."""
    target = page.locator(f"a[href='{address}']:focus")
    for _stop in range(at_most):
        page.keyboard.press("Tab")
        seen = page.evaluate(WHERE_FOCUS_IS)
        assert seen["nowhere"] or (seen["drawn"] and seen["seen"]), seen["what"]
        if target.count():
            return
    pytest.fail(f"{at_most} presses of Tab do not reach {address} on {page.url}")


@pytest.mark.req("R002-19")
@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("place", ["/", "/things-to-do", "/sign-in"])
def test_a_number_to_call_is_a_few_keys_away(walker: Walker, place: str, script: bool) -> None:
    """Given a public page, when they press Tab and Enter a few times, then the focus stands on 999."""
    page = walker.window(script=script, forced_colors=True)
    page.goto(place)
    when_they_tab_to(page, "/help-now", at_most=5)
    page.keyboard.press("Enter")
    page.wait_for_url("**/help-now")
    expect(page.locator("main a[href='tel:999']").first).to_be_in_viewport()
    when_they_tab_to(page, "tel:999", at_most=15)


def test_a_member_gets_there_too(walker: Walker) -> None:
    """Given their map on a phone's screen, when they press Tab and Enter, then help is open and the map is not lost."""
    page = walker.sign_in(walker.window(phone=True), "Heron")
    page.goto("/map")
    when_they_tab_to(page, "/help-now", at_most=5)
    page.keyboard.press("Enter")
    page.wait_for_url("**/help-now")
    page.go_back()
    expect(page.locator("#list-title")).to_be_visible()

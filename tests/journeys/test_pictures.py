"""The main pages as pictures, to be looked at: KITH_SHOTS=var/shots ./run test tests/journeys/test_pictures.py."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Walker

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif("KITH_SHOTS" not in os.environ, reason="pictures are taken when KITH_SHOTS names a folder"),
]
PAGES = {
    "": {"sign-in": "/sign-in", "help-now": "/help-now", "join": "/join"},
    "Heron": {
        "home": "/home",
        "map": "/map",
        "what-matters": "/map/what-matters",
        "ideas": "/map/ideas",
        "things": "/things-to-do",
        "plan": "/plan",
        "print": "/plan/print?names=initials",
        "you": "/you",
    },
    "Priya": {"desk": "/desk", "desk-people": "/desk/people"},
}
README = {"width": 390, "height": 844}


def take(page: Page, folder: Path, name: str, path: str) -> None:
    page.goto(path)
    page.screenshot(path=folder / f"{name}.png", full_page=True)


@pytest.mark.parametrize("is_phone", [True, False], ids=["360", "1280"])
@pytest.mark.parametrize("who", PAGES, ids=["nobody", "Heron", "Priya"])
def test_pictures_of_the_main_pages(walker: Walker, shots: Path, who: str, is_phone: bool) -> None:
    page = walker.window(phone=is_phone)
    if who:
        walker.sign_in(page, who)
    size = 360 if is_phone else 1280
    for name, path in PAGES[who].items():
        take(page, shots, f"{name}-{size}", path)
    if who == "Heron":
        page.goto("/map/ideas")
        page.locator("main .k-ideas article a").first.click()
        page.wait_for_url(re.compile(r"/things-to-do/"))
        page.screenshot(path=shots / f"thing-{size}.png", full_page=True)


def test_pictures_of_the_readme(walker: Walker, shots: Path) -> None:
    """The map and the ideas, on a phone."""
    page = walker.sign_in(walker.window(phone=True), "Heron")
    page.set_viewport_size(README)
    for name, path, place, edge in [("map", "/map", ".k-legend", "end"), ("ideas", "/map/ideas", "main h1", "start")]:
        page.goto(path)
        page.locator(place).first.evaluate("(it, block) => it.scrollIntoView({ block })", edge)
        page.screenshot(path=shots / f"readme-{name}.png")

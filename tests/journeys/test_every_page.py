"""Every page that can be opened, for everyone: axe-clean, whole at 320 px, in Welsh, without a script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Walker, axe_problems

pytestmark = [pytest.mark.journey, pytest.mark.req("R001-8"), pytest.mark.timeout(1200)]
CARDS = ("Heron", "Arthur by Priya", "Priya", "Sam", "nobody")
STOP = re.compile(r"/leave|sign-out|/demo/|/static/|\.(svg|json|zip|txt|png)$|picture|^/sw\.js|mailto:|tel:|sms:")
A_NUMBER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
MOST = 90


def kind_of(path: str) -> str:
    """Pages that differ only in whose or which they are count once."""
    path = A_NUMBER.sub("<id>", path.partition("?")[0])
    return re.sub(r"(/things-to-do)/[a-z0-9-]+$", r"\1/<slug>", path)


def enter(walker: Walker, page: Page, who: str) -> str:
    """Be somebody; returns where their pages begin."""
    if who == "nobody":
        return "/"
    if who == "Arthur by Priya":
        walker.sign_in(page, "Priya")
        return walker.begin_for(page, "Arthur")
    walker.sign_in(page, who)
    return "/home"


def every_kind(page: Page, start: str) -> Iterator[str]:
    """One address of each kind of page that links lead to from here."""
    waiting, kinds = [start], set()
    while waiting and len(kinds) < MOST:
        path = waiting.pop(0)
        if kind_of(path) in kinds or STOP.search(path):
            continue
        kinds.add(kind_of(path))
        answer = page.goto(path)
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            continue
        assert answer.status == 200, f"{path} answered {answer.status}"
        yield path
        links = page.eval_on_selector_all("a[href^='/']", "all => all.map(a => a.getAttribute('href'))")
        waiting += [str(link).partition("#")[0] for link in links if not str(link).startswith("/cy")]


@pytest.fixture(scope="module")
def seen(chromium: Browser, site: str) -> Callable[[str], list[str]]:
    """The pages there are for each of them, looked for once."""

    @cache
    def look(who: str) -> list[str]:
        somebody = Walker(chromium, site)
        page = somebody.window()
        found = list(every_kind(page, enter(somebody, page, who)))
        somebody.close()
        assert len(found) >= 5
        return found

    return look


@pytest.mark.parametrize("who", CARDS)
def test_axe_finds_nothing_in_light_and_dark(walker, seen, who):
    light, dark = walker.window(), walker.window(dark=True)
    enter(walker, light, who)
    enter(walker, dark, who)
    found = []
    for path in seen(who):
        light.goto(path)
        found += [f"{path} light {p}" for p in axe_problems(light)]
        dark.goto(path)
        # In the dark the same page has other colours, and nothing else that axe looks at.
        found += [f"{path} dark {p}" for p in axe_problems(dark, "color-contrast")]
    assert found == []


@pytest.mark.parametrize("who", CARDS)
def test_nothing_scrolls_sideways_at_320(walker, seen, who):
    page = walker.window(phone=True)
    page.set_viewport_size({"width": 320, "height": 640})
    enter(walker, page, who)
    wide = []
    for path in seen(who):
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(path)
    assert wide == []


@pytest.mark.req("R003-8")
@pytest.mark.parametrize("who", CARDS)
def test_the_main_words_are_there_without_a_script(walker, seen, who):
    scripted, plain = walker.window(), walker.window(script=False)
    enter(walker, scripted, who)
    enter(walker, plain, who)
    lost = []
    for path in seen(who):
        scripted.goto(path)
        plain.goto(path)
        if scripted.locator("h1").first.inner_text() != plain.locator("h1").first.inner_text():
            lost.append(path)
    assert lost == []


def test_every_page_of_a_member_has_the_same_header_in_the_same_order(walker, seen):
    page = walker.window()
    enter(walker, page, "Heron")
    orders = set()
    for path in seen("Heron"):
        page.goto(path)
        orders.add(tuple(page.locator("header a, header button").all_inner_texts()))
    assert len({o[-4:] for o in orders}) == 1, orders


def test_a_member_s_pages_are_in_welsh(walker, seen):
    page = walker.window()
    enter(walker, page, "Heron")
    for path in seen("Heron"):
        answer = page.goto(f"/cy{path}")
        assert answer is not None
        assert answer.status == 200, path
        assert page.locator("html").get_attribute("lang") == "cy"


def test_reduced_motion_and_forced_colours_keep_every_word(walker, seen):
    page = walker.window(still=True, forced_colors=True)
    enter(walker, page, "Heron")
    for path in seen("Heron"):
        page.goto(path)
        moving = page.evaluate(
            "document.getAnimations()"
            ".filter(a => a.playState === 'running' && a.effect.getTiming().duration > 1).length"
        )
        assert moving == 0, path
        assert page.locator("h1").first.is_visible()

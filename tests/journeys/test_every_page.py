"""Every page that can be opened, for everyone: axe-clean, whole at 320 px, in Welsh, without a script.

Each page is opened once, in one window that is then made dark, still and narrow, and once more without scripts; what
was seen then is asked about by one test after the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

from kith.domains.directory.forms.facts import field_of
from tests.journeys.conftest import WIDE, Walker, axe_problems

pytestmark = [pytest.mark.journey, pytest.mark.req("R001-8"), pytest.mark.timeout(1200)]
# Who is looked at once is looked at in one process: what was seen there is asked about there.
MEMBERS, STAFF = pytest.mark.xdist_group("pages of members"), pytest.mark.xdist_group("pages of staff")
CARDS = (
    *(pytest.param(who, marks=MEMBERS) for who in ("Heron", "nobody")),
    *(pytest.param(who, marks=STAFF) for who in ("Priya", "Arthur by Priya", "Sam")),
)
STOP = re.compile(r"/leave|sign-out|/demo/|/static/|\.(svg|json|zip|txt|png)$|picture|^/sw\.js|mailto:|tel:|sms:")
FOR_SOMEBODY = re.compile(r"^/for/[^/]+")
WHICH = {"slug", "code"}
IN_WELSH = re.compile(r"(/for/[^/]+)?/cy(/|$)")
MOST = 90
# What Priya opens while she acts for Arthur is his, or her own again; beside the desk all staff have the same pages.
ALREADY = {"Arthur by Priya": lambda path: True, "Sam": lambda path: not path.startswith("/desk")}
NARROW = {"width": 320, "height": 640}
MOVING = """document.getAnimations()
    .filter(a => a.playState === "running" && a.effect.getTiming().duration > 1).length"""


@dataclass(frozen=True)
class Seen:
    """One page as one of them found it."""

    path: str
    problems: tuple[str, ...]
    header: tuple[str, ...]
    heading: str
    heading_without_script: str
    moving_when_still: int
    has_heading_when_forced: bool
    width_at_320: int


def kind_of(path: str) -> str:
    """Pages that differ only in whose or which they are count once; facts by the field that asks for them."""
    path = path.partition("?")[0]
    own = FOR_SOMEBODY.sub("", path)
    try:
        page = resolve(own)
    except Resolver404:
        return path
    said = {name: value for name, value in page.kwargs.items() if isinstance(value, str) and name not in WHICH}
    if "fact" in said:
        said["fact"] = type(field_of(said["fact"])).__name__
    return f"{'' if own == path else 'for somebody: '}{page.view_name} {said}"


def enter(walker: Walker, page: Page, who: str) -> str:
    """Be somebody; returns where their pages begin."""
    if who == "nobody":
        return "/"
    if who == "Arthur by Priya":
        walker.sign_in(page, "Priya")
        return walker.begin_for(page, "Arthur")
    walker.sign_in(page, who)
    return "/home" if who == "Heron" else "/desk"


def every_kind(page: Page, start: str, known: set[str]) -> Iterator[str]:
    """An address of each kind of page that links lead to from here, when it is open; but not of the kinds known."""
    waiting, kinds = [start], set(known)
    while waiting:
        assert len(kinds) - len(known) < MOST, "there are more pages than this test looks at"
        path = waiting.pop(0)
        if kind_of(path) in kinds or STOP.search(path):
            continue
        kinds.add(kind_of(path))
        answer = page.goto(path)
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            continue
        assert answer.status == 200, f"{path} answered {answer.status}"
        links = page.eval_on_selector_all("a[href^='/']", "all => all.map(a => a.getAttribute('href'))")
        waiting += [str(link).partition("#")[0] for link in links if not IN_WELSH.match(str(link))]
        yield path


def look_at(page: Page, plain: Page, path: str) -> Seen:
    """Look at an open page in all its guises; `plain` opens it without scripts."""
    header = tuple(page.locator("header a, header button").all_inner_texts())
    heading = page.locator("h1").first
    words = heading.inner_text()
    problems = [f"{path} light {p}" for p in axe_problems(page)]
    page.emulate_media(color_scheme="dark")
    # In the dark the same page has other colours, and nothing else that axe looks at.
    problems += [f"{path} dark {p}" for p in axe_problems(page, "color-contrast")]
    page.emulate_media(color_scheme="light", reduced_motion="reduce", forced_colors="active")
    moving, is_there = page.evaluate(MOVING), heading.is_visible()
    page.emulate_media(reduced_motion="no-preference", forced_colors="none")
    page.set_viewport_size(NARROW)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(WIDE)
    plain.goto(path)
    return Seen(path, tuple(problems), header, words, plain.locator("h1").first.inner_text(), moving, is_there, width)


@pytest.fixture(scope="module")
def seen(chromium: Browser, site: str) -> Callable[[str], list[Seen]]:
    """The pages there are for each of them, each looked at once."""

    @cache
    def look(who: str) -> list[Seen]:
        somebody = Walker(chromium, site)
        page, plain = somebody.window(), somebody.window(script=False)
        start = enter(somebody, page, who)
        enter(somebody, plain, who)
        known = {kind_of(one.path) for one in look("Priya") if ALREADY[who](one.path)} if who in ALREADY else set()
        found = [look_at(page, plain, path) for path in every_kind(page, start, known)]
        somebody.close()
        assert somebody.elsewhere == [], "a page asked another site for something"
        assert len(found) >= 5
        return found

    return look


@pytest.mark.parametrize("who", CARDS)
def test_axe_finds_nothing_in_light_and_dark(seen, who):
    assert [problem for one in seen(who) for problem in one.problems] == []


@pytest.mark.parametrize("who", CARDS)
def test_nothing_scrolls_sideways_at_320(seen, who):
    assert [one.path for one in seen(who) if one.width_at_320 > NARROW["width"]] == []


@pytest.mark.req("R003-8")
@pytest.mark.parametrize("who", CARDS)
def test_the_main_words_are_there_without_a_script(seen, who):
    assert [one.path for one in seen(who) if one.heading_without_script != one.heading] == []


@pytest.mark.parametrize("who", CARDS)
def test_reduced_motion_and_forced_colours_keep_every_word(seen, who):
    assert [one.path for one in seen(who) if one.moving_when_still or not one.has_heading_when_forced] == []


@MEMBERS
def test_every_page_of_a_member_has_the_same_header_in_the_same_order(seen):
    orders = {one.header[-4:] for one in seen("Heron")}
    assert len(orders) == 1, orders


@MEMBERS
def test_a_member_s_pages_are_in_welsh(walker, seen):
    page = walker.window()
    enter(walker, page, "Heron")
    for one in seen("Heron"):
        answer = page.request.get(f"/cy{one.path}")
        assert answer.status == 200, one.path
        assert re.search(r'<html[^>]* lang="cy"', answer.text()), one.path

"""Somebody puts their life on three circles: by mouse, by finger, by keyboard alone, and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Walker, axe_problems

pytestmark = pytest.mark.journey

TWELVE = [
    ("Auntie Vi", "Family", "Matters most"),
    ("Cousin Bo", "Friend", "Matters most"),
    ("Old Tom cat", "Pet", "Matters most"),
    ("Great-gran", "Someone I miss", "Matters most"),
    ("Mr Pike at 9", "Neighbour or work", "Matters a lot"),
    ("Bell tower", "Group or faith", "Matters a lot"),
    ("Nurse Jay", "Helper", "Matters a lot"),
    ("The weir", "Place", "Matters a lot"),
    ("Whittling", "Activity", "Matters"),
    ("Chess room", "Online", "Matters"),
    ("Foot clinic", "Helper", "Matters"),
    ("Bus driver", "Neighbour or work", "Matters"),
]
CIRCLES = {"Matters most": 120, "Matters a lot": 280, "Matters": 420}  # how far from the middle, of 1000
MOVED = {"Auntie Vi", "Nurse Jay", "Bell tower"}  # these begin in "Matters" and are moved to where they belong


def open_map(walker: Walker, name: str, **how: bool) -> Page:
    page = walker.sign_in(walker.window(**how), name)
    page.goto("/map")
    return page


def row_of(page: Page, name: str) -> Locator:
    return page.locator(".k-tie").filter(has=page.locator(".k-tie__who", has_text=re.compile(rf"\b{re.escape(name)}$")))


def node_of(page: Page, name: str) -> Locator:
    return page.locator(f'.k-node[data-name="{name}"]')


def shown(page: Page) -> list[tuple[str, str, str]]:
    """What the list says of the twelve."""
    found = []
    for name, _kind, _circle in TWELVE:
        row = row_of(page, name)
        kind = row.locator(".k-tie__kind").inner_text().split(" · ")[0].strip()
        circle = row.locator("input[type=radio]:checked + label").inner_text()
        found.append((name, kind, circle))
    return found


def add(page: Page, name: str, kind: str, circle: str, press: Callable[[Locator], None]) -> None:
    form = page.locator("#add")
    form.get_by_label("Who or what?").fill(name)
    press(form.get_by_role("radio", name=kind, exact=True))
    press(form.get_by_role("radio", name=circle, exact=True))
    press(form.get_by_role("button", name="Add to my map"))


def add_all(page: Page, press: Callable[[Locator], None]) -> None:
    for name, kind, circle in TWELVE:
        add(page, name, kind, "Matters" if name in MOVED else circle, press)
        expect(row_of(page, name)).to_be_visible()


def middle_of(page: Page, name: str) -> tuple[float, float]:
    box = node_of(page, name).locator(".k-node__shape").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def place_on(page: Page, circle: str) -> tuple[float, float]:
    """A point of that ring, to the lower right of the middle."""
    box = page.locator(".k-map-picture .k-map").bounding_box()
    assert box
    away = CIRCLES[circle] * box["width"] / 1000 * 0.7071
    return box["x"] + box["width"] / 2 + away, box["y"] + box["height"] / 2 + away


def is_on(page: Page, name: str, circle: str) -> None:
    expect(row_of(page, name).locator("input:checked + label")).to_have_text(circle)


def take_all_back(page: Page, steps: int) -> None:
    """Undo, step by step, until the map is as it was found."""
    for _step in range(steps):
        version = page.locator("#board input[name=version]").first
        before = version.input_value()
        page.locator("#list-title ~ .k-undo button").click()
        expect(version).not_to_have_value(before)
    for name, _kind, _circle in TWELVE:
        expect(row_of(page, name)).to_have_count(0)


STEPS = len(TWELVE) + len(MOVED)


@pytest.mark.req("R000-3")
def test_by_mouse(walker: Walker) -> None:
    """Given a map, when twelve are added and three dragged, then the list says where each one is."""
    page = open_map(walker, "Heron")
    add_all(page, lambda target: target.click())
    for name, _kind, circle in TWELVE:
        if name in MOVED:
            page.locator(".k-map-picture .k-map").scroll_into_view_if_needed()
            page.mouse.move(*middle_of(page, name))
            page.mouse.down()
            page.mouse.move(*place_on(page, circle), steps=6)
            page.mouse.up()
            is_on(page, name, circle)
            expect(page.locator("[data-said]")).to_have_text(f"{name} is now in “{circle}”.")
    assert shown(page) == TWELVE
    page.reload()
    assert shown(page) == TWELVE
    take_all_back(page, STEPS)


@pytest.mark.req("R000-3")
def test_by_finger_on_a_phone(walker: Walker) -> None:
    """Given a phone of 360 pixels, when they are dragged with a finger, then the same is kept."""
    page = open_map(walker, "Saffron Kite", phone=True, touch=True)
    add_all(page, lambda target: target.tap())
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, at: tuple[float, float] | None) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    for name, _kind, circle in TWELVE:
        if name in MOVED:
            page.locator(".k-map-picture .k-map").scroll_into_view_if_needed()
            (x, y), (to_x, to_y) = middle_of(page, name), place_on(page, circle)
            touch("touchStart", (x, y))
            for part in range(1, 7):
                touch("touchMove", (x + (to_x - x) * part / 6, y + (to_y - y) * part / 6))
            touch("touchEnd", None)
            is_on(page, name, circle)
    assert shown(page) == TWELVE
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    expect(page.locator(".k-node__number").first).to_be_visible()
    expect(page.locator(".k-label").first).to_be_hidden()
    take_all_back(page, STEPS)


@pytest.mark.req("R000-3")
def test_by_keyboard_alone(walker: Walker) -> None:
    """Given no mouse, when the arrow keys move things on the picture and in the list, then the same is kept."""
    page = open_map(walker, "Heron")
    keys = page.keyboard
    page.locator("#id_name").focus()
    kinds = [item.inner_text().strip() for item in page.locator("#add .k-chips--kinds label").all()]
    for name, kind, circle in TWELVE:
        keys.type(name)
        keys.press("Tab")
        choose(page, kinds.index(kind))
        keys.press("Tab")
        choose(page, list(CIRCLES).index("Matters" if name in MOVED else circle))
        keys.press("Enter")
        expect(row_of(page, name)).to_be_visible()
        expect(page.locator("#id_name")).to_be_focused()
        expect(page.locator("#id_name")).to_have_value("")
    walk_to(page, "Auntie Vi")
    for circle in ("Matters a lot", "Matters most"):
        keys.press("ArrowUp")
        is_on(page, "Auntie Vi", circle)
        expect(node_of(page, "Auntie Vi")).to_be_focused()
    for name in ("Nurse Jay", "Bell tower"):
        row_of(page, name).locator("input:checked").focus()
        keys.press("ArrowLeft")
        is_on(page, name, "Matters a lot")
        expect(row_of(page, name).locator("input:checked")).to_be_focused()
    assert shown(page) == TWELVE
    take_all_back(page, STEPS + 1)


def choose(page: Page, at: int) -> None:
    """With the first radio of a group focused: choose the one at this place."""
    page.keyboard.press("Space")
    for _step in range(at):
        page.keyboard.press("ArrowDown")


def walk_to(page: Page, name: str) -> None:
    """From thing to thing on the picture, by the right arrow."""
    page.locator('.k-node[tabindex="0"]').focus()
    for _step in range(60):
        if page.evaluate("document.activeElement.dataset.name") == name:
            return
        page.keyboard.press("ArrowRight")
    pytest.fail(f"the arrow keys do not reach {name}")


@pytest.mark.req("R000-3", "R003-8")
def test_without_scripts(walker: Walker) -> None:
    """Given a browser without scripts, when ordinary forms are sent, then the same is kept."""
    page = open_map(walker, "Heron", script=False)
    add_all(page, lambda target: target.click())
    for name, _kind, circle in TWELVE:
        if name in MOVED:
            row_of(page, name).get_by_role("radio", name=circle, exact=True).click()
            row_of(page, name).get_by_role("button", name=f"Save ({name})").click()
    assert shown(page) == TWELVE
    row_of(page, "Whittling").locator("summary").click()
    row_of(page, "Whittling").get_by_role("button", name="Move in (Whittling)").click()
    is_on(page, "Whittling", "Matters a lot")
    take_all_back(page, STEPS + 1)


@pytest.mark.req("R000-4")
def test_a_whole_session_with_ten_ties_takes_at_most_sixty_presses(walker: Walker) -> None:
    """Given an evening, when ten are drawn, something said and an idea found, then it was not much work."""
    page = open_map(walker, "Saffron Kite")
    count = 0

    def press(target: Locator) -> None:
        nonlocal count
        count += 1
        target.click()

    for name, kind, circle in TWELVE[:10]:
        count += 1  # typing the name
        add(page, name, kind, circle, press)
        expect(row_of(page, name)).to_be_visible()
    press(page.get_by_role("button", name="That is my map for now"))
    press(page.get_by_role("link", name="What matters to me").first)
    press(page.get_by_role("link", name="Change (What you like)"))
    count += 1
    page.get_by_label("What would you like to try?").fill("pottery")
    press(page.get_by_role("button", name="Save and stop here"))
    press(page.get_by_role("link", name="Show me ideas"))
    expect(page.get_by_role("heading", name="Ideas for you")).to_be_visible()
    assert page.locator(".k-ideas .k-thing").count() >= 1
    assert count <= 60
    page.goto("/map")
    take_all_back(page, 10)


def test_two_windows_lose_nothing(walker: Walker) -> None:
    """Given two windows, when both move the same thing, then the second sees what the first did."""
    first = open_map(walker, "Heron")
    add(first, "Auntie Vi", "Family", "Matters", lambda target: target.click())
    expect(row_of(first, "Auntie Vi")).to_be_visible()
    second = first.context.new_page()
    second.goto("/map")
    row_of(first, "Auntie Vi").get_by_role("radio", name="Matters most").click()
    is_on(first, "Auntie Vi", "Matters most")
    row_of(second, "Auntie Vi").get_by_role("radio", name="Matters a lot").click()
    expect(second.locator("[data-said]")).to_contain_text("changed in another window")
    is_on(second, "Auntie Vi", "Matters most")
    expect(row_of(second, "Auntie Vi").get_by_text("Changed")).to_be_visible()
    take_all_back(second, 2)


def test_a_line_that_breaks_is_said_and_nothing_pretends_to_be_saved(walker: Walker) -> None:
    """Given no network, when something is dragged, then it goes back to where it was, and the page says so."""
    page = open_map(walker, "Heron")
    name = page.locator(".k-node[data-circle=inner]").first.get_attribute("data-name") or ""
    page.context.set_offline(True)
    page.locator(".k-map-picture .k-map").scroll_into_view_if_needed()
    home = middle_of(page, name)
    page.mouse.move(*home)
    page.mouse.down()
    page.mouse.move(*place_on(page, "Matters"), steps=4)
    page.mouse.up()
    expect(page.locator("[data-said]")).to_have_text("Sorry, that did not save. Your map is as it was before.")
    assert middle_of(page, name) == pytest.approx(home, abs=1)
    page.context.set_offline(False)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    "path", ["/map", "/map/reflect", "/map/what-matters", "/map/ideas", "/map/print?names=initials"]
)
def test_every_reader_can_use_it(walker: Walker, path: str, dark: bool) -> None:
    """Given any theme, when axe reads the page with its scripts running, then it finds nothing."""
    page = open_map(walker, "Heron", dark=dark)
    page.goto(path)
    assert axe_problems(page) == []


@pytest.mark.parametrize("path", ["/map", "/map/what-matters/welcome", "/map/ideas"])
def test_at_320_pixels_nothing_scrolls_sideways(walker: Walker, path: str) -> None:
    page = open_map(walker, "Heron", phone=True)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.req("R000-16")
def test_the_paper_asks_first_and_the_page_itself_prints_nobody(walker: Walker) -> None:
    """Given a map with other people on it, when the page is printed as it is, then no name is on the paper."""
    page = open_map(walker, "Heron")
    page.emulate_media(media="print")
    expect(page.locator(".k-tie").first).to_be_hidden()
    expect(page.locator(".k-map-picture")).to_be_hidden()
    expect(page.get_by_text("To print it, choose")).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Put my map on paper").click()
    page.get_by_role("radio", name="By their first letters").click()
    page.get_by_role("button", name="Show the paper").click()
    expect(page.get_by_role("button", name="Print", exact=True)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".k-sheet")).to_be_visible()
    expect(page.get_by_role("radio").first).to_be_hidden()

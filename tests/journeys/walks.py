"""Ways to walk through Kith: by mouse, by finger, by keyboard alone, without scripts and in Welsh.

Everything is found by what it is (an address, a field, a code), never by words, so that one walk serves every language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Response, expect

TWELVE = [
    ("Auntie Vi", "family", "inner"),
    ("Cousin Bo", "friend", "inner"),
    ("Old Tom cat", "pet", "inner"),
    ("Great-gran", "missed", "inner"),
    ("Mr Pike at 9", "neighbour", "middle"),
    ("Bell tower", "group", "middle"),
    ("Nurse Jay", "helper", "middle"),
    ("The weir", "place", "middle"),
    ("Whittling", "activity", "outer"),
    ("Chess room", "online", "outer"),
    ("Foot clinic", "helper", "outer"),
    ("Bus driver", "neighbour", "outer"),
]
MOVED = ("Auntie Vi", "Nurse Jay", "Bell tower")  # put down in the outer circle, then taken to where they belong
AWAY = {"inner": 120, "middle": 280, "outer": 420}  # how far from the middle of the picture, of 1000
MOST_STOPS = 400
WHERE_FOCUS_IS = """() => {
  const at = document.activeElement, looks = [at, ...(at.labels || []), ...at.querySelectorAll("*")];
  const box = (at.labels?.[0] ?? at).getBoundingClientRect();
  const drawn = (it) => {
    const style = getComputedStyle(it);
    const ring = it.matches(".k-node__hit") && style.stroke !== "none" && style.fill !== "rgba(0, 0, 0, 0)";
    return ring || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  return { what: at.outerHTML.slice(0, 160), nowhere: at === document.body, drawn: looks.some(drawn),
           seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth };
}"""


@dataclass
class Hands:
    """Somebody with a mouse and a keyboard; counts what they do."""

    page: Page
    prefix: str = ""
    actions: int = 0
    notes: list[str] = field(default_factory=list)

    def open(self, path: str) -> Response:
        answer = self.page.goto(f"{self.prefix}{path}")
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"
        return answer

    def press(self, target: Locator) -> None:
        self.actions += 1
        target.click()

    def choose(self, target: Locator) -> None:
        """Tick a box or take one of several."""
        self.press(target)
        expect(target).to_be_checked()

    def type(self, target: Locator, words: str) -> None:
        self.actions += 1
        target.fill(words)

    def move(self, name: str, circle: str) -> None:
        """Drag it on the picture."""
        self.actions += 1
        self.page.locator(".k-map-picture .k-map").scroll_into_view_if_needed()
        self.page.mouse.move(*middle_of(self.page, name))
        self.page.mouse.down()
        self.page.mouse.move(*place_on(self.page, circle), steps=6)
        self.page.mouse.up()


class Finger(Hands):
    """Somebody with a phone."""

    def press(self, target: Locator) -> None:
        self.actions += 1
        target.tap()

    def move(self, name: str, circle: str) -> None:
        self.actions += 1
        self.page.locator(".k-map-picture .k-map").scroll_into_view_if_needed()
        finger = self.page.context.new_cdp_session(self.page)
        (x, y), (to_x, to_y) = middle_of(self.page, name), place_on(self.page, circle)
        way = [(x + (to_x - x) * part / 6, y + (to_y - y) * part / 6) for part in range(1, 7)]
        for kind, points in [("touchStart", [(x, y)]), *[("touchMove", [at]) for at in way], ("touchEnd", [])]:
            finger.send(
                "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": a, "y": b} for a, b in points]}
            )
        finger.detach()


class Keys(Hands):
    """Somebody with Tab, Enter, Space and the arrow keys, who has to see where they are."""

    def press(self, target: Locator) -> None:
        self.actions += 1
        self.reach(target)
        self.page.keyboard.press("Enter")

    def choose(self, target: Locator) -> None:
        self.actions += 1
        if target.get_attribute("type") == "checkbox":
            self.reach(target)
            self.page.keyboard.press("Space")
        else:
            self._take_one(target)
        expect(target).to_be_checked()

    def type(self, target: Locator, words: str) -> None:
        self.actions += 1
        self.reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def move(self, name: str, circle: str) -> None:
        """Left and right go from one to the next, up brings it nearer."""
        self.actions += 1
        self.reach(self.page.locator('.k-node[tabindex="0"]'))
        node = self.page.locator(f'.k-node[data-name="{name}"]')
        for _step in range(60):
            if is_focused(node):
                break
            self.page.keyboard.press("ArrowRight")
            self._look()
        order = list(AWAY)
        for at in range(order.index(str(node.get_attribute("data-circle"))) - 1, order.index(circle) - 1, -1):
            self.page.keyboard.press("ArrowUp")
            is_on(self.page, name, order[at])
            expect(node).to_be_focused()

    def reach(self, target: Locator) -> None:
        """Press Tab until it is there; every stop on the way can be seen."""
        target.wait_for(state="attached")
        for _step in range(MOST_STOPS):
            if is_focused(target):
                return
            self.page.keyboard.press("Tab")
            self._look()
        pytest.fail(f"Tab does not reach {target}")

    def _take_one(self, target: Locator) -> None:
        """Tab stops once at a group of radios; the arrows go on inside it."""
        group = target.evaluate("it => [...it.form.elements].filter(one => one.name === it.name).map(one => one.id)")
        for _step in range(MOST_STOPS):
            if self.page.evaluate("document.activeElement.id") in group:
                break
            self.page.keyboard.press("Tab")
            self._look()
        for _step in group:
            if is_focused(target):
                break
            self.page.keyboard.press("ArrowDown")
            self._look()
        self.page.keyboard.press("Space")

    def _look(self) -> None:
        now = self.page.evaluate(WHERE_FOCUS_IS)
        if not now["nowhere"] and not (now["drawn"] and now["seen"]):
            self.notes.append(f"{self.page.url}: {now['what']}")


class Plain(Hands):
    """Somebody whose browser runs no scripts: every change is an ordinary form."""

    def move(self, name: str, circle: str) -> None:
        self.choose(row_of(self.page, name).locator(f"input[value={circle}]"))
        self.press(row_of(self.page, name).locator(".k-tie__ring button"))


def is_focused(target: Locator) -> bool:
    return bool(target.evaluate("it => it === document.activeElement"))


def row_of(page: Page, name: str) -> Locator:
    who = page.locator(".k-tie__who", has_text=re.compile(rf"(?:^|\. )\s*{re.escape(name)}\s*$"))
    return page.locator(".k-tie").filter(has=who)


def is_on(page: Page, name: str, circle: str) -> None:
    expect(row_of(page, name).locator("input:checked")).to_have_value(circle)


def middle_of(page: Page, name: str) -> tuple[float, float]:
    box = page.locator(f'.k-node[data-name="{name}"] .k-node__shape').bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def place_on(page: Page, circle: str) -> tuple[float, float]:
    """A point of that ring, to the lower right of the middle."""
    box = page.locator(".k-map-picture .k-map").bounding_box()
    assert box
    away = AWAY[circle] * box["width"] / 1000 * 0.7071
    return box["x"] + box["width"] / 2 + away, box["y"] + box["height"] / 2 + away


def form_to(page: Page, path: str) -> Locator:
    """The form that sends to an address with this end."""
    return page.locator(f"main form[action$='{path}']")


def come_in(hands: Hands, words: str, pin: str) -> str:
    """Key, PIN, safety, name and picture, agreements, password, recovery sheet; returns the name."""
    page = hands.page
    hands.open("/join")
    hands.type(page.locator("[name=words]"), words)
    go_on(hands, "/join", "pin")
    hands.type(page.locator("[name=pin]"), pin)
    go_on(hands, "/join/pin", "safety")
    expect(page.locator("a[data-leave]").last).to_be_visible()
    hands.choose(page.locator("[name=is_shared][value=no]"))
    go_on(hands, "/join/safety", "name")
    hands.choose(page.locator("[name=handle]").first)
    hands.choose(page.locator("[name=avatar]").nth(2))
    go_on(hands, "/join/name", "agree")
    hands.choose(page.locator("[name=rules]"))
    go_on(hands, "/join/agree", "password")
    hands.type(page.locator("[name=password]"), "kettle orange harbour")
    go_on(hands, "/join/password", "sheet")
    name = page.locator("main strong").first.inner_text()
    assert len(set(page.locator(".k-codes samp").all_inner_texts())) == 8
    hands.press(form_to(page, "/join/sheet").locator("button"))
    page.wait_for_url(lambda url: "/join" not in url)
    return name


def go_on(hands: Hands, path: str, onward: str) -> None:
    hands.press(form_to(hands.page, path).locator("button[type=submit]").first)
    hands.page.wait_for_url(f"**/join/{onward}")


def put_on_map(hands: Hands, name: str, kind: str, circle: str) -> None:
    form = hands.page.locator("#add")
    hands.type(form.locator("[name=name]"), name)
    hands.choose(form.locator(f"[name=kind][value={kind}]"))
    hands.choose(form.locator(f"[name=circle][value={circle}]"))
    hands.press(form.locator("button[type=submit]"))
    expect(row_of(hands.page, name)).to_be_visible()


def draw_twelve(hands: Hands) -> None:
    """Twelve on the map; three of them are put down too far out, and moved."""
    for name, kind, circle in TWELVE:
        put_on_map(hands, name, kind, "outer" if name in MOVED else circle)
    for name, _kind, circle in TWELVE:
        if name in MOVED:
            hands.move(name, circle)
            is_on(hands.page, name, circle)


def say_what_matters(hands: Hands, answers: dict[str, dict[str, str]]) -> None:
    """From part to part: some are answered, some skipped, and after the last answer one stops."""
    page = hands.page
    hands.open("/map/what-matters")
    hands.press(page.locator("main a.nhsuk-button").first)
    waiting = dict(answers)
    while waiting:
        page.wait_for_url("**/map/what-matters/*")
        part = page.url.rsplit("/", 1)[1]
        form = page.locator("main form[data-autosave]")
        given = waiting.pop(part, None)
        for name, words in (given or {}).items():
            hands.type(form.locator(f"[name={name}]"), words)
        way_on = "a.nhsuk-button" if given is None else "button[name=go]" if not waiting else "button:not([name])"
        with page.expect_navigation():
            hands.press(form.locator(way_on).first)
    page.wait_for_url("**/map/what-matters")


def plan_an_idea(hands: Hands, first_on: date, start: str = "") -> str:
    """Take the first idea into the plan, with a first day and with someone; returns its name."""
    page = hands.page
    hands.open(f"{start}/map/ideas")
    card = page.locator("main .k-ideas article").first
    name = card.locator("h2 a, h3 a").first.inner_text().strip()
    hands.press(card.locator("form[action*='/plan/steps/from-idea/'] button"))
    page.wait_for_url("**/plan/steps/from-idea/**")
    for part in ("day", "month", "year"):
        hands.type(page.locator(f"[name=first_on-{part}]"), str(getattr(first_on, part)))
    hands.choose(page.locator("[name=company][value=with_someone]"))
    hands.press(page.locator("main form button[type=submit]").last)
    page.wait_for_url("**/plan")
    return name


def what_is_kept(page: Page, start: str = "") -> dict[str, Any]:
    """What the server keeps of the walk, read from its English pages."""
    page.goto(f"{start}/map")
    ties = []
    for name, _kind, _circle in TWELVE:
        row = row_of(page, name)
        kind = row.locator(".k-tie__kind").inner_text().split(" · ")[0].strip()
        ties.append((name, kind, row.locator("input:checked").get_attribute("value")))
    page.goto(f"{start}/map/what-matters")
    matters = page.locator("main dl").all_inner_texts()
    page.goto(f"{start}/plan")
    steps = page.locator("main .k-step").all_inner_texts()
    return {"ties": ties, "matters": matters, "steps": steps}


def pages_on_paper(page: Page) -> int:
    """How many sheets of A4 this page takes."""
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4", prefer_css_page_size=True)))

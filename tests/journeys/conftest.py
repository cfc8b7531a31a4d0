"""A running demo of its own, and a browser to walk through it."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from multiprocessing.connection import Client
from pathlib import Path
from queue import Empty, Queue
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright
from psycopg import sql

from kith.domains.safety.holidays import bank_holidays

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `./run up`, with its own database and state, filled with the demo.

    KITH_SITE names one that is open already: quicker while one writes a journey (start it by the_site.py, and name its
    door in KITH_SITE_DOOR too).
    """
    if already := os.environ.get("KITH_SITE"):
        yield already.rstrip("/")
        return
    parts = urlsplit(os.environ["DATABASE_URL"])
    name = f"{parts.path[1:]}_site"
    home = parts._replace(path="/postgres").geturl()
    with psycopg.connect(home, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    state = tmp_path_factory.mktemp("site")
    environment = os.environ | {
        "DATABASE_URL": parts._replace(path=f"/{name}").geturl(),
        "KITH_STATE_DIR": str(state),
        "KITH_ENV": "demo",
        "KITH_QUICK_EXIT_URL": "/there-is-nothing-here",
        "KITH_SITE_DOOR": str(state / "door"),
        "PYTHONUNBUFFERED": "1",
    }
    os.environ["KITH_SITE_DOOR"] = environment["KITH_SITE_DOOR"]
    process = subprocess.Popen(
        [sys.executable, "-P", str(Path(__file__).with_name("the_site.py")), "up", "--port", "0"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield _address(process)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
        with psycopg.connect(home, autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _address(process: subprocess.Popen[str]) -> str:
    """Wait for the line that says where it is; fail with what it said instead."""
    lines: Queue[str | None] = Queue()
    said = []

    def read() -> None:
        for line in process.stdout or ():
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=120)
        except Empty:
            line = None
        if line is None:
            pytest.fail("./run up did not start:\n" + "".join(said))
        said.append(line)
        if match := re.search(r"Kith is open: (http://\S+?)/?$", line.strip()):
            return match[1]


@pytest.fixture(scope="session")
def chromium(site: str) -> Iterator[Browser]:
    """Debian's Chromium, headless, which finds no other site than ours."""
    program = shutil.which("chromium")
    if program is None:
        pytest.fail("Chromium is missing: apt-get install -y --no-install-recommends chromium")
    with sync_playwright() as playwright:
        only_ours = f"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE {urlsplit(site).hostname}"
        browser = playwright.chromium.launch(executable_path=program, args=[*CHROMIUM, only_ours])
        yield browser
        browser.close()


class Behind:
    """The site's back door: what the hour is there, and what somebody is given before a story begins."""

    def ask(self, what: str, **told: Any) -> Any:
        with Client(os.environ["KITH_SITE_DOOR"], "AF_UNIX") as caller:
            caller.send((what, told))
            is_done, answer = caller.recv()
        assert is_done, answer
        return answer

    def clock_shows(self, hour: int, minute: int, *, day: int = 1) -> None:
        """It becomes that time of the next day on which people work, or of a later one: who was in a room is still
        seen there when the clock goes back."""
        here = timezone.localtime()
        ahead = (here.date() + dt.timedelta(days=n) for n in range(1, 40))
        work = [one for one in ahead if one.isoweekday() <= 5 and one not in bank_holidays("england")]
        then = dt.datetime.combine(work[day - 1], dt.time(hour, minute), here.tzinfo)
        self.ask("move_clock", seconds=(then - here).total_seconds())


@pytest.fixture
def behind(site: str) -> Iterator[Behind]:
    """The back door; afterwards it is as late there as everywhere."""
    yield (door := Behind())
    door.ask("move_clock", seconds=0)


class Walker:
    """Somebody at a browser: opens windows of the size, language and abilities they have."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser, self.site = browser, site
        self.contexts: list[BrowserContext] = []
        self.elsewhere: list[str] = []

    def window(
        self,
        *,
        phone: bool = False,
        script: bool = True,
        touch: bool = False,
        dark: bool = False,
        still: bool = False,
        forced_colors: bool = False,
    ) -> Page:
        """A fresh browser with nothing in it; every request to another site is noted, and leads nowhere."""
        context = self.browser.new_context(
            base_url=self.site,
            viewport=PHONE if phone else WIDE,
            has_touch=touch,
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if still else "no-preference",
            forced_colors="active" if forced_colors else "none",
            locale="en-GB",
            timezone_id="Europe/London",
        )
        context.set_default_timeout(30_000)
        # Listening, not routing: whoever routes a browser's requests turns its cache off, and every page is slower.
        context.on("request", self._note)
        self.contexts.append(context)
        return context.new_page()

    def _note(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:", "about:")):
            self.elsewhere.append(request.url)

    def sign_in(self, page: Page, name: str, *, path: str = "/sign-in") -> Page:
        """Press one of the demo's login cards."""
        page.goto(path)
        page.get_by_role("button", name=re.compile(rf"\b{name}\b")).first.click()
        page.wait_for_load_state()
        return page

    def come_as(self, page: Page, visit: dict[str, str]) -> Page:
        """Be somebody who has no card, by the cookie of a visit that the site began for them."""
        page.context.add_cookies([{**visit, "url": self.site}])  # type: ignore[list-item,misc]
        return page

    def begin_for(self, page: Page, name: str, how: str = "phone") -> str:
        """As a worker, start to act for somebody one works with; returns where that person's pages begin."""
        page.goto("/desk/people")
        page.get_by_role("link", name=re.compile(name)).first.click()
        person = page.url.rstrip("/").rsplit("/", 1)[1]
        page.goto(f"/desk/people/{person}/together")
        page.locator(f"input[value='{how}']").check()
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state()
        return f"/for/{person}/map"

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def walker(chromium: Browser, site: str) -> Iterator[Walker]:
    """A walker who leaves no window open, and whose pages asked nothing of other sites."""
    somebody = Walker(chromium, site)
    yield somebody
    somebody.close()
    assert somebody.elsewhere == [], "a page asked another site for something"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """When a walk stops, say where: address and words of every page that is open."""
    report = yield
    somebody = getattr(item, "funcargs", {}).get("walker")
    if report.when == "call" and report.failed and somebody:
        for page in (page for context in somebody.contexts for page in context.pages):
            report.sections.append((f"A page was open: {page.url}", page.locator("body").inner_text(timeout=2000)))
    return report


def axe_problems(page: Page, *rules: str) -> list[str]:
    """What axe finds on this page, at WCAG 2.2 A and AA and best practice; or by these rules only."""
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    # Only what is wrong comes back: the list of all that is right is long on a good page.
    found = page.evaluate("options => axe.run(document, options).then(all => all.violations)", options)
    return [f"{v['id']} ({v['impact']}): {v['nodes'][0]['target']} {v['nodes'][0]['html'][:120]}" for v in found]


@pytest.fixture
def shots(request: pytest.FixtureRequest) -> Path:
    """Where screenshots go when somebody asks for them with KITH_SHOTS=folder."""
    folder = Path(os.environ.get("KITH_SHOTS", request.config.rootpath / "var" / "shots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder

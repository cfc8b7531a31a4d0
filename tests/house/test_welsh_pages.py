"""A page under /cy/ speaks Welsh: in its frame, its headings, its forms, its faults and its dates."""

import re
from datetime import date
from functools import cache
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from kith.domains.directory.tests.factories import make_listing
from kith.domains.network import actions as network
from kith.domains.people.queries import person_of
from kith.domains.plans import actions as plans
from kith.front import words
from kith.kernel.checks import all_patterns
from tests.proofs.canaries import crawl

pytestmark = pytest.mark.django_db
SPOKEN = {"aria-label", "alt", "placeholder", "title"}
HOLE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
OWN_NAMES = {"English"}  # a list of languages names each in its own words
WHO = ("heron", "priya", "carys", "sam")


class Shown(HTMLParser):
    """All that a page says, to the eye and to a screen reader, but for what is marked as English."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.muted = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"script", "style"} or (tag != "html" and (given.get("lang") or "").startswith("en")):
            self.muted = self.muted or tag
        elif not self.muted:
            self.said += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        if tag == self.muted:
            self.muted = ""

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.muted:
            self.said.append(" ".join(data.split()))


@cache
def english() -> tuple[frozenset[str], re.Pattern[str]]:
    """The English messages whose Welsh is different: those without holes, and all with holes as one pattern."""
    kept = words.welsh()
    welsh = {form for message in kept for form in _forms(message.string)}
    found = {" ".join(form.split()) for message in kept if message.id for form in _forms(message.id)} - welsh
    whole = {form for form in found if not HOLE.search(form)} - OWN_NAMES
    # "Tell %(name)s" is also the start of other sentences: only what has two words of its own is sure.
    holed = [form for form in found - whole if len(re.findall(r"\w+", HOLE.sub("", form))) > 1]
    return frozenset(whole), re.compile("|".join(".{1,80}".join(map(re.escape, HOLE.split(form))) for form in holed))


def _forms(text: object) -> list[str]:
    return [str(form) for form in (text if isinstance(text, list | tuple) else [text])]


def left_in_english(page: str) -> list[str]:
    whole, holed = english()
    return sorted(text for text in set(Shown(page).said) if text in whole or holed.fullmatch(text))


@pytest.fixture
def heron(cast: SimpleNamespace) -> Client:
    """A member with a map and a plan, and something to do nearby: pages that have something to say."""
    make_listing(facts={"is_free": True}, said_on=date(2026, 11, 1))
    mine = network.start_map(by=cast.heron)
    network.add_tie(by=cast.heron, network_map=mine, name="Nain", kind="family", circle="inner")
    hope = plans.add_goal(by=cast.heron, person=person_of(cast.heron), words="Canu eto", area="fun")
    plans.add_step(
        by=cast.heron, person=person_of(cast.heron), goal=hope, words="Ffonio'r côr", first_on=date(2031, 6, 3)
    )
    return cast.client(cast.heron)  # type: ignore[no-any-return]


def starts() -> list[str]:
    with override("cy"):
        return [reverse(name) for name, pattern in all_patterns() if not pattern.pattern.converters]


def elsewhere(path: str) -> bool:
    """English pages, pages that end the visit, and the same page under every filter."""
    return not path.startswith("/cy") or any(part in path for part in ("/leave", "sign-out", "/demo/", "?"))


def test_no_page_in_welsh_keeps_english(cast: SimpleNamespace, heron: Client) -> None:
    clients = {"nobody": Client(), **{who: cast.client(getattr(cast, who)) for who in WHO}}
    seen = {
        left: f"{who} at {path}"
        for who, client in clients.items()
        for path, page in crawl(client, starts(), stop=elsewhere)
        if "<html" in page
        for left in left_in_english(page)
    }
    assert seen == {}


def test_english_on_a_welsh_page_is_found(heron: Client) -> None:
    """Negative control: the English page itself, and one English word in a Welsh one."""
    assert "My map" in left_in_english(heron.get("/map").content.decode())
    page = heron.get("/cy/map").content.decode()
    assert "Leave quickly" not in left_in_english(page)
    assert "Leave quickly" in left_in_english(page.replace("<h1", '<p aria-label="Leave quickly"></p><h1'))


def test_faults_of_forms_are_welsh(heron: Client) -> None:
    for path in ("/cy/map/ties", "/cy/plan/hopes/new", "/cy/plan/steps/new"):
        answer = heron.post(path, {"words": ""})
        assert answer.status_code == 422, path
        page = answer.content.decode()
        assert "Mae problem" in page
        assert left_in_english(page) == []


def test_dates_are_welsh(heron: Client) -> None:
    assert "Diwrnod cyntaf: dydd Mawrth 3 Mehefin 2031" in heron.get("/cy/plan").content.decode()


def test_the_page_says_that_it_is_welsh(heron: Client) -> None:
    page = heron.get("/cy/home").content.decode()
    assert re.search(r'<html [^>]*lang="cy"', page)
    assert re.search(r'<a [^>]*lang="en"[^>]*>English</a>', page)
    assert heron.get("/cy/").headers["Content-Language"] == "cy"


def test_help_is_not_in_welsh_where_welsh_is_not_offered(client: Client, settings: Any) -> None:
    """Production without a signature: the page that comes before all others keeps to it too."""
    assert client.get("/cy/help-now").status_code == 200
    settings.LANGUAGES = [("en-gb", "English")]
    assert client.get("/cy/help-now").status_code == 404
    assert "Cymraeg" not in client.get("/help-now").content.decode()

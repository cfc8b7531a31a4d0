"""Pages stand in one frame: the same header everywhere, the two sorry pages, and the words after something was done."""

import json
import re
from types import SimpleNamespace

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from django.utils.translation import override

from kith.ui import pages
from kith.ui.checks import frame_is_whole
from kith.ui.frame import Display, address, lead, unbuilt
from kith.ui.tests.markup import read

ALL = ["/", "/map", "/desk/people", "/help-now", "/lost"]
WORKER = SimpleNamespace(is_signed_in=True, on_behalf_of=None)


@pytest.mark.parametrize("path", ALL)
def test_the_header_has_the_same_links_in_the_same_order(look, path):
    page = read(look(path).content)
    links = [link.text for link in page.one(class_="k-header").all("a")]
    assert links == ["Kith", "Need help now", "Leave quickly", "You", "Cymraeg"]


@pytest.mark.parametrize("path", ALL)
def test_every_page_has_one_heading_a_title_and_a_way_past_the_header(look, path):
    page = read(look(path).content)
    assert len(page.all("h1")) == 1
    assert page.one("title").text.endswith("\N{EN DASH} Kith")
    skips = page.all("a", class_="nhsuk-skip-link")
    assert [link["href"] for link in skips] == ["#main", "/leave"]
    assert page.one("main")["id"] == "main"
    assert page.one("html")["lang"] == "en-GB"


@pytest.mark.req("R002-19")
@pytest.mark.parametrize("path", ALL)
def test_every_page_says_what_it_is_not(look, path):
    page = read(look(path).content)
    line = page.one(class_="k-crisis")
    assert line.text == "This is not a crisis service. Need help now?"
    assert line.one("a")["href"] == "/help-now"


@pytest.mark.parametrize("path", ALL)
def test_nothing_inline_for_the_browser_to_refuse(look, path):
    page = read(look(path).content)
    for element in page.all():
        assert not [name for name in element.attrs if name == "style" or name.startswith("on")]
        assert element.tag != "style"
        assert element.tag != "script" or (element["src"].startswith("/static/") and not element.text)


@pytest.mark.parametrize("path", ALL)
def test_pages_fetch_from_us_alone(look, path):
    page = read(look(path).content)
    fetched = [e["src"] for e in page.all() if "src" in e.attrs] + [link["href"] for link in page.all("link")]
    assert fetched
    assert all(address.startswith("/") and not address.startswith("//") for address in fetched)


@pytest.mark.parametrize("path", ALL)
def test_pages_stay_within_their_weight(look, path):
    assert len(look(path).content) < 20_000


def test_only_the_places_that_are_there_are_drawn(look):
    assert [link.text for link in read(look("/desk/people").content).one("nav", class_="k-menu").all("a")] == [
        "Work",
        "People",
    ]
    assert not read(look("/help-now").content).all("nav")


def test_the_menu_says_where_we_are(look):
    menu = read(look("/map").content).one("nav", class_="k-menu")
    assert [(link.text, link["aria-current"]) for link in menu.all("a") if "aria-current" in link.attrs] == [
        ("My map", "page")
    ]


def test_the_language_link_leads_to_this_same_page(look):
    link = read(look("/map?near=LS1").content).one(class_="k-header").all("a")[-1]
    assert (link["lang"], link["href"]) == ("cy", "/cy/map?near=LS1")
    back = read(look("/map?near=LS1", language="cy").content)
    assert back.one("html")["lang"] == "cy"
    link = back.one(class_="k-header").all("a")[-1]
    assert (link.text, link["lang"], link["href"]) == ("English", "en", "/map?near=LS1")


def test_a_form_with_errors_says_so_in_title_status_and_summary(look):
    answer = look("/map", {"name": ""})
    page = read(answer.content)
    assert answer.status_code == 422
    assert page.one("title").text.startswith("Error: ")
    summary = page.one(class_="nhsuk-error-summary")
    assert summary.one(role="alert").one("h2").text == "There is a problem"
    for link in summary.all("a"):
        if link["href"] != "#id_version":
            assert page.one(id=link["href"].removeprefix("#"))
    assert page.one("title").text.startswith("Error: ")


def test_a_form_without_errors_says_nothing(look):
    answer = look("/map")
    assert answer.status_code == 200
    assert not read(answer.content).all(class_="nhsuk-error-summary")
    assert not read(answer.content).one("title").text.startswith("Error")


def test_not_found_is_the_same_bytes_for_everybody_and_every_address(look):
    member = SimpleNamespace(is_signed_in=True, on_behalf_of=None)
    dark = Display(theme="dark", text="large", has_leave=False)
    answers = [
        look("/lost"),
        look("/lost?who=heron"),
        look("/lost", {"name": "x"}),
        look("/lost", viewer=member, display=dark, on_behalf_name="Arthur"),
        pages.not_found(RequestFactory().get("/rooms/willow"), Exception("no key")),
    ]
    assert len({answer.content for answer in answers}) == 1
    assert {answer.status_code for answer in answers} == {404}
    assert b"csrf" not in answers[0].content


def test_not_found_speaks_the_language_of_the_address(look):
    with override("cy"):
        assert read(pages.not_found().content).one("html")["lang"] == "cy"


@pytest.mark.parametrize(
    ("is_saved", "said"),
    [(True, "What you wrote is saved."), (False, "What you wrote is not saved."), (None, "We do not know if")],
)
def test_sorry_says_whose_fault_it_was_and_what_became_of_the_words(gallery, is_saved, said):
    answer = pages.sorry(is_saved=is_saved)
    words = read(answer.content).one("main").text
    assert answer.status_code == 500
    assert "It was our fault, not yours." in words
    assert said in words


def test_what_was_done_is_told_once_on_the_next_page(look):
    request = RequestFactory().get("/")
    request._messages = CookieStorage(request)
    pages.tell(request, "Saved. Priya will ring you on Tuesday.")
    told = request._messages
    page = read(look("/", _messages=told).content)
    assert page.one(role="status").text == "Saved. Priya will ring you on Tuesday."
    assert not read(look("/").content).all(role="status")


def test_who_it_is_done_for_stands_on_top(look):
    page = read(look("/desk/people").content)
    banner = page.one(class_="k-banner--acting")
    assert banner.text == "You are doing this for Arthur: by phone, read back to them. Back to my work"
    assert not read(look("/map", viewer=WORKER).content).all(class_="k-banner--acting")


def test_the_demo_says_it_is_one(look, settings):
    assert "Invented people. Do not enter real details." in read(look("/").content).text
    settings.KITH_DEMO = False
    assert "Invented people" not in read(look("/").content).text


def test_display_is_what_the_person_chose(look):
    html = read(look("/").content).one("html")
    assert "data-theme" not in html.attrs
    page = read(look("/", display=Display(theme="dark", text="large", has_leave=False)).content)
    assert (page.one("html")["data-theme"], page.one("html")["data-text"]) == ("dark", "large")
    assert "Leave quickly" not in page.one(class_="k-header").text
    assert page.all("a", class_="nhsuk-skip-link")[1]["data-leave-to"] == "https://weather.example.org/"


def test_nothing_of_the_page_is_in_the_title(look):
    """Titles stay in the history of a shared device."""
    assert re.fullmatch("[A-Za-z ]+ \N{EN DASH} Kith", read(look("/map").content).one("title").text)


def test_the_frame_says_which_of_its_links_lead_nowhere(gallery, monkeypatch):
    assert unbuilt() == []
    assert frame_is_whole() == []
    lead(you="nobody:here")
    try:
        assert [told.id for told in frame_is_whole()] == ["ui.W001"]
        assert unbuilt() == ["you (nobody:here)"]
        assert address("you") == ""
    finally:
        lead(you="people:you")


def test_what_is_the_workers_own_stands_outside_of_what_they_do_for_somebody(look):
    page = read(look("/map", inside="/for/1234/").content)
    header = page.one(class_="k-header")
    assert [link["href"] for link in header.all("a")][1:] == ["/help-now", "/leave", "/you", "/for/1234/cy/map"]


def test_the_worker_that_keeps_help_at_hand_keeps_help_only(look):
    answer = look("/sw.js")
    told, source = answer.content.decode().split("\n", 1)
    kept = json.loads(told.removeprefix("self.KITH = ").removesuffix(";"))
    assert kept["pages"] == ["/cy/help-now", "/help-now"]
    assert kept["assets"] == ["/static/ui/kith.css", "/static/ui/icon.svg"]
    assert answer["Content-Type"].startswith("text/javascript")
    assert source.startswith("// @ts-check")
    assert read(look("/").content).one("html")["data-offline"] == "/sw.js"

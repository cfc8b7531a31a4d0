"""The map's pages: by the person, by staff for somebody without a phone, with scripts and without."""

import re

import pytest
from django.urls import reverse

from kith.domains.network import queries
from kith.domains.network.models import Tie
from kith.domains.network.tests import factories as make

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}
JO = {"name": "Jo", "kind": "friend", "circle": "inner"}


@pytest.fixture
def browser(cast):
    return cast.client(cast.heron)


def now_on(viewer):
    return sorted((row.name, str(row.kind), str(row.circle)) for row in queries.board(viewer).rows)


def text_of(answer) -> str:
    return answer.content.decode()


def test_an_empty_map_invites_without_pressing(browser):
    page = text_of(browser.get(reverse("network:map")))
    assert "Your map is ready when you are." in page
    assert "There is no right number." in page


def test_reading_writes_nothing(cast, browser):
    browser.get("/map")
    assert queries.own_map(cast.heron) is None


@pytest.mark.req("R003-8")
def test_an_ordinary_form_adds(cast, browser):
    answer = browser.post(reverse("network:ties"), JO, follow=True)
    assert answer.redirect_chain == [("/map", 302)]
    assert "It is on your map now." in text_of(answer)
    assert now_on(cast.heron) == [("Jo", "friend", "inner")]


def test_no_name_travels_in_a_cookie(browser):
    answer = browser.post("/map/ties", {**JO, "name": "Zephyrine"})
    assert "Zephyrine" not in str(answer.cookies)
    assert "Zephyrine" not in str(answer.headers)


def test_what_is_missing_is_said_kindly_and_keeps_what_was_typed(browser):
    answer = browser.post("/map/ties", {"name": "Jo"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Choose what kind it is." in page
    assert 'value="Jo"' in page
    assert 'href="#id_kind"' in page
    assert 'id="id_kind"' in page


def test_with_scripts_the_board_comes_back_drawn(browser):
    answer = browser.post("/map/ties", JO, **JSON)
    told = answer.json()
    assert told["said"] == "Jo is on your map now."
    assert told["version"] == 1
    assert "<svg" in told["board"]
    assert browser.post("/map/ties", {"name": ""}, **JSON).status_code == 422


def test_move_privacy_removal_and_undo(cast, browser):
    tie = make.make_tie(cast.heron)
    browser.post(reverse("network:circle", args=[tie.pk]), {"circle": "outer", "version": 1})
    assert Tie.objects.get().circle == "outer"
    browser.post(reverse("network:privacy", args=[tie.pk]), {"private": "on", "version": 2})
    assert Tie.objects.get().is_private
    browser.post(reverse("network:privacy", args=[tie.pk]), {"private": "off", "version": 3})
    assert not Tie.objects.get().is_private
    browser.post(reverse("network:removal", args=[tie.pk]), {"version": 4})
    assert not Tie.objects.exists()
    browser.post(reverse("network:undo"), {"version": 5})
    assert Tie.objects.get().circle == "outer"


def test_the_page_of_one_thing_changes_all_of_it(cast, browser):
    tie = make.make_tie(cast.heron, words="Kind")
    page = text_of(browser.get(reverse("network:tie", args=[tie.pk])))
    assert "Kind" in page
    said = {"name": "Joanne", "kind": "neighbour", "circle": "outer", "contact": "weekly", "words": "", "version": 1}
    assert browser.post(f"/map/ties/{tie.pk}", said).status_code == 302
    tie.refresh_from_db()
    assert (tie.name, tie.kind, tie.circle, tie.contact, tie.note) == ("Joanne", "neighbour", "outer", "weekly", None)


class TestTwoWindows:
    def test_a_drag_on_what_changed_elsewhere_answers_409_with_the_map_as_it_is(self, cast, browser):
        tie = make.make_tie(cast.heron)
        browser.post(f"/map/ties/{tie.pk}/circle", {"circle": "inner", "version": 1})
        answer = browser.post(f"/map/ties/{tie.pk}/circle", {"circle": "outer", "version": 1}, **JSON)
        told = answer.json()
        assert answer.status_code == 409
        assert told["version"] == 2
        assert "Changed" in told["board"]
        assert Tie.objects.get().circle == "inner"

    def test_typed_words_are_still_there(self, cast, browser):
        tie = make.make_tie(cast.heron)
        browser.post(f"/map/ties/{tie.pk}/circle", {"circle": "inner", "version": 1})
        answer = browser.post(
            f"/map/ties/{tie.pk}", {"name": "Joanne", "kind": "friend", "circle": "outer", "version": 1}
        )
        assert answer.status_code == 409
        assert 'value="Joanne"' in text_of(answer)
        # Sent again from this page, which knows of the other change, it is kept.
        version = re.search(r'name="version" value="(\d+)"', text_of(answer)).group(1)
        again = {"name": "Joanne", "kind": "friend", "circle": "outer", "version": version}
        assert browser.post(f"/map/ties/{tie.pk}", again).status_code == 302
        assert Tie.objects.get().name == "Joanne"

    def test_without_scripts_the_page_says_so_and_changes_nothing(self, cast, browser):
        tie = make.make_tie(cast.heron)
        browser.post(f"/map/ties/{tie.pk}/circle", {"circle": "inner", "version": 1})
        answer = browser.post(f"/map/ties/{tie.pk}/removal", {"version": 1}, follow=True)
        assert "changed in another window" in text_of(answer)
        assert Tie.objects.exists()


class TestFinish:
    def test_zero_is_a_complete_map_without_a_warning(self, browser):
        page = text_of(browser.post("/map/finish", follow=True))
        assert "Your map is done for today. It is fine as it is." in page
        assert "error" not in page.lower()

    def test_a_small_map_is_thanked(self, cast, browser):
        make.make_tie(cast.heron)
        make.make_tie(cast.heron)
        page = text_of(browser.post("/map/finish", follow=True))
        assert "You put 2 things on your map. Thank you for sharing them. Many of us have times" in page


@pytest.mark.parametrize("path", ["circle", "privacy", "removal"])
def test_what_is_not_theirs_is_not_there(cast, path):
    tie = make.make_tie(cast.heron)
    make.make_map(cast.saffron)
    browser = cast.client(cast.saffron)
    assert browser.get(f"/map/ties/{tie.pk}").status_code == 404
    browser.post(f"/map/ties/{tie.pk}/{path}", {"circle": "inner", "private": "on", "version": 9})
    after = Tie.objects.get()
    assert (after.circle, after.is_private) == ("middle", False)


class TestForArthur:
    """Arthur has no phone: Priya does it with him, under /for/<Arthur>/."""

    @pytest.fixture(autouse=True)
    def _acting(self, cast):
        self.browser = cast.client_for(cast.priya, cast.arthur)
        self.base = f"/for/{cast.arthur.id}"

    def test_links_and_forms_stay_inside(self):
        page = text_of(self.browser.get(f"{self.base}/map"))
        assert f'action="{self.base}/map/ties"' in page
        assert 'action="/map' not in page

    def test_the_map_is_his(self, cast):
        answer = self.browser.post(f"{self.base}/map/ties", JO)
        assert answer["Location"] == f"{self.base}/map"
        assert now_on(cast.arthur) == [("Jo", "friend", "inner")]
        assert now_on(cast.priya) == []

    @pytest.mark.req("R000-15")
    def test_what_he_keeps_private_is_gone_from_her_page(self, cast):
        make.make_tie(cast.arthur, "Canary Ex", is_hard=True)
        page = text_of(self.browser.get(f"{self.base}/map"))
        assert "Canary" not in page
        assert "Kept private" not in page


WORDS_NEVER_SAID = ["isolated", "isolation", "diverse network", "sparse", "network type", "lonely", "limited support"]


@pytest.mark.req("R000-24")
@pytest.mark.parametrize("count", [0, 1, 12])
def test_nobody_is_told_what_type_their_network_is(cast, browser, count):
    for name, kind, circle in make.TWELVE[:count]:
        make.make_tie(cast.heron, name, kind, circle)
    pages = [text_of(browser.get("/map")), text_of(browser.post("/map/finish", follow=True))]
    for page in pages:
        assert [word for word in WORDS_NEVER_SAID if word in page.lower()] == []

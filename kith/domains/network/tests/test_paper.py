"""The map on paper: first the question whose names may stand on it."""

import pytest
from django.urls import reverse

from kith.domains.network.tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.req("R000-16")]


@pytest.fixture
def browser(cast):
    make.make_tie(cast.heron, "Mary Ann", "family", "inner")
    make.make_tie(cast.heron, "The allotment", "place", "outer")
    make.make_tie(cast.heron, "Canary Ex", "friend", "outer", is_hard=True)
    return cast.client(cast.heron)


def test_before_the_answer_there_is_no_sheet(browser):
    page = browser.get(reverse("network:print")).content.decode()
    assert "1 other person is named on your map." in page
    assert "Mary Ann" in page
    assert "k-sheet" not in page


@pytest.mark.parametrize(("names", "shown"), [("initials", "M.A."), ("numbers", ">1<"), ("full", "Mary Ann")])
def test_other_people_stand_on_it_as_chosen(browser, names, shown):
    page = browser.get(f"/map/print?names={names}").content.decode()
    sheet = page[page.index("k-sheet") :]
    assert shown in sheet
    assert ("Mary Ann" in sheet) == (names == "full")
    assert "The allotment" in sheet


def test_what_is_private_or_hard_is_never_on_it(browser):
    for names in ("initials", "numbers", "full"):
        assert "Canary" not in browser.get(f"/map/print?names={names}").content.decode()


def test_a_choice_that_does_not_exist_is_asked_again(browser):
    assert browser.get("/map/print?names=photo").status_code == 422


def test_an_empty_map_prints_too(cast):
    assert cast.client(cast.saffron).get("/map/print?names=full").status_code == 200

"""What matters to me: in small parts, any of them skipped, saved in part, changed, taken back."""

import re

import pytest
from django.urls import reverse

from kith.domains.network.forms import STEPS
from kith.domains.people.queries import what_matters

pytestmark = [pytest.mark.django_db, pytest.mark.req("R000-5")]
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def browser(cast):
    return cast.client(cast.heron)


def words(said):
    return [one.words for one in said]


def test_it_begins_with_one_button_and_no_demand(browser):
    page = browser.get(reverse("network:what-matters")).content.decode()
    assert "Say as much or as little as you like." in page
    assert 'href="/map/what-matters/for-whom"' in page


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.code)
def test_every_part_may_be_skipped(cast, browser, step):
    address = reverse("network:what-matters-part", args=[step.code])
    page = browser.get(address, follow=True)
    assert page.status_code == 200
    assert browser.post(address, {}).status_code == 302
    assert what_matters(cast.heron).is_empty


def test_parts_follow_each_other_and_say_where_one_is(browser):
    address, seen = "/map/what-matters/for-whom", []
    while address != "/map/what-matters":
        page = browser.get(address)
        if page.status_code == 200:
            seen.append(re.search(r"Part (\d) of 7", page.content.decode()).group(1))
        address = page["Location"] if page.status_code == 302 else browser.post(address, {})["Location"]
    assert seen == ["1", "2", "3", "4", "5", "6", "7"]


def test_one_can_stop_in_the_middle_and_keep_what_was_said(cast, browser):
    answer = browser.post("/map/what-matters/likes", {"likes": "Singing", "go": "stop"})
    assert answer["Location"] == "/map/what-matters"
    assert words(what_matters(cast.heron).likes) == ["Singing"]


@pytest.mark.req("R001-4")
def test_past_loves_try_list_and_not_for_me_are_kept_and_visible(browser, cast):
    said = {"likes": "Singing\r\n cats ", "loved": "five-a-side", "to_try": "woodwork", "not_for_me": "karaoke"}
    browser.post("/map/what-matters/likes", said)
    known = what_matters(cast.heron)
    assert words(known.likes) == ["Singing", "cats"]
    page = browser.get("/map/what-matters").content.decode()
    for one in ("Singing, cats", "five-a-side", "woodwork", "karaoke"):
        assert one in page


@pytest.mark.req("R004-61")
def test_needs_are_areas_with_words_and_areas_of_ones_own(browser, cast):
    answer = browser.post("/map/what-matters/needs", {"needs": ["money", "body"], "own_needs": "My boiler"})
    assert answer["Location"] == "/map/what-matters/needs-in-words"
    browser.post("/map/what-matters/needs-in-words", {"money": "Bills since June", "body": ""})
    known = {need.area: need.words for need in what_matters(cast.heron).needs}
    assert known == {"money": "Bills since June", "body": "", "own": "My boiler"}
    page = browser.get("/map/what-matters").content.decode()
    for one in ("Bills since June", "My boiler"):
        assert one in page
    # Choosing areas again keeps the words of those that stay.
    browser.post("/map/what-matters/needs", {"needs": ["money"], "own_needs": "My boiler"})
    assert {need.area: need.words for need in what_matters(cast.heron).needs}["money"] == "Bills since June"


@pytest.mark.req("R001-6", "R001-9")
def test_all_the_other_answers(browser, cast):
    browser.post("/map/what-matters/for-whom", {"for_whom": "my_family", "age": "34", "ages": "6, 9"})
    where = {"postcode": "zz11 2bb", "travel_km": "4", "travel_modes": ["walk"], "max_price": "0", "online_ok": "no"}
    browser.post("/map/what-matters/where", where)
    browser.post("/map/what-matters/when", {"days": ["1", "6"], "day_parts": ["morning"], "energy": "low"})
    browser.post("/map/what-matters/comfort", {"access": ["step_free"], "barriers": ["voices"], "setting": "open"})
    welcome = {"languages": ["ur"], "faith": "Muslim", "belongs": ["parents"], "single_sex": "women"}
    browser.post("/map/what-matters/welcome", {**welcome, "is_single_sex_needed": "on"})
    known = what_matters(cast.heron)
    assert (known.for_whom, known.age, known.ages) == ("my_family", 34, (6, 9))
    assert (known.postcode, known.travel_km, known.max_price, known.online_ok) == ("ZZ11 2BB", 4, 0, False)
    assert (known.phone_ok, known.days, known.day_parts, known.energy) == (None, (1, 6), ("morning",), "low")
    assert (known.access, known.barriers, known.setting) == (("step_free",), ("voices",), "open")
    assert (known.languages, known.faith, known.single_sex) == (("ur",), "Muslim", "women")
    assert known.is_single_sex_needed
    page = browser.get("/map/what-matters").content.decode()
    for one in (
        "For my family",
        "6, 9",
        "ZZ11 2BB",
        "Monday, Saturday",
        "A way in without steps",
        "اردو",
        "Only women",
    ):
        assert one in page


def test_leaving_an_answer_empty_takes_it_back(browser, cast):
    browser.post("/map/what-matters/where", {"postcode": "ZZ11 2BB", "max_price": "0"})
    browser.post("/map/what-matters/where", {"postcode": "", "max_price": ""})
    assert (what_matters(cast.heron).postcode, what_matters(cast.heron).max_price) == ("", None)


def test_all_of_it_can_be_taken_back(browser, cast):
    browser.post("/map/what-matters/likes", {"likes": "Singing"})
    browser.post(reverse("network:what-matters-removal"))
    assert what_matters(cast.heron).is_empty


def test_what_makes_no_sense_is_said_at_its_field(browser):
    answer = browser.post("/map/what-matters/where", {"postcode": "somewhere", "travel_km": "-3"})
    assert answer.status_code == 422
    assert "Enter a postcode" in answer.content.decode()
    assert browser.post("/map/what-matters/likes", {"likes": "x" * 201}).status_code == 422
    assert browser.get("/map/what-matters/diagnosis").status_code == 404


def test_it_saves_by_itself_and_is_safe_in_two_windows(browser, cast):
    page = browser.get("/map/what-matters/likes").content.decode()
    first = re.search(r'name="version" value="(\w+)"', page).group(1)
    saved = browser.post("/map/what-matters/likes", {"likes": "Singing", "version": first}, **JSON)
    assert saved.status_code == 200
    again = browser.post("/map/what-matters/likes", {"likes": "Singing", "version": first}, **JSON)
    assert again.json() == saved.json()
    other = browser.post("/map/what-matters/likes", {"likes": "Rowing", "version": first}, **JSON)
    assert other.status_code == 409
    by_hand = browser.post("/map/what-matters/likes", {"likes": "Rowing", "version": first})
    assert by_hand.status_code == 409
    assert "Rowing" in by_hand.content.decode()
    assert words(what_matters(cast.heron).likes) == ["Singing"]
    onward = browser.post("/map/what-matters/likes", {"likes": "Rowing", "version": saved.json()["version"]}, **JSON)
    assert onward.status_code == 200


def test_staff_do_it_for_somebody_without_a_phone(cast):
    browser = cast.client_for(cast.priya, cast.arthur)
    base = f"/for/{cast.arthur.id}"
    answer = browser.post(f"{base}/map/what-matters/likes", {"likes": "brass bands"})
    assert answer["Location"].startswith(base)
    assert words(what_matters(cast.arthur).likes) == ["brass bands"]
    assert "brass bands" in browser.get(f"{base}/map/what-matters").content.decode()

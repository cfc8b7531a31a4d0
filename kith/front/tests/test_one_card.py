"""One card for a thing to do: the same in Ideas and in the directory, and two presses from the plan."""

from __future__ import annotations

import re

import pytest
from django.test.html import parse_html
from django.urls import reverse

from kith.domains.directory.tests.factories import make_listing
from kith.domains.people.actions import say_what_matters
from kith.domains.people.queries import person_of
from kith.domains.plans.models import Step
from kith.kernel.clock import today

pytestmark = pytest.mark.django_db
IDEAS, THINGS = "/map/ideas", "/things-to-do"
# What belongs to the page, not to the card: why it is an idea and the answer "not for me"; the number on a list's map.
ITS_OWN = (
    r'<ul class="k-reasons">.*?</ul>',
    r'<input type="hidden"[^>]*>',
    r'<form [^>]*not-for-me".*?</form>',
    r'<span class="k-thing__number">.*?</span></span>',
)


@pytest.fixture
def choir():
    facts = {"is_free": True, "step_free": True, "open_to_everyone": True}
    return make_listing("Chapel Choir", facts=facts, said_on=today(), postcode="ZZ11 9ZZ", organisation="The Chapel")


@pytest.fixture
def browser(cast, choir):
    answers = {"likes": ["singing"], "postcode": "ZZ11 2BB"}
    say_what_matters(by=cast.heron, person=person_of(cast.heron), answers=answers)
    return cast.client(cast.heron)


def card_of(browser, address: str) -> str:
    page = browser.get(address, follow=True).content.decode()
    (card,) = re.findall(r'<article class="k-card k-thing".*?</article>', page, re.DOTALL)
    return card


def alone(card: str) -> str:
    for own in ITS_OWN:
        card = re.sub(own, "", card, flags=re.DOTALL)
    return re.sub(r"(</?h)[2-4]", r"\1", card)  # how deep a heading stands is the page's business too


def test_ideas_and_the_directory_show_the_same_card(browser):
    idea, thing = card_of(browser, IDEAS), card_of(browser, THINGS)
    assert "Because you said you like singing." in idea
    assert "Add to my plan" in thing
    assert parse_html(alone(idea)) == parse_html(alone(thing))


def test_that_nobody_checked_it_is_said_once(browser):
    assert card_of(browser, IDEAS).count("Not checked: ring first") == 1


def test_a_card_that_said_something_else_would_be_noticed(browser):
    thing = alone(card_of(browser, THINGS))
    assert parse_html(thing) != parse_html(thing.replace("Free", "£5"))


@pytest.mark.parametrize("place", [IDEAS, THINGS, "its own page"])
def test_from_anywhere_it_is_in_the_plan_with_two_presses(browser, choir, place):
    address = f"{THINGS}/{choir.slug}" if place == "its own page" else place
    onward = reverse("plans:step-from-idea", args=[choir.pk])
    assert browser.get(address).content.decode().count(f'action="{onward}"') == 1
    drawn = browser.post(onward).content.decode()
    filled_in = re.search(r'name="words"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="words"', drawn)
    assert filled_in
    words = filled_in[1] or filled_in[2]
    assert browser.post(onward, {"words": words}).headers["Location"] == reverse("plans:plan")
    assert Step.objects.get().listing_id == choir.pk

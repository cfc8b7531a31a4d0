"""Ideas: three at a time with their reasons, an honest word when there are few, and "not for me" that teaches."""

import uuid

import pytest
from django.urls import reverse

from kith.domains.directory.models import Listing, Service, Source
from kith.domains.network import actions
from kith.domains.people.actions import say_what_matters
from kith.domains.people.queries import person_of, what_matters
from kith.kernel.clock import now, today
from kith.kernel.models import AuditEntry
from kith.kernel.ports import CardAction, card_actions

pytestmark = pytest.mark.django_db
HOME = "ZZ11 2BB"  # of the demo's invented towns; the things are three kilometres away
THINGS = [
    ("Valley Choir", "singing", "music"),
    ("Harbour Singers", "singing", "music"),
    ("Shanty Evenings", "singing", "music"),
    ("Gospel Hour", "singing", "music"),
    ("Allotment", "gardening", "nature"),
]


def make_listing(name: str, topic: str, kind: str) -> Listing:
    source = Source.objects.get_or_create(code="tests", defaults={"name": "Tests", "created_at": now()})[0]
    service = Service.objects.create(source=source, source_key=name, name=name, first_read_at=now())
    return Listing.objects.create(
        service=service, source=source, slug=uuid.uuid4().hex, name=name, topics=[topic], kinds=[kind],
        place_kind="venue", lat=54.047, lon=-2.527, postcode="ZZ11 9ZZ", assured_on=today(),
    )  # fmt: skip


@pytest.fixture
def things(db):
    return {name: make_listing(name, topic, kind) for name, topic, kind in THINGS}


@pytest.fixture
def browser(cast, things):
    say(cast.heron, likes=["singing"], postcode=HOME)
    return cast.client(cast.heron)


def say(viewer, **answers):
    say_what_matters(by=viewer, person=person_of(viewer), answers=answers)


def page_of(browser, address="/map/ideas"):
    return browser.get(address, follow=True).content.decode()


def shown(page, things):
    return {name for name in things if f">{name}</a>" in page}


@pytest.mark.req("R000-7", "R004-26")
def test_three_ideas_with_the_reason_in_their_own_words(browser, things):
    page = page_of(browser)
    assert len(shown(page, things)) == 3
    assert "Because you said you like singing." in page
    assert "Allotment" not in page


def test_a_card_says_the_town_and_the_times(browser, things):
    Listing.objects.update(town="Marlbeck", days=[2], hours=[[2, "19:00", "20:45"]])
    page = page_of(browser)
    assert "Tuesday, 7pm to 8:45pm" in page
    assert "time not known" not in page
    assert "Marlbeck, 3" in page


def test_three_more_are_other_ones(browser, things):
    first = shown(page_of(browser), things)
    more = page_of(browser, "/map/ideas?after=3")
    assert shown(more, things)
    assert not first & shown(more, things)
    assert "Back to the first three" in more


@pytest.mark.req("R001-1")
def test_changing_what_matters_changes_the_ideas(cast, browser, things):
    say(cast.heron, likes=["gardening"])
    page = page_of(browser)
    assert shown(page, things) == {"Allotment"}
    assert "Because you said you like gardening." in page


@pytest.mark.req("R001-4")
def test_not_for_me_teaches_at_once_and_can_be_taken_back(cast, browser, things):
    before = shown(page_of(browser), things)
    refused = next(iter(before))
    page = browser.post(reverse("network:not-for-me", args=[things[refused].pk]), follow=True).content.decode()
    assert refused not in shown(page, things)
    assert len(shown(page, things)) == 3
    assert [said.words for said in what_matters(cast.heron).not_for_me] == [refused]
    page = browser.post(reverse("network:for-me-again"), {"words": refused}, follow=True).content.decode()
    assert shown(page, things) == before


def test_when_nothing_fits_it_says_so_and_shows_other_ways(cast, browser, things):
    say(cast.heron, likes=["gardening"], travel_km=1)
    page = page_of(browser)
    assert "Other ways in" in page
    assert "further than you said you can go" in page
    assert "Look further away, or online" in page


def test_without_anything_said_it_asks_first(cast):
    page = page_of(cast.client(cast.saffron))
    assert "Tell us a little of what you like" in page


def test_a_thing_that_does_not_exist_is_not_there(browser):
    assert browser.post(f"/map/ideas/{uuid.UUID(int=7)}/not-for-me").status_code == 404


@pytest.fixture
def offered():
    """What the floors above registered is put aside for this test."""
    before, card_actions[:] = list(card_actions), []
    yield card_actions
    card_actions[:] = before


def test_what_the_floors_above_offer_stands_on_each_card(browser, things, offered):
    offered.append(CardAction(lambda: "Take it along", lambda one: f"/taken/{one}", lambda viewer: viewer.is_member))
    offered.append(CardAction(lambda: "Only for staff", lambda one: "/no", lambda viewer: viewer.is_staff))
    page = page_of(browser)
    assert page.count("Take it along") == 3
    assert "/taken/" in page
    assert page.count('<input type="hidden" name="because" value="likes">') == 2 * 3
    assert "Only for staff" not in page


@pytest.mark.req("R004-26")
def test_the_record_keeps_which_ideas_and_why_in_codes(cast, browser, things):
    page_of(browser)
    facts = AuditEntry.objects.get(use_case="network.look_for_ideas").facts
    assert {idea["id"] for idea in facts["ideas"]} <= {str(thing.pk) for thing in things.values()}
    assert [idea["because"] for idea in facts["ideas"]] == [["likes"]] * 3
    assert "singing" not in str(facts)


def test_staff_find_ideas_for_somebody_without_a_phone(cast, things):
    priya = cast.priya.on_behalf(cast.arthur.id, "phone")
    say(priya, likes=["gardening"], postcode=HOME)
    browser = cast.client_for(cast.priya, cast.arthur)
    page = page_of(browser, f"/for/{cast.arthur.id}/map/ideas")
    assert shown(page, things) == {"Allotment"}
    assert f"/for/{cast.arthur.id}/map/ideas/" in page
    assert [i.candidate.name for i in actions.look_for_ideas(by=priya).ideas] == ["Allotment"]

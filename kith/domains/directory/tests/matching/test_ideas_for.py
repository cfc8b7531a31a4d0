"""Ideas for somebody who said what matters to them, from the product's own database."""

import uuid

import pytest

from kith.domains.directory.models import Listing, Service, Source
from kith.domains.directory.queries.ideas import ideas_for
from kith.domains.people.actions import say_what_matters
from kith.domains.people.queries import person_of
from kith.domains.people.tests.factories import make_involvement, make_member, make_staff
from kith.kernel import sealed
from kith.kernel.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def robin():
    return make_member("Robin")


@pytest.fixture(autouse=True)
def things():
    source = Source.objects.create(code="tests", name="Tests", created_at=now())
    for name, topic, kind in (("Valley Choir", "singing", "music"), ("Allotment", "gardening", "nature")):
        service = Service.objects.create(source=source, source_key=name, name=name, first_read_at=now())
        Listing.objects.create(
            service=service, source=source, slug=uuid.uuid4().hex, name=name, topics=[topic], kinds=[kind],
            place_kind="venue", lat=53.71, lon=-2.05, postcode="ZZ21 9ZZ",
        )  # fmt: skip


def shown(viewer, **how):
    return [idea.candidate.name for idea in ideas_for(viewer, **how).ideas]


@pytest.mark.req("R001-1", "R000-5", "R000-7")
def test_what_matters_becomes_ideas_and_changing_it_changes_them(robin):
    person = person_of(robin)
    say_what_matters(by=robin, person=person, answers={"loved": ["singing"], "postcode": "zz21 1aa"})
    assert shown(robin) == ["Valley Choir"]
    say_what_matters(by=robin, person=person, answers={"loved": [], "likes": ["gardening"]})
    found = ideas_for(robin).ideas
    assert [idea.candidate.name for idea in found] == ["Allotment"]
    assert found[0].reasons[0] == "Because you said you like gardening."
    say_what_matters(by=robin, person=person, answers={"travel_km": 1})
    assert shown(robin) == []


def test_a_worker_gets_ideas_for_the_person_they_act_for(robin):
    worker = make_staff("Priya", "link_worker")
    make_involvement(worker, robin)
    say_what_matters(by=robin, person=person_of(robin), answers={"likes": ["gardening"], "postcode": "ZZ21 1AA"})
    assert shown(worker.on_behalf(robin.id, "by phone, read back to them")) == ["Allotment"]
    assert not any(idea.because for idea in ideas_for(worker).ideas)


def test_everything_that_can_be_said_reaches_the_profile(robin):
    from kith.domains.directory.matching.from_people import profile_of
    from kith.domains.directory.matching.profile import Profile
    from kith.domains.people.queries import what_matters

    say_what_matters(by=robin, person=person_of(robin), answers={
        "for_whom": "my_family", "age": 30, "ages": [4], "postcode": "ZZ21 1AA",
        "travel_km": 3, "travel_modes": ["bus"],
        "max_price": 0, "languages": ["cy"], "days": [1], "day_parts": ["evening"], "energy": "low", "company": "alone",
        "setting": "either", "online_ok": False, "phone_ok": True, "single_sex": "women", "is_single_sex_needed": True,
        "barriers": ["tired"], "belongs": ["women"], "faith": "Sikh", "culture": "Welsh",
        "likes": ["a"], "loved": ["b"],
        "to_try": ["c"], "not_for_me": ["d"], "by_name": ["e"], "needs": {"fun": "f"}, "access": ["step_free"],
    })  # fmt: skip
    profile, nothing = profile_of(what_matters(robin)), Profile()
    unsaid = [name for name in Profile.__slots__ if getattr(profile, name) == getattr(nothing, name) and name != "id"]
    assert unsaid == []


def test_the_database_is_asked_the_same_number_of_times_however_much_there_is(robin, django_assert_num_queries):
    say_what_matters(by=robin, person=person_of(robin), answers={"likes": ["gardening"], "postcode": "ZZ21 1AA"})
    sealed.forget_keys()  # one question more, but the same one however long the test takes
    with django_assert_num_queries(7):
        ideas_for(robin)
    say_what_matters(by=robin, person=person_of(robin), answers={"likes": ["gardening", "singing", "chess"]})
    sealed.forget_keys()  # one question more, but the same one however long the test takes
    with django_assert_num_queries(7):
        ideas_for(robin)

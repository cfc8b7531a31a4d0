"""Every row of the policy, for every one of the cast."""

import pytest

from kith.domains.notices.models import Delivery, Letter, Notice
from kith.domains.notices.policy import POLICY
from kith.domains.notices.tests.factories import HOUSE, can_be_reached, make_notice
from kith.domains.people.models import ContactRoute
from kith.kernel.access import ANYONE, may

pytestmark = pytest.mark.django_db
BY_HAND = {"post_letter", "note_call", "settle"}


@pytest.fixture
def letter(cast):
    can_be_reached(cast.arthur, address="1 Mill Lane")
    ContactRoute.objects.create(person_id=cast.arthur.id, purpose="account", route="letter")
    make_notice(cast.arthur)
    return Letter.objects.get()


def everybody(cast):
    return {name: who for name, who in vars(cast).items() if hasattr(who, "sphere")}


@pytest.mark.parametrize("row", sorted(POLICY.rows))
def test_who_may(cast, letter, row):
    thing = letter if row == "post_letter" else letter.delivery
    allowed = {name for name, who in everybody(cast).items() if may(who, f"notices.{row}", thing)}
    # Priya works with Arthur herself; Kwame Osei is of the same team.
    assert allowed == ({"priya", "osei"} if row in BY_HAND else set())
    assert may(HOUSE, f"notices.{row}", thing) is (row not in BY_HAND)
    assert not may(ANYONE, f"notices.{row}", thing)
    assert not may(cast.priya.on_behalf(cast.arthur.id, "phone"), f"notices.{row}", thing)


def test_who_may_read(cast, letter):
    notice, delivery = Notice.objects.get(), Delivery.objects.get()
    readers = {
        "notice": {n for n, who in everybody(cast).items() if may(who, "notices.read", notice)},
        "delivery": {n for n, who in everybody(cast).items() if may(who, "notices.read", delivery)},
        "letter": {n for n, who in everybody(cast).items() if may(who, "notices.read", letter)},
    }
    assert readers == {"notice": {"arthur"}, "delivery": {"arthur", "priya", "osei"}, "letter": {"priya", "osei"}}
    assert not may(ANYONE, "notices.read", notice)
    assert may(cast.priya.on_behalf(cast.arthur.id, "phone"), "notices.read", notice)
    assert not may(cast.nadia.on_behalf(cast.arthur.id, "phone"), "notices.read", notice)

"""Who may do what under "You": every row, for every one of the cast."""

import pytest

from kith.domains.people.models import Account, DataCopy, Person
from kith.domains.people.policy import POLICY
from kith.domains.people.tests.factories import make_account
from kith.kernel.access import ANYONE, may, system
from kith.kernel.clock import now

pytestmark = pytest.mark.django_db
HOUSE = system("tests")
OWN_ONLY = {"choose_display", "ask_for_copy", "fetch_copy", "end_visit", "end_other_visits"}
OWN_OR_TOGETHER = {"choose_language", "choose_notices", "keep_contact", "ask_to_close", "keep_open"}
BY_HOUSE = {"make_copy", "give_up_copy", "close_account", "forget_old"}


def thing_for(row, viewer):
    if row in {"end_visit", "end_other_visits"}:
        return Account.objects.filter(person_id=viewer.id).first() or make_account(Person.objects.get(pk=viewer.id))
    if row in {"fetch_copy", "make_copy", "give_up_copy"}:
        return DataCopy.objects.create(person_id=viewer.id, asked_at=now())
    return Person.objects.get(pk=viewer.id)


@pytest.mark.parametrize("row", sorted(OWN_ONLY | OWN_OR_TOGETHER | BY_HOUSE))
def test_who_may(cast, row):
    assert row in POLICY.rows
    thing = thing_for(row, cast.heron)
    people = {name: who for name, who in vars(cast).items() if hasattr(who, "sphere")}
    allowed = {name for name, who in people.items() if may(who, f"people.{row}", thing)}
    assert allowed == (set() if row in BY_HOUSE else {"heron"})
    assert may(HOUSE, f"people.{row}", thing) is (row in BY_HOUSE)
    assert not may(ANYONE, f"people.{row}", thing)
    together = cast.priya.on_behalf(cast.heron.id, "phone")
    assert may(together, f"people.{row}", thing) is (row in OWN_OR_TOGETHER)
    stranger = cast.nadia.on_behalf(cast.heron.id, "phone")
    assert not may(stranger, f"people.{row}", thing)


def test_a_copy_is_read_by_its_person_only(cast):
    copy = DataCopy.objects.create(person_id=cast.heron.id, asked_at=now())
    readers = {n for n, who in vars(cast).items() if hasattr(who, "sphere") and may(who, "people.read", copy)}
    assert readers == {"heron"}
    assert not may(cast.priya.on_behalf(cast.heron.id, "phone"), "people.read", copy)

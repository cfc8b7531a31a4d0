"""How a fact grows old: fresh, not checked since, out of suggestions, and still found (X-9)."""

import datetime as dt

import pytest
import time_machine

from kith.domains.directory.models import Listing
from kith.domains.directory.queries import Search, search
from kith.domains.directory.tests.factories import make_listing
from kith.kernel.access import ANYONE
from kith.kernel.clock import today

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-9")]
CHECKED = dt.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("day", "is_fresh", "is_suggested"),
    [
        ("2026-06-01", True, True),
        ("2026-08-30", True, True),
        ("2026-08-31", False, True),
        ("2027-06-01", False, True),
        ("2027-06-02", False, False),
    ],
)
def test_90_days_and_a_year(day, is_fresh, is_suggested):
    choir = make_listing(assured_on=CHECKED)
    with time_machine.travel(f"{day} 12:00"):
        assert choir.is_fresh(today()) is is_fresh
        assert Listing.objects.for_ideas(today()).exists() is is_suggested
        assert search(ANYONE, Search(words="choir")).total == 1


def test_what_was_never_checked_is_not_fresh_and_may_be_suggested():
    choir = make_listing()
    assert not choir.is_fresh(dt.date(2026, 11, 21))
    assert Listing.objects.for_ideas(dt.date(2026, 11, 21)).exists()


def test_checked_comes_before_unchecked_and_long_ago_comes_last():
    make_listing("Choir of long ago", assured_on=dt.date(2024, 1, 1))
    make_listing("Choir nobody checked")
    make_listing("Choir checked this month", assured_on=dt.date(2026, 11, 10))
    found = search(ANYONE, Search(words="choir", as_of=dt.date(2026, 11, 21)))
    assert [hit.name for hit in found.hits] == ["Choir checked this month", "Choir nobody checked", "Choir of long ago"]


@pytest.mark.parametrize(("until", "is_suggested"), [(dt.date(2026, 11, 21), True), (dt.date(2026, 11, 20), False)])
def test_what_has_ended_is_not_suggested(until, is_suggested):
    choir = make_listing()
    Listing.objects.filter(pk=choir.pk).update(runs_until=until)
    assert Listing.objects.for_ideas(dt.date(2026, 11, 21)).exists() is is_suggested


@pytest.mark.parametrize("change", [{"has_closed": True}, {"is_withdrawn": True}, {"can_join": False}])
def test_closed_withdrawn_and_funds_are_not_suggested(change):
    Listing.objects.filter(pk=make_listing().pk).update(**change)
    assert not Listing.objects.for_ideas(dt.date(2026, 11, 21)).exists()

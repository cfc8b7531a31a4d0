"""Every row of the policy, for every one of the cast."""

import datetime as dt
from importlib import import_module
from pathlib import Path

import pytest

from kith.domains.people.tests.factories import make_staff
from kith.domains.safety.models import CrisisContact
from kith.domains.safety.policy import POLICY
from kith.domains.safety.tests.factories import HOUSE, make_numbers, make_turn
from kith.kernel.access import ANYONE, may

pytestmark = pytest.mark.django_db
NUMBERS = {"review_number", "add_number", "stop_number"}
ROTA = {"add_turn", "remove_turn"}
HOURS = {"set_calendar", "set_hours", "end_hours", "mark_day", "unmark_day"}
BY_HOUSE = {"forget_old", "check_numbers", "watch_rota", "set_calendar", "set_hours", "mark_day", "add_turn"}
START = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


CALENDAR = NUMBERS | ROTA | HOURS | {"check_numbers", "watch_rota", "forget_old"}


@pytest.mark.parametrize("row", sorted(CALENDAR))
def test_who_may(cast, row):
    cast.ana = make_staff("Ana Reyes", "safety_officer")
    turn = make_turn(cast.team, cast.priya, START, START + dt.timedelta(hours=8))
    thing = turn if row == "remove_turn" else cast.team
    people = {name: who for name, who in vars(cast).items() if hasattr(who, "sphere")}
    allowed = {name for name, who in people.items() if may(who, f"safety.{row}", thing)}
    expected = set()
    if row in NUMBERS:
        expected = {"sam", "ana"}
    elif row in HOURS:
        expected = {"sam"}
    elif row in ROTA:
        expected = {"priya", "osei", "ana", "sam"}
    assert allowed == expected
    assert may(HOUSE, f"safety.{row}", thing) is (row in BY_HOUSE)
    assert not may(ANYONE, f"safety.{row}", thing)
    for worker in (cast.priya, cast.sam, cast.ana):
        assert not may(worker.on_behalf(cast.heron.id, "phone"), f"safety.{row}", thing)


def test_every_row_is_spoken_of():
    """Here, or in the table WHO of a neighbour whose name ends in _policy."""
    modules = [p.stem for p in Path(__file__).parent.glob("test_*_policy.py")]
    tables = [import_module(f"kith.domains.safety.tests.{name}").WHO for name in modules]
    assert set(POLICY.rows) == CALENDAR.union(*tables)


def test_who_may_read(cast):
    make_numbers()
    turn = make_turn(cast.team, cast.priya, START, START + dt.timedelta(hours=8))
    number = CrisisContact.objects.get(nation="england", code="111")
    assert may(cast.osei, "safety.read", turn)
    for other in (cast.heron, ANYONE, cast.priya.on_behalf(cast.heron.id, "phone")):
        assert not may(other, "safety.read", turn)
        assert may(other, "safety.read", number)
    CrisisContact.objects.filter(pk=number.pk).update(is_in_use=False)
    assert may(cast.sam, "safety.read", number)
    assert not may(cast.heron, "safety.read", number)

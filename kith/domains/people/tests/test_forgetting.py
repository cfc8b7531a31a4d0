"""What had its time goes; what has not stays."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.contrib.sessions.models import Session

from kith.domains.people.actions import ask_confirmation, forget_old, issue_key
from kith.domains.people.actions.forgetting import OLD
from kith.domains.people.models import Confirmation, Involvement, KeyGrant, Person
from kith.domains.people.models.keys import TryCount
from kith.kernel import retention
from kith.kernel.access import ANYONE, Refused, system
from kith.kernel.clock import now

pytestmark = pytest.mark.django_db
HOUSE = system("tests")


def later(**much):
    return time_machine.travel(now() + dt.timedelta(**much), tick=False)


def test_codes_and_keys_go_when_their_time_is_over(cast):
    ask_confirmation(by=ANYONE, is_adult=True, route="email", to="n@example.org", address="x", language="cy")
    issue_key(by=cast.priya, person=Person.objects.get(pk=cast.arthur.id), team=cast.team)
    with later(days=29):
        forget_old(by=HOUSE)
        assert Confirmation.objects.exists()
        assert KeyGrant.objects.exists()
    with later(days=32):
        forget_old(by=HOUSE)
        assert not Confirmation.objects.exists()
    with later(days=380):
        forget_old(by=HOUSE)
    assert not KeyGrant.objects.exists()


def test_counts_of_wrong_tries_go_after_two_days(db):
    TryCount.objects.create(kind="pins", bucket=uuid.uuid4().hex, hour_at=now(), count=3)
    with later(days=1):
        forget_old(by=HOUSE)
        assert TryCount.objects.exists()
    with later(days=3):
        forget_old(by=HOUSE)
    assert not TryCount.objects.exists()


def test_old_visits_go_and_running_ones_stay(cast):
    browser = cast.client(cast.heron)
    browser.get("/you")
    forget_old(by=HOUSE)
    assert browser.get("/you").status_code == 200
    with later(days=3):
        forget_old(by=HOUSE)
    assert not Session.objects.exists()


def test_who_worked_with_whom_stays_as_long_as_the_record_of_care(cast):
    Involvement.objects.update(until_at=now())
    with later(days=7000):
        forget_old(by=HOUSE)
        assert Involvement.objects.exists()
    with later(days=7400):
        forget_old(by=HOUSE)
    assert not Involvement.objects.exists()


def test_only_the_house_forgets(cast):
    with pytest.raises(Refused):
        forget_old(by=cast.sam)


def test_every_period_that_runs_by_itself_is_kept_to():
    """A row of people's whose clock runs by itself has somebody who keeps to it."""
    by_itself = {"used", "expired", "ended", "made"}
    promised = {
        label
        for row in retention.kept()
        if row.starts in by_itself and row.keep_days >= 0
        for label in row.models
        if label.split(".")[0] in {"people", "sessions", "usersessions", "axes"}
    }
    # An attempt's expiration goes with the attempt, a team never goes while somebody held a role in it.
    assert promised - set(OLD) <= {"axes.AccessAttemptExpiration", "people.Team"}
    assert {label for label in OLD if retention.kept_for(label).days < 0} == set()

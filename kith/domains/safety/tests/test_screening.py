"""What becomes of a verdict: rows in the writer's transaction, one case for each handle, and a kind answer."""

import datetime as dt
import uuid

import pytest
from django.db import transaction

from kith.domains.safety.actions import forget_old, keep_screened, keep_screened_many, screen_again
from kith.domains.safety.models import Alert, Case, CaseState, Flag, Screened
from kith.domains.safety.tests.factories import HOUSE, make_hours
from kith.domains.safety.tests.words import verdict, write, written
from kith.kernel.acting import acting_as
from kith.kernel.clock import now
from kith.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_the_house():
    with acting_as(HOUSE):
        yield


@pytest.mark.req("R002-20")
def test_flag_alert_and_case_stand_in_the_writers_transaction(cast):
    with transaction.atomic():
        keep_screened(by=cast.heron, written=written(cast.team.pk, 3))
        assert (Screened.objects.count(), Flag.objects.count(), Alert.objects.count(), Case.objects.count()) == (1,) * 4
        transaction.set_rollback(True)
    assert not Screened.objects.exists()
    assert not Alert.objects.exists()
    keep_screened(by=cast.heron, written=written(cast.team.pk, 3))
    alert = Alert.objects.get()
    assert (alert.tier, alert.case.tier, alert.case.state) == (3, 3, CaseState.WAITING)


@pytest.mark.parametrize(("tier", "alerts"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 1)])
def test_only_from_tier_two_on_somebody_is_called(cast, tier, alerts):
    write(cast.team.pk, tier)
    assert (Screened.objects.count(), Alert.objects.count()) == (1, alerts)


def test_no_line_of_the_audit_says_which_member_wrote_it(cast):
    keep_screened(by=cast.heron, written=written(cast.team.pk, 4))
    assert not AuditEntry.objects.filter(actor_id=cast.heron.id).exists()
    assert not AuditEntry.objects.filter(subject_id=cast.heron.id).exists()


@pytest.mark.req("R002-21")
def test_one_case_for_each_handle_however_much_they_write(cast):
    authors = [uuid.uuid4() for _ in range(11)]
    for number in range(40):
        write(cast.team.pk, 2 + number % 3, author=authors[number % 11])
    assert (Alert.objects.count(), Case.objects.count()) == (40, 11)
    assert all(case.tier == max(a.tier for a in case.alerts.all()) for case in Case.objects.all())


def test_several_lines_at_once_are_each_met(cast):
    author = uuid.uuid4()
    met = keep_screened_many(by=HOUSE, written=[written(cast.team.pk, tier, author=author) for tier in (0, 3, 4)])
    assert [one.tier for one in met] == [0, 3, 4]
    assert Case.objects.count() == 1


def test_the_panel_with_help_comes_once_a_day_and_always_at_once(cast):
    make_hours(cast.team)
    author = uuid.uuid4()
    met = [write(cast.team.pk, tier, author=author) for tier in (1, 2, 3, 4)]
    assert [one.shows_help for one in met] == [False, True, False, True]
    assert met[0].promise.by_at is not None


def test_changed_words_are_read_again_and_only_ring_when_they_worry_more(cast):
    first = written(cast.team.pk, 1)
    keep_screened(by=HOUSE, written=first)
    Screened.objects.update(seen_at=first.written_at)
    again = {**first.__dict__, "verdict": verdict(4)}
    assert screen_again(by=HOUSE, written=type(first)(**again)).tier == 4
    row = Screened.objects.get()
    assert (row.tier, row.seen_at, row.flags.count()) == (4, None, 2)
    assert Alert.objects.count() == 1
    screen_again(by=HOUSE, written=first)  # softer now: what was noticed stays
    assert Screened.objects.get().tier == 4
    assert Alert.objects.count() == 1


def test_what_was_read_long_ago_goes_unless_it_worried_somebody(cast):
    for tier in (0, 1, 3):
        write(cast.team.pk, tier)
    write(cast.team.pk, 0)
    long_ago = now() - dt.timedelta(days=800)
    unread = Screened.objects.filter(tier=0).first()
    Screened.objects.exclude(pk=unread.pk).update(seen_at=long_ago, written_at=long_ago)
    forget_old(by=HOUSE)
    assert sorted(Screened.objects.values_list("tier", flat=True)) == [0, 3]
    assert Alert.objects.count() == 1

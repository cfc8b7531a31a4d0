"""Help numbers, hours and the rota: what can be done with them, and what the house watches."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction

from kith.domains.notices.models import Notice
from kith.domains.people.tests.factories import make_staff, make_team
from kith.domains.safety import actions, holding, reactions
from kith.domains.safety.actions.contacts import WATCH
from kith.domains.safety.after_harm import read
from kith.domains.safety.models import CrisisContact, HoursException, Rota, TeamHours
from kith.domains.safety.numbers import problems
from kith.domains.safety.queries import overdue_numbers
from kith.domains.safety.tests.factories import HOUSE, make_hours, make_numbers, make_turn, set_nation
from kith.domains.safety.tests.test_after_harm import write_own
from kith.kernel.access import Refused
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 11, 23, 7, tzinfo=dt.UTC)


@pytest.fixture
def numbers(db):
    make_numbers()


def number(nation="england", code="111"):
    return CrisisContact.objects.get(nation=nation, code=code)


def review(cast, contact, owner="Duty lead", **said):
    return actions.review_number(by=cast.sam, contact=contact, said=said, owner=owner)


# Help numbers


@pytest.mark.req("R002-19")
def test_as_shipped_every_number_waits_for_somebody_to_answer_for_it(cast, numbers):
    assert {one.owner for one in overdue_numbers(cast.sam)} == {"review before use"}
    assert len(overdue_numbers(cast.sam)) == CrisisContact.objects.count() == 16
    assert overdue_numbers(cast.priya) == []


@pytest.mark.req("R002-19")
def test_a_reviewed_number_is_due_again_after_90_days(cast, numbers):
    with time_machine.travel(MONDAY, tick=False):
        contact = review(cast, number())
        assert not contact.is_overdue
        assert AuditEntry.objects.get(use_case="safety.review_number").facts["code"] == "111"
    with time_machine.travel(MONDAY + dt.timedelta(days=89), tick=False):
        assert contact not in overdue_numbers(cast.sam)
    with time_machine.travel(MONDAY + dt.timedelta(days=90), tick=False):
        assert contact in overdue_numbers(cast.sam)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"phone": "", "sms": ""}, "phone"),
        ({"phone": "call us"}, "phone"),
        ({"sms": "SHOUT"}, "sms"),
        ({"words": "Call the urgent line."}, "words"),
        ({"words": ""}, "words"),
    ],
)
def test_a_number_that_cannot_be_right_is_refused(cast, numbers, said, field):
    with pytest.raises(NotPossible) as refusal:
        review(cast, number(), **said)
    assert refusal.value.field == field


@pytest.mark.parametrize("owner", ["", "  ", "review before use"])
def test_somebody_puts_their_name_to_it(cast, numbers, owner):
    with pytest.raises(NotPossible):
        review(cast, number(), owner=owner)


def test_a_local_line_can_be_added_once(cast, numbers):
    said = {"name": "Night line", "words": "Call 01632 960001 at night.", "phone": "01632 960001", "hours": "Nights"}
    said["source"] = "https://example.org/"
    chosen = {"nation": "england", "kind": "listening", "code": "night", "position": 9, "owner": "Duty lead"}
    actions.add_number(by=cast.sam, said=said, **chosen)
    with pytest.raises(NotPossible):
        actions.add_number(by=cast.sam, said=said, **chosen)


def test_the_last_urgent_number_of_a_nation_stays(cast, numbers):
    with pytest.raises(NotPossible):
        actions.stop_number(by=cast.sam, contact=number())
    actions.stop_number(by=cast.sam, contact=number(code="shout"))
    assert not number(code="shout").is_in_use


def test_the_daily_check_finds_what_is_wrong_and_tells_who_looks_after_it(cast, numbers):
    officer = make_staff("Ana Reyes", "safety_officer")
    CrisisContact.objects.filter(nation="scotland", kind="urgent").delete()
    CrisisContact.objects.filter(nation="wales", code="111").update(phone="one one one")
    with time_machine.travel(MONDAY, tick=False):
        for _day in range(3):
            reactions.check()
    found = problems(list(CrisisContact.objects.all()))
    assert {"missing:scotland:urgent", "broken:wales:111", "overdue:england:111"} <= set(found)
    told = Notice.objects.filter(kind="desk")
    assert sorted(told.values_list("person_id", flat=True)) == sorted([cast.sam.id, officer.id])


def test_when_all_is_well_nobody_is_told(cast, numbers):
    with time_machine.travel(MONDAY, tick=False):
        for contact in CrisisContact.objects.all():
            review(cast, contact)
        assert {code.split(":")[2] for code in actions.check_numbers(by=WATCH)} == {one.line.code for one in read()}
        Notice.objects.all().delete()
        write_own(owner="Duty lead")
        assert actions.check_numbers(by=WATCH) == []
    assert not Notice.objects.exists()


def test_it_warns_before_the_published_holidays_run_out(cast, numbers):
    with time_machine.travel(dt.datetime(2028, 12, 1, 8, tzinfo=dt.UTC), tick=False):
        assert "holidays:england" in actions.check_numbers(by=WATCH)


def test_a_number_is_called_or_texted_by_constraint(numbers):
    with pytest.raises(IntegrityError), transaction.atomic():
        CrisisContact.objects.filter(code="111").update(phone="")


# Hours


def test_hours_end_today_and_what_was_is_kept(cast):
    make_hours(cast.team, 1)
    actions.end_hours(by=cast.sam, hours=TeamHours.objects.get())
    assert TeamHours.objects.get().until_on < dt.datetime.now(tz=dt.UTC).date()
    actions.set_hours(by=cast.sam, team=cast.team, weekday=2, opens=dt.time(9), closes=dt.time(10))
    actions.end_hours(by=cast.sam, hours=TeamHours.objects.get(weekday=2))
    assert not TeamHours.objects.filter(weekday=2).exists()


def test_hours_that_make_no_sense_are_refused(cast):
    nine = dt.time(9)
    with pytest.raises(NotPossible):
        actions.set_hours(by=cast.sam, team=cast.team, weekday=1, opens=nine, closes=nine)
    with pytest.raises(NotPossible):
        actions.set_hours(
            by=cast.sam, team=cast.team, weekday=1, opens=nine, closes=dt.time(10), until_on=dt.date(2020, 1, 1)
        )
    with pytest.raises(NotPossible):
        actions.mark_day(by=cast.sam, team=cast.team, on=dt.date(2026, 12, 24), opens=nine)
    with pytest.raises(NotPossible):
        set_nation(cast.team, "atlantis")


def test_a_marked_day_is_as_usual_again(cast):
    marked = actions.mark_day(by=cast.sam, team=cast.team, on=dt.date(2026, 12, 24))
    actions.mark_day(by=cast.sam, team=cast.team, on=marked.on, opens=dt.time(9), closes=dt.time(12))
    actions.unmark_day(by=cast.sam, marked=HoursException.objects.get())
    assert not HoursException.objects.exists()


# Rota


def test_a_turn_is_put_on_and_taken_off(cast):
    turn = actions.add_turn(
        by=cast.osei,
        team=cast.team,
        person_id=cast.priya.id,
        from_at=MONDAY,
        until_at=MONDAY + dt.timedelta(hours=8),
    )
    with pytest.raises(Refused):
        actions.remove_turn(by=cast.nadia, turn=turn)
    actions.remove_turn(by=cast.priya, turn=turn)
    assert not Rota.objects.exists()


@pytest.mark.parametrize("hours", [0, -1, 25])
def test_a_turn_has_a_sensible_length(cast, hours):
    with pytest.raises(NotPossible):
        make_turn(cast.team, cast.priya, MONDAY, MONDAY + dt.timedelta(hours=hours))


def test_nobody_is_in_two_places(cast):
    other = make_team("Other team")
    make_turn(cast.team, cast.priya, MONDAY, MONDAY + dt.timedelta(hours=8))
    with pytest.raises(NotPossible):
        make_turn(other, cast.priya, MONDAY + dt.timedelta(hours=7), MONDAY + dt.timedelta(hours=9))


def test_a_gap_is_told_a_day_ahead_once_and_louder_when_it_is_near(cast):
    make_hours(cast.team)
    set_nation(cast.team, has_rota=True)
    make_turn(cast.team, cast.priya, MONDAY, MONDAY + dt.timedelta(hours=5))  # 7 to 12; the team is open 9 to 5
    for hour in (11, 10, 9):
        with time_machine.travel(MONDAY - dt.timedelta(hours=hour), tick=False):
            reactions.watch()
    told = Notice.objects.filter(kind="desk")
    assert sorted(told.values_list("person_id", flat=True)) == sorted([cast.priya.id, cast.osei.id, cast.sam.id])
    assert not Notice.objects.filter(kind="duty").exists()
    for hour in (4, 5):
        with time_machine.travel(MONDAY + dt.timedelta(hours=hour), tick=False):
            reactions.watch()
    assert Notice.objects.filter(kind="duty").count() == 3
    assert told.filter(person_id=cast.priya.id).count() == 2  # the second is for the morning after


def test_a_full_rota_is_quiet(cast):
    make_hours(cast.team)
    set_nation(cast.team, has_rota=True)
    for day in (0, 1):
        start = MONDAY + dt.timedelta(days=day)
        make_turn(cast.team, cast.priya, start, start + dt.timedelta(hours=11))
    with time_machine.travel(MONDAY, tick=False):
        assert actions.watch_rota(by=HOUSE) == 0
    assert not Notice.objects.exists()


@pytest.mark.req("R004-73")
def test_turns_are_handed_out_and_erased(cast):
    make_turn(cast.team, cast.priya, MONDAY, MONDAY + dt.timedelta(hours=8))
    make_turn(cast.team, cast.osei, MONDAY, MONDAY + dt.timedelta(hours=8))
    assert len(holding.everything_about(cast.priya.id)["rota"]) == 1
    holding.erase(cast.priya.id)
    assert Rota.objects.get().person_id == cast.osei.id


def test_turns_of_long_ago_go(cast):
    make_turn(cast.team, cast.priya, MONDAY, MONDAY + dt.timedelta(hours=8))
    with time_machine.travel(MONDAY + dt.timedelta(days=2900), tick=False):
        reactions.forget()
        assert Rota.objects.exists()
    with time_machine.travel(MONDAY + dt.timedelta(days=2930), tick=False):
        assert actions.forget_old(by=WATCH) == 1
    assert not Rota.objects.exists()

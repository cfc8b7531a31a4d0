"""What we promise: never more than hours, holidays and rota say."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kith.domains.people.tests.factories import make_team
from kith.domains.safety import actions
from kith.domains.safety.holidays import bank_holidays, known_until
from kith.domains.safety.queries import Promise, gaps, gaps_ahead, next_read, open_hours, soonest_read
from kith.domains.safety.queries.hours import teams_with_rota
from kith.domains.safety.tests.factories import HOUSE, make_hours, make_turn, set_nation
from kith.kernel.access import ANYONE

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
EASTER_MONDAY = dt.datetime(2027, 3, 29, 3, 10, tzinfo=LONDON)


def at(*numbers):
    return dt.datetime(*numbers, tzinfo=LONDON)


@pytest.mark.req("R003-2")
def test_on_easter_monday_each_nation_has_its_own_answer(cast):
    england, scotland = cast.team, make_team("Team in Fife")
    make_hours(england)
    make_hours(scotland)
    set_nation(england, "england")
    set_nation(scotland, "scotland")
    with time_machine.travel(EASTER_MONDAY, tick=False):
        assert next_read(cast.heron, england.pk).from_at == at(2027, 3, 30, 9)
        assert next_read(cast.heron, scotland.pk).from_at == at(2027, 3, 29, 9)
        words = next_read(cast.heron, england.pk).words
    assert words == "We will next read this on Tuesday 30 March, 9am."


@pytest.mark.req("R003-2")
def test_the_second_of_january_is_a_holiday_in_scotland_only(cast):
    make_hours(cast.team)
    early = at(2026, 1, 2, 8)
    set_nation(cast.team, "england")
    assert next_read(cast.heron, cast.team.pk, early).from_at == at(2026, 1, 2, 9)
    set_nation(cast.team, "scotland")
    assert next_read(cast.heron, cast.team.pk, early).from_at == at(2026, 1, 5, 9)
    set_nation(cast.team, "northern_ireland")
    assert dt.date(2026, 3, 17) in bank_holidays("northern_ireland") - bank_holidays("england")


def test_while_somebody_is_there_it_says_until_when(cast):
    make_hours(cast.team)
    with time_machine.travel(at(2026, 11, 23, 11), tick=False):
        promise = next_read(cast.heron, cast.team.pk)
        assert promise.is_open
        assert promise.words == "Somebody of the team reads this by 5pm."


@pytest.mark.parametrize(("minute", "day"), [(29, 23), (31, 24)])
def test_who_writes_in_the_last_half_hour_is_promised_the_next_day(cast, minute, day):
    make_hours(cast.team)
    promise = next_read(cast.heron, cast.team.pk, at(2026, 11, 23, 16, minute))
    assert promise.by_at == at(2026, 11, day, 17)


def test_without_hours_nothing_is_promised(cast):
    assert next_read(cast.heron, cast.team.pk) == Promise()
    assert "cannot say" in Promise().words


def test_a_marked_day_counts_more_than_the_week_and_the_holiday(cast):
    make_hours(cast.team)
    set_nation(cast.team)
    actions.mark_day(by=HOUSE, team=cast.team, on=dt.date(2026, 11, 23))
    assert next_read(cast.heron, cast.team.pk, at(2026, 11, 23, 8)).from_at == at(2026, 11, 24, 9)
    actions.mark_day(by=HOUSE, team=cast.team, on=dt.date(2026, 12, 25), opens=dt.time(10), closes=dt.time(12))
    assert next_read(cast.heron, cast.team.pk, at(2026, 12, 25, 3)).from_at == at(2026, 12, 25, 10)


def test_a_team_that_works_on_bank_holidays_promises_them(cast):
    make_hours(cast.team)
    set_nation(cast.team, works_on_bank_holidays=True)
    assert next_read(cast.heron, cast.team.pk, EASTER_MONDAY).from_at == at(2027, 3, 29, 9)


def test_hours_hold_from_their_first_day_to_their_last(cast):
    team, days = cast.team, {"from_on": dt.date(2026, 11, 23), "until_on": dt.date(2026, 11, 30)}
    actions.set_hours(by=HOUSE, team=team, weekday=1, opens=dt.time(9), closes=dt.time(17), **days)
    found = open_hours(cast.heron, team.pk, at(2026, 11, 1), at(2026, 12, 31))
    assert [span.start for span in found] == [at(2026, 11, 23, 9), at(2026, 11, 30, 9)]


def test_a_night_shift_reaches_into_the_next_day(cast):
    make_hours(cast.team, 5, opens=dt.time(20), closes=dt.time(2))
    promise = next_read(cast.heron, cast.team.pk, at(2026, 11, 28, 1))
    assert promise.is_open
    assert promise.by_at == at(2026, 11, 28, 2)


def test_with_a_rota_only_turns_are_promised(cast):
    make_hours(cast.team)
    set_nation(cast.team, has_rota=True)
    monday = at(2026, 11, 23, 8)
    assert next_read(cast.heron, cast.team.pk, monday) == Promise()
    make_turn(cast.team, cast.priya, at(2026, 11, 24, 12), at(2026, 11, 24, 18))
    promise = next_read(cast.heron, cast.team.pk, monday)
    assert (promise.from_at, promise.by_at) == (at(2026, 11, 24, 12), at(2026, 11, 24, 17))


@pytest.mark.req("R003-2")
def test_gaps_are_the_hours_in_which_nobody_is_there(cast):
    make_hours(cast.team)
    set_nation(cast.team, has_rota=True)
    make_turn(cast.team, cast.priya, at(2026, 11, 23, 9), at(2026, 11, 23, 12))
    make_turn(cast.team, cast.osei, at(2026, 11, 23, 13), at(2026, 11, 23, 17))
    found = gaps(cast.priya, cast.team.pk, at(2026, 11, 23), at(2026, 11, 24))
    assert [(span.start, span.end) for span in found] == [(at(2026, 11, 23, 12), at(2026, 11, 23, 13))]
    assert [teams_with_rota(who) for who in (cast.priya, cast.nadia)] == [[cast.team.pk], []]
    set_nation(cast.team, has_rota=False)
    assert gaps(cast.priya, cast.team.pk, at(2026, 11, 23), at(2026, 11, 24)) == []


def test_nobody_signed_in_learns_nothing(cast):
    make_hours(cast.team)
    assert next_read(ANYONE, cast.team.pk) == Promise()


def test_a_promise_takes_the_same_queries_for_one_and_three_rows(cast, constant_queries):
    weekdays = iter((1, 2, 3))
    constant_queries(lambda: make_hours(cast.team, next(weekdays)), lambda: next_read(cast.heron, cast.team.pk))


def test_of_several_teams_the_first_to_read_is_promised(cast):
    england, scotland = make_team("England"), make_team("Scotland")
    make_hours(england, 2)
    make_hours(scotland, 3)
    monday = at(2026, 11, 23, 12)
    assert soonest_read(cast.heron, [scotland.pk, england.pk], monday) == next_read(cast.heron, england.pk, monday)
    assert soonest_read(cast.heron, [scotland.pk], monday).from_at == at(2026, 11, 25, 9)
    assert soonest_read(cast.heron, [make_team("Silent").pk], monday) == soonest_read(cast.heron, []) == Promise()


@pytest.mark.parametrize("fetch", [gaps_ahead, soonest_read])
def test_many_teams_are_asked_in_as_many_queries_as_one(cast, constant_queries, fetch):
    teams = []

    def one_more():
        teams.append(make_team(f"Team {len(teams)}"))
        make_hours(teams[-1])
        set_nation(teams[-1], has_rota=True)

    constant_queries(one_more, lambda: fetch(cast.sam, [team.pk for team in teams]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    minute=some.integers(0, 60 * 24 * 6),
    change=some.sampled_from([dt.datetime(2026, 3, 27, tzinfo=dt.UTC), dt.datetime(2026, 10, 23, tzinfo=dt.UTC)]),
)
def test_over_the_change_of_clocks_every_promise_is_kept_on_the_wall(cast, minute, change):
    if not cast.team.hours.exists():
        make_hours(cast.team, 1, 2, 3, 4, 5, 6, 7)
    asked = change + dt.timedelta(minutes=minute)
    promise = next_read(cast.heron, cast.team.pk, asked)
    assert promise.from_at >= asked
    assert promise.from_at - asked <= dt.timedelta(hours=25)
    assert promise.by_at.astimezone(LONDON).time() == dt.time(17)
    if not promise.is_open:
        assert promise.from_at.astimezone(LONDON).time() == dt.time(9)


@pytest.mark.parametrize("nation", ["england", "wales", "scotland", "northern_ireland"])
def test_holidays_are_known_for_more_than_a_year_ahead(nation):
    assert known_until(nation) >= dt.date(2027, 12, 31)


def test_nine_on_the_wall_is_eight_in_summer(cast):
    make_hours(cast.team)
    summer = next_read(cast.heron, cast.team.pk, dt.datetime(2026, 7, 1, 7, tzinfo=dt.UTC))
    assert summer.from_at == dt.datetime(2026, 7, 1, 8, tzinfo=dt.UTC)

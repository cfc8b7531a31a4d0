"""The clock: in staffed time, by the database, through nights, bank holidays, clock changes and clock jumps."""

import datetime as dt
import uuid
from contextlib import contextmanager

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kith.domains.notices.models import Notice
from kith.domains.people.tests.factories import make_staff, make_team
from kith.domains.safety import actions, reactions, staffed
from kith.domains.safety.models import Case, CaseState, Cover, Escalation, Task, UnstaffedPolicy
from kith.domains.safety.models.cases import CASE
from kith.domains.safety.queries.meanwhile import meanwhile
from kith.domains.safety.reactions import sweep
from kith.domains.safety.tests.factories import HOUSE, make_hours, set_nation
from kith.domains.safety.tests.words import write
from kith.kernel.access import Refused
from kith.kernel.acting import acting_as
from kith.kernel.clock import at
from kith.kernel.states import NotFromHere
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
TEN = dt.datetime(2026, 11, 17, 10, tzinfo=dt.UTC)  # a Tuesday
THREE_AT_NIGHT = dt.datetime(2026, 11, 18, 3, tzinfo=dt.UTC)


@pytest.fixture
def team(cast):
    """Osei on duty, Dana on call, Ana answers for safety; the team reads on weekdays from nine to five."""
    make_hours(cast.team)
    cast.dana = make_staff("Dana Cole", "clinician", team=cast.team)
    cast.ana = make_staff("Ana Reyes", "safety_officer", team=cast.team)
    turn(cast, cast.osei, TEN - HOUR, TEN + 7 * HOUR)
    turn(cast, cast.dana, TEN - HOUR, TEN + 7 * HOUR, Task.ON_CALL)
    return cast


def turn(cast, who, start, end, task=Task.DUTY):
    return actions.add_turn(by=HOUSE, team=cast.team, person_id=who.id, from_at=start, until_at=end, task=task)


def raised(cast, when, tier=3, **more) -> Case:
    author = uuid.uuid4()
    with at(when):
        write(cast.team.pk, tier, author=author, **more)
        sweep()
    return fresh(author)


def fresh(author) -> Case:
    with acting_as(HOUSE):
        return Case.objects.get(author_id=author)


def minute(when):
    """What the house does each minute."""
    with at(when):
        sweep()


def called(case) -> dict[int, set]:
    with acting_as(HOUSE):
        rows = Escalation.objects.filter(case=case, turn=fresh(case.author_id).turn)
        found: dict[int, set] = {}
        for step, person in rows.values_list("step", "to_id"):
            found.setdefault(step, set()).add(person)
    return found


@pytest.mark.req("R002-21")
def test_what_can_wait_for_the_same_day_calls_the_next_by_the_hour_and_ends_before_the_day(team):
    case = raised(team, TEN, tier=2)
    assert called(case) == {0: {team.osei.id}}
    assert case.due_at == TEN + 7 * HOUR  # what its writer was told: today, by five
    minute(TEN + 59 * MINUTE)
    assert set(called(case)) == {0}
    minute(TEN + HOUR)
    assert called(case)[1] == {team.dana.id}
    minute(TEN + 3 * HOUR)
    assert called(case)[2] == {team.ana.id}
    minute(TEN + 6 * HOUR)
    assert set(called(case)) == {0, 1, 2, 3}
    afternoon = raised(team, TEN + 5 * HOUR + 45 * MINUTE, tier=2)  # a quarter to four
    for at_ in (6 * HOUR + 29 * MINUTE, 6 * HOUR + 30 * MINUTE, 6 * HOUR + 40 * MINUTE, 6 * HOUR + 55 * MINUTE):
        minute(TEN + at_)
    assert set(called(afternoon)) == {0, 1, 2, 3}  # half an hour before the team goes home, by the minute


def test_worse_words_end_the_long_clock(team):
    case = raised(team, TEN, tier=2)
    minute(TEN + HOUR)
    with at(TEN + HOUR + 5 * MINUTE):
        write(team.team.pk, 4, author=case.author_id)
        sweep()
    assert fresh(case.author_id).due_at == TEN + HOUR + 10 * MINUTE
    minute(TEN + HOUR + 10 * MINUTE)
    assert called(case) == {0: {team.osei.id}, 1: {team.dana.id}}


@pytest.mark.req("R002-21")
def test_at_five_fifteen_and_thirty_minutes_the_next_one_is_called(team):
    case = raised(team, TEN)
    assert called(case) == {0: {team.osei.id}}
    minute(TEN + 4 * MINUTE)
    assert set(called(case)) == {0}
    minute(TEN + 5 * MINUTE)
    assert called(case)[1] == {team.dana.id}
    minute(TEN + 14 * MINUTE)
    assert set(called(case)) == {0, 1}
    minute(TEN + 15 * MINUTE)
    assert called(case)[2] == {team.ana.id}
    minute(TEN + 29 * MINUTE)
    assert set(called(case)) == {0, 1, 2}
    minute(TEN + 30 * MINUTE)
    assert called(case)[3] >= {team.osei.id, team.dana.id, team.priya.id, team.ana.id}
    notices = Notice.objects.filter(kind="duty", person_id=team.priya.id).count()
    minute(TEN + 60 * MINUTE)  # and again, until somebody comes
    assert Notice.objects.filter(kind="duty", person_id=team.priya.id).count() == notices + 1


def test_nothing_in_a_message_says_what_it_is_about(team):
    raised(team, TEN, tier=4)
    notice = Notice.objects.get(kind="duty", person_id=team.osei.id)
    assert notice.data == {}


def test_once_somebody_has_it_nobody_else_is_called(team):
    case = raised(team, TEN)
    with at(TEN + 2 * MINUTE):
        actions.acknowledge(by=team.osei, case=case)
    minute(TEN + 6 * MINUTE)
    assert called(case) == {0: {team.osei.id}}


def test_the_clock_stands_still_while_nobody_is_there(team):
    """Written four minutes before the team goes home, under a policy that leaves the night to nobody."""
    policy(team, tier_3=Cover.NOBODY)
    late = TEN.replace(hour=16, minute=58)
    case = raised(team, late)
    assert case.due_at == TEN.replace(day=18, hour=9, minute=3)
    minute(TEN.replace(hour=22))
    assert set(called(case)) == {0}
    minute(TEN.replace(day=18, hour=9, minute=2))
    assert set(called(case)) == {0}
    minute(TEN.replace(day=18, hour=9, minute=3))
    assert called(case)[2] == {team.ana.id}  # nobody else is on the rota: on to who leads


def test_at_night_with_nobody_the_case_waits_for_the_morning_and_is_first_then(team):
    policy(team, tier_3=Cover.NOBODY)
    case = raised(team, THREE_AT_NIGHT)
    assert called(case) == {}
    assert case.next_step_at == THREE_AT_NIGHT.replace(hour=9)
    minute(THREE_AT_NIGHT.replace(hour=8, minute=59))
    assert called(case) == {}
    minute(THREE_AT_NIGHT.replace(hour=9))
    assert 0 in called(case)
    assert fresh(case.author_id).due_at == THREE_AT_NIGHT.replace(hour=9, minute=5)


def test_at_night_somebody_on_call_is_woken_where_the_policy_says_so(team):
    policy(team, tier_4=Cover.ON_CALL, tier_3=Cover.NOBODY)
    turn(team, team.dana, THREE_AT_NIGHT - HOUR, THREE_AT_NIGHT + HOUR, Task.ON_CALL)
    case = raised(team, THREE_AT_NIGHT, tier=4)
    assert called(case) == {0: {team.dana.id}}
    minute(THREE_AT_NIGHT + 15 * MINUTE)
    assert team.ana.id in set().union(*called(case).values())


def test_at_night_readers_are_asked_first(team):
    other = make_staff("Rae Poole", "moderator", team=make_team("Night readers"))
    policy(team, tier_3=Cover.READERS)
    turn(team, other, THREE_AT_NIGHT - HOUR, THREE_AT_NIGHT + HOUR, Task.READER)
    case = raised(team, THREE_AT_NIGHT)
    assert called(case) == {0: {other.id}}
    with acting_as(other):
        assert Case.objects.visible_to(other).filter(pk=case.pk).exists()


def test_a_worse_word_at_night_wakes_somebody_though_the_first_one_waited(team):
    policy(team, tier_4=Cover.ON_CALL, tier_3=Cover.NOBODY)
    turn(team, team.dana, THREE_AT_NIGHT - HOUR, THREE_AT_NIGHT + HOUR, Task.ON_CALL)
    case = raised(team, THREE_AT_NIGHT)
    assert called(case) == {}
    with at(THREE_AT_NIGHT + MINUTE):
        write(team.team.pk, 4, author=case.author_id)
        sweep()
    assert called(case) == {0: {team.dana.id}}


def test_without_a_signed_policy_somebody_is_always_called(team):
    case = raised(team, THREE_AT_NIGHT)
    assert called(case)[2] == {team.ana.id}  # nobody on call, nobody else ahead: straight on to who leads
    assert fresh(case.author_id).next_step_at is not None


def test_a_team_without_any_hours_is_never_silent(cast):
    case = raised(cast, THREE_AT_NIGHT)
    assert set().union(*called(case).values())


def test_a_rota_that_grows_wakes_what_waited_for_the_morning(team):
    policy(team, tier_3=Cover.NOBODY)
    set_nation(team.team, has_rota=True)
    turn(team, team.osei, TEN.replace(day=20, hour=9), TEN.replace(day=20, hour=17))
    case = raised(team, TEN.replace(hour=17, minute=30))
    assert called(case) == {}
    assert case.next_step_at == TEN.replace(day=20, hour=9)
    turn(team, team.osei, TEN.replace(day=18, hour=9), TEN.replace(day=18, hour=17))
    minute(TEN.replace(day=18, hour=9, minute=1))
    minute(TEN.replace(day=18, hour=9, minute=2))
    assert called(case)[0] == {team.osei.id}


@pytest.mark.parametrize(
    ("late", "due"),
    [
        # The clocks go back on Sunday 25 October 2026: the team reads from midnight to four, which is five hours.
        (dt.datetime(2026, 10, 25, 0, 58, tzinfo=dt.UTC), dt.datetime(2026, 10, 25, 1, 3, tzinfo=dt.UTC)),
        # They go forward on Sunday 28 March 2027: one o'clock is two o'clock.
        (dt.datetime(2027, 3, 28, 0, 58, tzinfo=dt.UTC), dt.datetime(2027, 3, 28, 1, 3, tzinfo=dt.UTC)),
    ],
)
def test_five_minutes_are_five_minutes_when_the_clocks_change(cast, late, due):
    make_hours(cast.team, 7, opens=dt.time(0), closes=dt.time(4))
    assert staffed.after(cast.team.pk, late, 5 * MINUTE) == due


def test_staffed_time_counts_the_hour_that_comes_twice_and_not_the_one_that_is_missing(cast):
    make_hours(cast.team, 7, opens=dt.time(0), closes=dt.time(4))
    autumn, spring = dt.datetime(2026, 10, 24, 23, tzinfo=dt.UTC), dt.datetime(2027, 3, 28, 0, tzinfo=dt.UTC)
    assert staffed.after(cast.team.pk, autumn, 5 * HOUR) == autumn + 5 * HOUR
    assert staffed.after(cast.team.pk, spring, 3 * HOUR) == spring + 3 * HOUR
    assert staffed.after(cast.team.pk, spring, 3 * HOUR + MINUTE) > spring + 24 * HOUR


@contextmanager
def own_clock_says(when):
    """The machine's clock is wrong; the database's is not."""
    with time_machine.travel(when, tick=False):
        yield


@pytest.mark.req("R002-21")
@pytest.mark.parametrize("wrong_by", [3 * HOUR, -3 * HOUR])
def test_a_clock_that_jumps_calls_nobody_early_and_nobody_late(cast, wrong_by):
    """Real database time here: a process whose clock is hours off still keeps the five minutes."""
    from kith.kernel.clock import database_now

    start = database_now()
    with own_clock_says(start + wrong_by):
        author = uuid.uuid4()
        write(cast.team.pk, 3, author=author)
        sweep()
    case = fresh(author)
    first = called(case)
    assert abs(case.opened_at - start) < MINUTE
    with own_clock_says(start + 2 * wrong_by):
        sweep()
    assert called(case) == first
    with acting_as(HOUSE):
        Case.objects.update(next_step_at=start - MINUTE)
    with own_clock_says(start - 9 * HOUR):
        sweep()
    assert called(case) != first or fresh(author).next_step_at > start


def policy(cast, **tiers):
    covers = {"tier_4": Cover.NOBODY, "tier_3": Cover.NOBODY, "tier_2": Cover.NOBODY, **tiers}
    with acting_as(HOUSE):
        return UnstaffedPolicy.objects.create(
            team=cast.team,
            version=1,
            words="We read this in the morning.",
            signed_by_id=cast.ana.id,
            signed_at=TEN,
            **covers,
        )


VERBS = st.lists(
    st.sampled_from(["write", "take", "keep", "hand back", "hand over", "close", "minute", "quarter", "hour"]),
    max_size=14,
)


@given(VERBS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_no_case_is_silent_and_no_state_is_left_by_a_wrong_door(team, verbs):
    """A random walk: every open case is either held by somebody for a while, or has somebody called next."""
    clock, author = TEN, uuid.uuid4()
    raised_one = False
    for verb in verbs:
        clock += {"minute": MINUTE, "quarter": 16 * MINUTE, "hour": HOUR}.get(verb, dt.timedelta(seconds=5))
        with at(clock):
            if verb == "write":
                write(team.team.pk, 3, author=author)
                raised_one = True
            elif raised_one:
                _do(team, author, verb)
            sweep()
            with acting_as(HOUSE):
                for case in Case.objects.filter(author_id=author):
                    _is_sound(case, clock)


def _do(team, author, verb):
    with acting_as(HOUSE):
        case = Case.objects.filter(author_id=author).order_by("-opened_at").first()
    before = case.state
    try:
        if verb == "take":
            actions.acknowledge(by=team.osei, case=case)
        elif verb == "keep":
            actions.keep_case(by=team.osei, case=case)
        elif verb == "hand back":
            actions.hand_back(by=team.osei, case=case, words="x")
        elif verb == "hand over":
            actions.hand_over(by=team.osei, case=case, to_id=team.dana.id, words="x")
        elif verb == "close":
            actions.close_case(by=team.osei, case=case, code="spoke", words="x")
    except (NotPossible, Refused):
        with acting_as(HOUSE):
            assert Case.objects.get(pk=case.pk).state == before
    except NotFromHere as error:  # a door that the lifecycle does not have was tried without being asked
        raise AssertionError from error


def _is_sound(case, clock):
    assert case.state in CASE.transitions
    if case.state == CaseState.CLOSED:
        assert case.next_step_at is None
    elif case.state == CaseState.WAITING:
        assert case.next_step_at is not None
        assert case.next_step_at > clock
    else:
        assert case.taken_until > clock


def test_one_case_that_cannot_be_dealt_with_keeps_no_other_waiting(team, monkeypatch):
    """The first of two overdue cases breaks something; the second is called about all the same."""
    first, second = raised(team, TEN), raised(team, TEN)
    real = reactions.call_next

    def call_next(*, by, case):
        if case.pk == first.pk:
            raise RuntimeError("broken")
        return real(by=by, case=case)

    monkeypatch.setattr(reactions, "call_next", call_next)
    minute(TEN + 5 * MINUTE)
    assert set(called(first)) == {0}
    assert set(called(second)) == {0, 1}


def test_in_the_first_hour_the_team_sees_what_came_in_meanwhile(team):
    for when, tier in ((THREE_AT_NIGHT, 0), (THREE_AT_NIGHT, 1), (TEN, 0)):
        with at(when):
            write(team.team.pk, tier)
    nine = THREE_AT_NIGHT.replace(hour=9)
    with at(nine + 10 * MINUTE), acting_as(team.osei):
        one = meanwhile(team.osei)[0]
        assert (one.texts, one.mentions) == (2, 1)
        assert one.until_at == nine
        assert "While nobody was here" in team.client(team.osei).get("/desk/alerts").content.decode()
    with at(nine + 70 * MINUTE), acting_as(team.osei):
        assert meanwhile(team.osei) == []
    with at(nine + 10 * MINUTE), acting_as(team.nadia):
        assert meanwhile(team.nadia) == []
    policy(team, sweeps_first_hour=False)
    with at(nine + 10 * MINUTE), acting_as(team.osei):
        assert meanwhile(team.osei) == []


def test_who_can_be_called_is_not_there(cast):
    """A promise rests on who reads, not on who would come if called."""
    make_hours(cast.team)
    set_nation(cast.team, has_rota=True)
    turn(cast, cast.osei, TEN, TEN + HOUR, Task.ON_CALL)
    assert not staffed.is_staffed(cast.team.pk, TEN)
    turn(cast, cast.osei, TEN + HOUR, TEN + 2 * HOUR)
    assert staffed.is_staffed(cast.team.pk, TEN + HOUR)

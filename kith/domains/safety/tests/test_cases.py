"""Working at a case: one claim that runs out, hand-over, outcome, and who never sees it."""

import datetime as dt
import uuid

import pytest

from kith.domains.people.actions import link_one_human
from kith.domains.people.models import Person
from kith.domains.people.tests.factories import make_member, make_pseudonym, make_staff, make_team
from kith.domains.safety import actions
from kith.domains.safety.models import Alert, Case, CaseState, HandOver, Outcome
from kith.domains.safety.queries import cases as queries
from kith.domains.safety.tests.factories import HOUSE
from kith.domains.safety.tests.words import verdict, write
from kith.kernel.access import Refused
from kith.kernel.acting import acting_as
from kith.kernel.clock import at, database_now
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
NINE = dt.datetime(2026, 11, 17, 9, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def case_of(author: uuid.UUID | None = None, team=None, tier: int = 3, **more) -> Case:
    """A case of one alert."""
    author = author or uuid.uuid4()
    write(team.pk if team else make_team().pk, tier, author=author, **more)
    with acting_as(HOUSE):
        return Case.objects.get(author_id=author)


def fresh(case: Case) -> Case:
    with acting_as(HOUSE):
        return Case.objects.get(pk=case.pk)


@pytest.mark.req("R002-21")
def test_who_says_i_have_it_stops_the_clock_and_nobody_else_can(cast):
    dana = make_staff("Dana Cole", "clinician", team=cast.team)
    case = case_of()
    actions.acknowledge(by=cast.osei, case=case)
    taken = fresh(case)
    assert (taken.state, taken.taken_by_id, taken.next_step_at, taken.due_at) == ("taken", cast.osei.id, None, None)
    with acting_as(HOUSE):
        assert Alert.objects.get().acknowledged_by_id == cast.osei.id
    with pytest.raises(NotPossible, match="Somebody else"):
        actions.acknowledge(by=dana, case=case)


def test_a_claim_runs_out_unless_somebody_works_at_it(cast):
    dana = make_staff("Dana Cole", "clinician", team=cast.team)
    with at(NINE):
        case = case_of()
        actions.acknowledge(by=cast.osei, case=case)
    with at(NINE + 10 * MINUTE):
        actions.look_at_case(by=cast.osei, case=fresh(case))
    with at(NINE + 24 * MINUTE):
        assert actions.take_back(by=HOUSE, case=case).state == CaseState.TAKEN
        with pytest.raises(NotPossible):
            actions.acknowledge(by=dana, case=case)
    with at(NINE + 26 * MINUTE):
        back = actions.take_back(by=HOUSE, case=case)
        assert (back.state, back.taken_by_id) == (CaseState.WAITING, None)
        assert back.next_step_at is not None
        assert actions.acknowledge(by=dana, case=case).taken_by_id == dana.id


def test_a_claim_that_ran_out_can_be_taken_before_the_sweep_comes(cast):
    dana = make_staff("Dana Cole", "clinician", team=cast.team)
    with at(NINE):
        case = case_of()
        actions.acknowledge(by=cast.osei, case=case)
    with at(NINE + 16 * MINUTE):
        assert actions.acknowledge(by=dana, case=case).taken_by_id == dana.id
        with pytest.raises(Refused):
            actions.keep_case(by=cast.osei, case=case)


def test_it_can_be_kept_for_an_hour_for_a_long_talk(cast):
    with at(NINE):
        case = case_of()
        actions.acknowledge(by=cast.osei, case=case)
        assert actions.keep_case(by=cast.osei, case=case).taken_until == NINE + 60 * MINUTE
        actions.look_at_case(by=cast.osei, case=fresh(case))
    assert fresh(case).taken_until == NINE + 60 * MINUTE


def test_new_words_in_a_case_that_somebody_has_ring_at_them(cast):
    with at(NINE):
        case = case_of()
        actions.acknowledge(by=cast.osei, case=case)
    with at(NINE + 5 * MINUTE):
        write(cast.team.pk, 4, author=case.author_id)
        assert fresh(case).taken_by_id == cast.osei.id
        assert actions.call_next(by=HOUSE, case=case) == [cast.osei.id]
        with pytest.raises(NotPossible, match="New words"):
            actions.close_case(by=cast.osei, case=case, code="spoke", words="Spoke on the phone.")
    with at(NINE + 11 * MINUTE):  # nobody came: now it waits for anybody
        actions.call_next(by=HOUSE, case=case)
        assert fresh(case).state == CaseState.WAITING


def test_handing_back_keeps_the_words_and_starts_the_clock(cast):
    case = case_of()
    actions.acknowledge(by=cast.osei, case=case)
    with pytest.raises(NotPossible):
        actions.hand_back(by=cast.osei, case=case, words=" ")
    actions.hand_back(by=cast.osei, case=case, words="Rang twice.")
    assert fresh(case).state == CaseState.WAITING
    assert fresh(case).next_step_at is not None
    with acting_as(HOUSE):
        assert HandOver.objects.get().words == "Rang twice."
    with acting_as(cast.osei):
        assert [one.words for one, _giver, _taker in queries.hand_overs_of(cast.osei, case)] == ["Rang twice."]


def test_handing_over_gives_it_to_one_and_calls_them(cast):
    dana = make_staff("Dana Cole", "clinician", team=cast.team)
    case = case_of()
    actions.acknowledge(by=cast.osei, case=case)
    assert (dana.id, "Dana Cole") in queries.who_could_take(cast.osei, case)
    actions.hand_over(by=cast.osei, case=case, to_id=dana.id, words="She expects a call.")
    assert fresh(case).taken_by_id == dana.id
    with pytest.raises(NotPossible):
        actions.hand_over(by=dana, case=case, to_id=cast.carys.id, words="x")


@pytest.mark.req("R002-21")
def test_closing_needs_an_outcome_and_words_and_ends_the_case(cast):
    case = case_of()
    actions.acknowledge(by=cast.osei, case=case)
    for code, words in (("", "x"), ("better", "x"), ("spoke", " ")):
        with pytest.raises(NotPossible):
            actions.close_case(by=cast.osei, case=case, code=code, words=words)
    actions.close_case(by=cast.osei, case=case, code="spoke", words="We spoke. She is with her sister.")
    with acting_as(HOUSE):
        assert Outcome.objects.get().words == "We spoke. She is with her sister."
        assert Alert.objects.get().screened.seen_by_id == cast.osei.id
    assert fresh(case).state == CaseState.CLOSED
    write(cast.team.pk, 2, author=case.author_id)
    with acting_as(HOUSE):
        assert Case.objects.filter(author_id=case.author_id).count() == 2


def test_members_other_teams_and_those_for_whom_they_act_see_nothing(cast):
    case = case_of()
    for viewer in (cast.heron, cast.nadia, cast.carys, cast.osei.on_behalf(cast.heron.id, "by phone")):
        with acting_as(viewer):
            assert queries.case_of(viewer, case.pk) is None
            assert queries.open_cases(viewer) == []
    with acting_as(cast.osei):
        assert queries.case_of(cast.osei, case.pk) == case


def test_the_database_itself_keeps_others_out(cast):
    """The access layer is not asked at all here."""
    case = case_of(away_from=(cast.osei.id,))
    for viewer in (cast.heron, cast.nadia, cast.osei):
        with acting_as(viewer):
            assert not Case._base_manager.filter(pk=case.pk).exists()
            assert not Alert._base_manager.exists()
    with acting_as(cast.priya):  # of the same team, and it is not about her: the coarse wall lets her through
        assert Case._base_manager.filter(pk=case.pk).exists()


@pytest.mark.req("R002-20")
def test_what_is_said_about_staff_never_reaches_their_team(cast):
    officer = make_staff("Ana Reyes", "safety_officer", team=make_team("Eastmere early psychosis team"))
    about = verdict(3, "safeguarding", "safeguarding.staff_did")
    case = case_of(verdict=about)
    assert case.is_apart
    with acting_as(cast.osei):
        assert queries.case_of(cast.osei, case.pk) is None
    called = actions.call_next(by=HOUSE, case=case)
    assert called == [officer.id]
    with acting_as(officer):
        assert queries.case_of(officer, case.pk) == case
    assert actions.acknowledge(by=officer, case=case).taken_by_id == officer.id


def test_whoever_it_is_about_loses_a_case_they_have(cast):
    case = case_of()
    actions.acknowledge(by=cast.osei, case=case)
    write(cast.team.pk, 3, author=case.author_id, away_from=(cast.osei.id,))
    assert fresh(case).state == CaseState.WAITING
    with pytest.raises(Refused):
        actions.look_at_case(by=cast.osei, case=case)
    assert cast.osei.id not in actions.call_next(by=HOUSE, case=case)


def test_a_colleagues_own_words_go_outside_their_team(cast):
    """Leah works in a team, and is also a member whose rooms that team looks after."""
    leah = make_member("Leah Thwaite")
    handle = make_pseudonym(leah.id).id
    link_one_human(by=HOUSE, person=Person.objects.get(pk=leah.id), other_id=cast.osei.id)
    case = case_of(author=handle)
    assert case.is_apart
    dana = make_staff("Dana Cole", "clinician", team=cast.team)
    for viewer in (cast.osei, dana):
        with acting_as(viewer):
            assert queries.open_cases(viewer) == []
    assert not {cast.osei.id, dana.id} & set(actions.call_next(by=HOUSE, case=case))


def test_a_refusal_is_written_down(cast):
    case = case_of()
    with pytest.raises(Refused):
        actions.acknowledge(by=cast.carys, case=case)
    assert AuditEntry.objects.filter(use_case="safety.acknowledge", outcome="refused", actor_id=cast.carys.id).exists()


def test_moderators_see_it_and_leave_answering_to_clinicians(cast):
    mo = make_staff("Mo Idris", "moderator", team=cast.team)
    case = case_of()
    actions.look_at_case(by=mo, case=case)
    with pytest.raises(Refused):
        actions.acknowledge(by=mo, case=case)


def test_a_moderator_can_bring_words_to_the_duty_clinician(cast):
    mo = make_staff("Mo Idris", "moderator", team=cast.team)
    write(cast.team.pk, 0)
    with acting_as(HOUSE):
        from kith.domains.safety.models import Screened

        row = Screened.objects.get()
    actions.bring_to_duty(by=mo, screened=row)
    with acting_as(HOUSE):
        assert Alert.objects.get().tier == 3


def test_forty_alerts_from_eleven_people_are_eleven_rows(cast):
    authors = [make_pseudonym(make_member(f"Member {n}").id).id for n in range(11)]
    for number in range(40):
        write(cast.team.pk, 2 + number % 3, author=authors[number % 11])
    with acting_as(cast.osei):
        rows = queries.open_cases(cast.osei)
    assert len(rows) == 11
    assert sum(row.alerts for row in rows) == 40
    assert [row.tier for row in rows] == sorted((row.tier for row in rows), reverse=True)
    assert all(row.handle for row in rows)


def test_the_desk_asks_the_same_number_of_questions_however_much_waits(cast, constant_queries):
    def desk():
        with acting_as(cast.osei):
            return queries.desk(cast.osei)

    constant_queries(lambda: write(cast.team.pk, 3), desk)


def test_raised_and_acknowledged_stand_in_database_time(cast):
    with at(NINE):
        case = case_of()
        assert database_now() == NINE
    with acting_as(HOUSE):
        assert case.alerts.get().raised_at == NINE

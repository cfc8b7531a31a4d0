"""Words by one of the team, and words about one of them: never before whom they concern, and no desk stirs there."""

import pytest

from kith.domains.people.tests.factories import make_staff, make_team
from kith.domains.safety import actions, deciding
from kith.domains.safety.models import Case, Screened, Why
from kith.domains.safety.queries import cases as queries
from kith.domains.safety.queries.moderation import queue
from kith.domains.safety.tests.desk import Desk, DeskPort
from kith.domains.safety.tests.factories import HOUSE, a_minute_passes
from kith.domains.safety.tests.words import verdict, write, written
from kith.kernel import bus
from kith.kernel.acting import acting_as
from kith.kernel.contributions import ports

pytestmark = pytest.mark.django_db
ABOUT_STAFF = verdict(3, "safeguarding", "safeguarding.staff")


@pytest.fixture
def desk(cast, monkeypatch):
    port = DeskPort()
    monkeypatch.setitem(ports, port.kind, port)
    monkeypatch.setattr(deciding, "drawn", lambda: False)
    cast.officer = make_staff("Ana Reyes", "safety_officer", team=make_team("Eastmere early psychosis team"))
    return Desk(cast, port)


@pytest.fixture
def woken(monkeypatch):
    """The desks that were told to look again."""
    told: list[str] = []
    monkeypatch.setattr(bus, "tell", lambda topic, key="": told.append(topic))
    return told


def said(desk, words, verdict_, **more):
    it = desk.port.write(desk.handle(desk.cast.heron), words)
    write(desk.team.pk, author=it.author_id, kind=desk.port.kind, contribution_id=it.id, verdict=verdict_, **more)
    return desk.row(it.id)


def case_about(screened):
    with acting_as(HOUSE):
        return Case.objects.get(alerts__screened=screened)


@pytest.mark.req("R002-20")
def test_what_one_of_the_team_writes_is_never_theirs_to_look_after(desk):
    row = said(desk, "I am so tired", verdict(0), staff_id=desk.mo.id)
    for who, sees in ((desk.mo, False), (desk.yan, True)):
        with acting_as(who):
            assert (row.pk in {item.row.pk for item in queue(who).items}) is sees


def test_where_it_worries_it_goes_outside_their_team(desk):
    row = said(desk, "I cannot go on", verdict(3), staff_id=desk.mo.id)
    case = case_about(row)
    assert case.is_apart
    assert set(actions.call_next(by=HOUSE, case=case)) == {desk.cast.officer.id}
    for who in (desk.mo, desk.yan, desk.osei):
        with acting_as(who):
            assert queries.case_of(who, case.pk) is None


def test_a_worry_that_a_reader_has_about_it_goes_there_too(desk):
    row = said(desk, "All is well", verdict(0), staff_id=desk.mo.id)
    actions.report(by=desk.cast.saffron, screened=row, reason="worried")
    assert case_about(row).is_apart


@pytest.mark.parametrize("words", ["Osei Mensah grabbed me", "the doctor, osei, grabbed me", "O s e i"])
def test_an_accusation_never_goes_to_whom_it_names(desk, words):
    is_named = "grabbed" in words
    row = said(desk, words, ABOUT_STAFF)
    assert (desk.osei.id in row.away_from) is is_named
    assert (desk.osei.id in case_about(row).away_from) is is_named


def test_nor_does_it_when_whom_it_names_answers_for_safety(desk):
    """Else nobody is outside: then somebody who runs the service is called, and never the one it names."""
    row = said(desk, "Ana Reyes touched me", ABOUT_STAFF)
    case = case_about(row)
    called = set(actions.call_next(by=HOUSE, case=case))
    assert called
    assert desk.cast.officer.id not in called
    with acting_as(HOUSE):
        Case.objects.update(next_step=3)
    a_minute_passes()
    assert desk.cast.officer.id not in case_about(row).called


def test_words_changed_into_an_accusation_leave_the_team(desk):
    row = said(desk, "My day", verdict(0))
    now_said = written(
        desk.team.pk, kind=row.kind, contribution_id=row.contribution_id, author=row.author_id, verdict=ABOUT_STAFF
    )
    actions.screen_again(by=HOUSE, written=now_said)
    assert case_about(row).is_apart
    with acting_as(desk.osei):
        assert not Screened.objects.visible_to(desk.osei).filter(pk=row.pk).exists()


def test_only_the_desk_it_goes_to_is_woken(desk, woken):
    row = said(desk, "the nurse grabbed me", ABOUT_STAFF)
    case = case_about(row)
    actions.call_next(by=HOUSE, case=case)
    row = actions.claim(by=desk.cast.officer, screened=desk.fresh(row))
    actions.hide(by=desk.cast.officer, screened=row, version=row.version, why=Why.CARE)
    assert set(woken) == {f"desk:{desk.cast.officer.id}"}


def test_a_desk_stays_still_about_what_its_owner_must_not_see(desk, woken):
    row = desk.write(0, away_from=(desk.mo.id,))
    actions.claim(by=desk.yan, screened=row)
    assert f"desk:{desk.yan.id}" in woken
    assert not {f"desk:{desk.mo.id}", f"desk:{desk.team.pk}"} & set(woken)

"""Asking the team to look: who may, who never sees it, and who is told something later."""

import pytest

from kith.domains.people.tests.factories import make_staff
from kith.domains.safety import actions, deciding
from kith.domains.safety.models import Alert, Case, Report, Screened, Why
from kith.domains.safety.queries.moderation import queue, screened_of
from kith.domains.safety.tests.desk import Desk, DeskPort
from kith.domains.safety.tests.factories import HOUSE
from kith.kernel.access import Refused
from kith.kernel.acting import acting_as
from kith.kernel.contributions import ports
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast, monkeypatch):
    port = DeskPort()
    monkeypatch.setitem(ports, port.kind, port)
    monkeypatch.setattr(deciding, "drawn", lambda: False)
    return Desk(cast, port)


def taken(desk, screened, by=None):
    return actions.claim(by=by or desk.mo, screened=desk.fresh(screened))


def by_the_house(fetch):
    with acting_as(HOUSE):
        return fetch()


def waits(desk, screened, by=None):
    with acting_as(by or desk.mo):
        return screened.pk in {item.row.pk for item in queue(by or desk.mo).items}


# Who may


def test_another_teams_moderator_sees_and_does_nothing(desk):
    row = desk.write(3)
    with acting_as(desk.cast.tom):
        assert screened_of(desk.cast.tom, row.pk) is None
    for act in (actions.claim, actions.unclaim):
        with pytest.raises(Refused):
            act(by=desk.cast.tom, screened=row)


def test_whom_it_is_about_never_sees_it(desk):
    row = desk.write(1)
    actions.report(by=desk.cast.saffron, screened=row, reason="staff", about_id=desk.mo.id)
    with pytest.raises(Refused):
        taken(desk, row, desk.mo)
    assert not waits(desk, row, desk.mo)
    assert waits(desk, row, desk.yan)
    with acting_as(desk.mo):
        assert not Screened.objects.filter(pk=row.pk).exists()  # the second wall says so too
        assert not Report.objects.exists()


def test_only_somebody_of_the_team_can_be_named(desk):
    row = desk.write(1)
    for about, reason in ((desk.cast.tom.id, "staff"), (desk.mo.id, "unkind")):
        with pytest.raises(NotPossible, match="Choose from the list"):
            actions.report(by=desk.cast.saffron, screened=row, reason=reason, about_id=about)


def test_where_nobody_knows_whom_of_the_team_it_goes_outside(desk):
    ana = make_staff("Ana Reyes", "safety_officer", team=desk.cast.tom and next(iter(_teams(desk.cast.tom))))
    row = desk.write(0)
    actions.report(by=desk.cast.saffron, screened=row, reason="staff")
    case = by_the_house(Case.objects.get)
    assert case.is_apart
    for one in (desk.mo, desk.yan, desk.osei, desk.peer):
        assert not waits(desk, row, one)
    from kith.domains.safety.actions import call_next

    call_next(by=HOUSE, case=case)
    assert waits(desk, row, ana)
    mine = taken(desk, row, ana)
    actions.look(by=ana, screened=mine, version=mine.version)


def _teams(viewer):
    from kith.domains.people.models import Team

    return Team.objects.filter(pk__in=viewer.teams)


# Reports


def test_a_worried_reader_brings_it_to_the_duty_clinician(desk):
    row = desk.write(0, "Bye then.")
    actions.report(by=desk.cast.saffron, screened=row, reason="worried", words="This is not like them.")
    assert by_the_house(lambda: Alert.objects.get(screened=row)).tier == 2
    assert waits(desk, row)


def test_the_same_reader_reports_once(desk):
    row = desk.write(0)
    for _ in range(3):
        actions.report(by=desk.cast.saffron, screened=row, reason="unkind")
    assert by_the_house(Report.objects.count) == 1


def test_nobody_reports_themselves_or_what_they_cannot_see(desk):
    row = desk.write(0)
    with pytest.raises(NotPossible, match="You wrote this yourself"):
        actions.report(by=desk.cast.heron, screened=row, reason="unkind")
    with pytest.raises(NotPossible, match="Choose one"):
        actions.report(by=desk.cast.saffron, screened=row, reason="boring")
    desk.port.closed_to.add(desk.cast.saffron.id)
    with pytest.raises(Refused):
        actions.report(by=desk.cast.saffron, screened=row, reason="unkind")
    desk.port.closed_to.clear()
    hidden = taken(desk, row)
    actions.hide(by=desk.mo, screened=hidden, version=hidden.version, why=Why.UNKIND)
    with pytest.raises(Refused):
        actions.report(by=desk.cast.saffron, screened=row, reason="unkind")


def test_staff_report_too_and_whoever_asked_is_told_something(desk):
    row = desk.write(0)
    for who in (desk.cast.saffron, desk.peer):
        actions.report(by=who, screened=row, reason="harmful")
    mine = taken(desk, row)
    actions.look(by=desk.mo, screened=mine, version=mine.version)
    told = by_the_house(lambda: {one.reporter_id: (one.told, one.told_at is not None) for one in Report.objects.all()})
    assert told == {desk.handle(desk.cast.saffron): ("nothing", True), desk.peer.id: ("nothing", True)}

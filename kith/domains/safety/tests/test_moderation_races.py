"""Two moderators press at the same moment: one decides, the other is told so."""

import threading

import pytest
from django.db import connection

from kith.domains.safety import actions, deciding
from kith.domains.safety.models import Decision, Why
from kith.domains.safety.tests.desk import Desk, DeskPort
from kith.domains.safety.tests.factories import HOUSE
from kith.kernel.acting import acting_as
from kith.kernel.contributions import ports
from kith.kernel.use_cases import NotPossible

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("R002-23")]


@pytest.fixture
def desk(cast, monkeypatch):
    port = DeskPort()
    monkeypatch.setitem(ports, port.kind, port)
    monkeypatch.setattr(deciding, "drawn", lambda: False)
    return Desk(cast, port)


def at_once(*deeds):
    """What became of each: done, or why not."""
    start, told = threading.Barrier(len(deeds)), {}

    def press(number, deed):
        try:
            start.wait(10)
            deed()
            told[number] = "done"
        except NotPossible as no:
            told[number] = no.message
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=one) for one in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return [told[number] for number in range(len(deeds))]


def test_of_two_who_take_it_one_has_it(desk):
    row = desk.write(2)
    told = at_once(*(lambda who=who: actions.claim(by=who, screened=row) for who in (desk.mo, desk.yan, desk.osei)))
    assert sorted(one == "done" for one in told) == [False, False, True]
    assert sum("has this until" in one for one in told) == 2


def test_of_two_who_decide_on_what_both_saw_one_does(desk):
    row = desk.write(2)
    told = at_once(
        lambda: actions.hide(by=desk.mo, screened=row, version=row.version, why=Why.UNKIND),
        lambda: actions.look(by=desk.yan, screened=row, version=row.version),
    )
    assert told.count("done") == 1
    assert any("has decided about this" in one for one in told)
    with acting_as(HOUSE):
        assert Decision.objects.count() == 1

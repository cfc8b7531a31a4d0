"""The emergency sheet: filled in by oneself or with somebody of the team, asked again, and seen by nobody else."""

import datetime as dt

import pytest
from django.db import connection

from kith.domains.people import actions
from kith.domains.people.models import EmergencySheet, Person
from kith.domains.people.queries.looks import who_looked
from kith.domains.people.queries.sheet import is_sheet_due, own_sheet, who_bears
from kith.domains.people.tests.factories import make_pseudonym
from kith.kernel.access import Refused, system
from kith.kernel.clock import at, now
from kith.kernel.use_cases import NotPossible

pytestmark = pytest.mark.django_db
SAID = {
    "phone": "0161 496 0000",
    "staying": "With my sister in Eastmere",
    "trusted": "",
    "gp": "",
    "coordinator": "Priya",
}


def person(viewer) -> Person:
    return Person.objects.get(pk=viewer.id)


def test_a_member_writes_it_and_says_in_three_months_that_it_is_still_right(cast):
    client = cast.client(cast.heron)
    assert is_sheet_due(cast.heron)
    assert client.get("/you/emergency-sheet").status_code == 200
    assert client.post("/you/emergency-sheet", SAID).url == "/you"
    assert own_sheet(cast.heron).said == SAID
    assert not is_sheet_due(cast.heron)
    assert "With my sister" in client.get("/you/emergency-sheet").content.decode()
    with at(now() + dt.timedelta(days=90)):
        assert is_sheet_due(cast.heron)
        actions.keep_sheet(by=cast.heron, person=person(cast.heron), said=SAID)
        assert not is_sheet_due(cast.heron)


def test_the_door_to_it_stands_under_you(cast):
    assert "To find you in an emergency" in cast.client(cast.heron).get("/you").content.decode()


def test_staff_write_it_down_with_the_person(cast):
    client = cast.client_for(cast.priya, cast.arthur)
    assert client.post(f"/for/{cast.arthur.id}/you/emergency-sheet", SAID).status_code == 302
    assert own_sheet(cast.arthur).said["coordinator"] == "Priya"


def test_it_is_sealed_in_the_database(cast):
    actions.keep_sheet(by=cast.heron, person=person(cast.heron), said=SAID)
    with connection.cursor() as cursor:
        cursor.execute("SELECT said::text FROM people_emergencysheet")
        assert "sister" not in cursor.fetchone()[0]


def test_nobody_else_writes_or_sees_it(cast):
    with pytest.raises(Refused):
        actions.keep_sheet(by=cast.saffron, person=person(cast.heron), said=SAID)
    actions.keep_sheet(by=cast.heron, person=person(cast.heron), said=SAID)
    for viewer in (cast.saffron, cast.osei, cast.nadia.on_behalf(cast.heron.id, "phone")):
        assert not EmergencySheet.objects.visible_to(viewer).exists()


def test_an_open_account_has_none(cast):
    Person.objects.filter(pk=cast.saffron.id).update(is_open_account=True)
    assert cast.client(cast.saffron).get("/you/emergency-sheet").status_code == 404
    with pytest.raises(NotPossible):
        actions.keep_sheet(by=cast.saffron, person=person(cast.saffron), said=SAID)


def test_who_bears_a_handle_is_told_to_the_house_alone(cast):
    handle = make_pseudonym(cast.heron.id)
    actions.keep_sheet(by=cast.heron, person=person(cast.heron), said=SAID)
    found = who_bears(system("safety"), handle.id)
    assert (found.name, found.sheet.said["phone"]) == ("Hannah Reed", "0161 496 0000")
    assert any("Priya Nair" in team for team in found.teams)
    for viewer in (cast.osei, cast.sam, cast.heron):
        assert who_bears(viewer, handle.id) is None


def test_the_person_is_shown_who_opened_it_unless_that_would_harm_them(cast):
    heron = cast.heron.id
    with pytest.raises(Refused):
        actions.show_sheet(by=cast.sam, opened=actions.Opened(heron, cast.osei.id))
    actions.show_sheet(by=cast.osei, opened=actions.Opened(heron, cast.osei.id, is_telling_harmful=True))
    assert who_looked(cast.heron) == []
    actions.show_sheet(by=cast.osei, opened=actions.Opened(heron, cast.osei.id))
    assert "opened your emergency sheet" in who_looked(cast.heron)[0].deeds[0]

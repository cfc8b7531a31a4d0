"""The duty desk in the browser, without JavaScript."""

import re

import pytest

from kith.domains.people.tests.factories import make_member, make_pseudonym
from kith.domains.safety.models import Case
from kith.domains.safety.tests.factories import HOUSE
from kith.domains.safety.tests.test_cases import case_of
from kith.domains.safety.tests.words import write
from kith.kernel.acting import acting_as
from kith.kernel.contributions import Shown, Surroundings, ports

pytestmark = pytest.mark.django_db


class Port:
    """Stands for the rooms above."""

    kind = "rooms.post"

    def __init__(self):
        self.told = []

    def surroundings(self, viewer, contribution_id):
        it = self._said(contribution_id, "I cannot see a way on.")
        return Surroundings("Willow: Nights", contribution_id, "/rooms/willow", it, [self._said(None, "Hello")], [])

    def of_author(self, viewer, author_id, most):
        return [self._said(None, "I slept a little.")]

    def _said(self, key, body):
        from uuid import uuid4

        from kith.kernel.clock import now

        return Shown(key or uuid4(), uuid4(), "Quiet Heron", "sage-waves-1", body, "visible", now())

    def reply_privately(self, by, contribution_id, words):
        self.told.append(words)

    def forget_original(self, contribution_id):
        pass


@pytest.fixture(autouse=True)
def port(monkeypatch):
    one = Port()
    monkeypatch.setitem(ports, "rooms.post", one)
    return one


@pytest.mark.parametrize(
    ("code", "told", "read"),
    [
        ("not_meant", None, "Your words made us look twice. All is well, and you did nothing wrong."),
        ("not_meant", "It is a good book.", "It is a good book."),
        ("spoke", None, "We read what you wrote. Thank you for telling us. You are not alone with it."),
    ],
)
def test_who_did_not_mean_it_is_told_that_all_is_well(cast, port, code, told, read):
    case = case_of(author=make_pseudonym(make_member("Hannah Reed").id, "Quiet Heron").pk)
    client = cast.client(cast.osei)
    client.post(f"/desk/alerts/{case.pk}/take")
    page = client.get(f"/desk/alerts/{case.pk}/close").content.decode()
    first = re.search(r"<textarea[^>]*name=\"told\"[^>]*>\s*(.*?)\s*</textarea>", page, re.DOTALL)[1]
    client.post(f"/desk/alerts/{case.pk}/close", {"code": code, "words": "Read in full.", "told": told or first})
    assert port.told == [read]


@pytest.mark.req("R002-21")
def test_from_a_worrying_post_to_an_outcome(cast, port):
    handle = make_pseudonym(make_member("Hannah Reed").id, "Quiet Heron")
    case = case_of(author=handle.pk, tier=4)
    client = cast.client(cast.osei)
    page = client.get("/desk/alerts").content.decode()
    assert "Quiet Heron" in page
    assert "Now" in page
    assert "Hannah" not in page
    page = client.get(f"/desk/alerts/{case.pk}").content.decode()
    for words in ("I cannot see a way on.", "Willow: Nights", "I slept a little.", "I have it"):
        assert words in page
    assert "Hannah" not in page
    assert client.post(f"/desk/alerts/{case.pk}/take").url == f"/desk/alerts/{case.pk}"
    page = client.get("/desk/alerts").content.decode()
    assert "You have these" in page
    assert client.post(f"/desk/alerts/{case.pk}/keep").status_code == 302
    answer = client.post(f"/desk/alerts/{case.pk}/close", {"code": "", "words": ""})
    assert answer.status_code == 422
    given = {"code": "spoke", "words": "We spoke for a while.", "told": "We read what you wrote."}
    assert client.post(f"/desk/alerts/{case.pk}/close", given).status_code == 302
    page = client.get(f"/desk/alerts/{case.pk}").content.decode()
    assert "Peer rooms, alert about Quiet Heron" in page
    assert "We spoke for a while." in page
    assert "ask for time with your supervisor" in page
    assert port.told == ["We read what you wrote."]
    assert "Quiet Heron" in client.get("/desk/alerts/closed").content.decode()


def test_handing_over_and_the_end_of_a_turn(cast):
    case = case_of()
    client = cast.client(cast.osei)
    client.post(f"/desk/alerts/{case.pk}/take")
    assert str(case.pk) in client.get("/desk/alerts/hand-over").content.decode()
    assert client.get(f"/desk/alerts/{case.pk}/hand-over").status_code == 200
    assert client.post(f"/desk/alerts/{case.pk}/hand-over", {"to": "", "words": ""}).status_code == 422
    given = {"to": str(cast.priya.id), "words": "Expects a call at four."}
    assert client.post(f"/desk/alerts/{case.pk}/hand-over", given).url == "/desk/alerts"
    assert "nothing to hand over" in client.get("/desk/alerts/hand-over").content.decode()
    assert "Expects a call at four." in cast.client(cast.priya).get(f"/desk/alerts/{case.pk}").content.decode()


@pytest.mark.parametrize("path", ["", "/take", "/keep", "/hand-over", "/close"])
def test_for_everybody_else_it_is_not_there(cast, path):
    case = case_of(away_from=(cast.osei.id,))
    gone = cast.client(cast.carys).post("/desk/alerts/6f1b9c1e-1111-4111-8111-111111111111/take")
    for viewer in (cast.heron, cast.nadia, cast.carys, cast.osei):
        answer = (
            cast.client(viewer).post(f"/desk/alerts/{case.pk}{path}")
            if path
            else cast.client(viewer).get(f"/desk/alerts/{case.pk}")
        )
        assert answer.status_code == 404
    assert gone.status_code == 404
    with acting_as(HOUSE):
        assert Case.objects.get().state == "waiting"


def test_the_list_shows_only_ones_own_teams(cast):
    write(cast.team.pk, 3)
    assert "Nothing is waiting." in cast.client(cast.nadia).get("/desk/alerts").content.decode()
    assert "Nothing is waiting." not in cast.client(cast.osei).get("/desk/alerts").content.decode()

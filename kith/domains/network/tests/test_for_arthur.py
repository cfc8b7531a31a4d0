"""A whole session for a man without a phone: his link worker does all of it with him, and it is all his."""

import pytest

from kith.domains.network import queries
from kith.domains.network.tests import factories as make
from kith.domains.network.tests.test_ideas import HOME, make_listing
from kith.domains.people.queries import what_matters
from kith.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(cast):
    return cast.client_for(cast.priya, cast.arthur)


@pytest.mark.req("R000-4", "R000-15", "R003-8")
def test_from_an_empty_map_to_the_paper_he_takes_home(cast, browser):
    make_listing("Brass for Beginners", "music", "music")
    make_listing("Allotment", "gardening", "nature")
    base = f"/for/{cast.arthur.id}"

    def press(path: str, **said: object):
        answer = browser.post(f"{base}{path}", said)
        assert answer.status_code == 302, answer.content.decode()[:2000]
        assert answer["Location"].startswith(base)
        return answer

    def look(path: str) -> str:
        answer = browser.get(f"{base}{path}", follow=True)
        assert answer.status_code == 200
        return answer.content.decode()

    for name, kind, circle in make.TWELVE[:3]:
        press("/map/ties", name=name, kind=kind, circle=circle)
    press("/map/ties", name="Zebedee", kind="family", circle="outer", is_hard="on")
    assert "Zebedee" not in look("/map")
    mum = next(row for row in queries.board(cast.arthur).rows if row.name == "Mum")
    press(f"/map/ties/{mum.id}/circle", circle="middle", version=4)
    press("/map/undo", version=5)
    press("/map/reflect", lift="A brass band", version=0)
    press("/map/finish")
    press("/map/what-matters/likes", likes="gardening")
    press("/map/what-matters/where", postcode=HOME, go="stop")
    page = look("/map/ideas")
    assert "Because you said you like gardening." in page
    assert "Add to my plan" in page
    paper = look("/map/print?names=initials")
    assert "M." in paper
    assert "Zebedee" not in paper

    own = queries.board(cast.arthur)
    assert [(row.name, str(row.circle)) for row in own.rows] == [(n, c) for n, _k, c in make.TWELVE[:3]]
    assert [row.name for row in own.private] == ["Zebedee"]
    assert queries.reflections(cast.arthur)["lift"].words == "A brass band"
    assert [said.words for said in what_matters(cast.arthur).likes] == ["gardening"]
    done = AuditEntry.objects.filter(use_case__startswith="network.")
    assert set(done.values_list("actor_id", "subject_id", "acting_how")) == {
        (cast.priya.id, cast.arthur.id, "by phone, read back")
    }


def test_a_worker_who_does_not_work_with_him_finds_nothing(cast):
    browser = cast.client_for(cast.nadia, cast.arthur)
    for path in ("/map", "/map/reflect", "/map/what-matters", "/map/ideas", "/map/print"):
        assert browser.get(f"/for/{cast.arthur.id}{path}").status_code == 404

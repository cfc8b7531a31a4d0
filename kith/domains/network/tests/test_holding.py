"""The person's copy is whole, with the picture; and what is erased is gone."""

from xml.etree import ElementTree as ET

import pytest

from kith.domains.network import actions, holding
from kith.domains.network.models import Change, NetworkMap, Reflection, Tie
from kith.domains.network.tests import factories as make
from kith.kernel.records import records

pytestmark = [pytest.mark.django_db, pytest.mark.req("R002-26")]


@pytest.fixture
def drawn(cast):
    make.make_tie(cast.heron, "Jo", "friend", "inner", words="Kind", contact="weekly")
    gone = make.make_tie(cast.heron, "Ex", "friend", "outer", is_hard=True)
    network_map = make.make_map(cast.heron)
    actions.remove_tie(by=cast.heron, network_map=network_map, tie_id=gone.pk, version=2)
    make.make_tie(cast.heron, "Gran & co", "missed", "middle", is_private=True)
    actions.reflect(by=cast.heron, network_map=network_map, answers={"hard": "Nights"})
    return cast.heron


def test_everything_is_in_it_also_what_is_private_or_can_be_taken_back(drawn):
    assert "network" in {one.domain for one in records}
    copy = holding.everything_about(drawn.id)
    assert {tie["name"] for tie in copy["on_the_map"]} == {"Jo", "Gran & co"}
    assert {tie["note"] for tie in copy["on_the_map"]} == {"Kind", None}
    assert "Ex" in str(copy["can_be_taken_back"])
    assert copy["answers"] == [{"question": "hard", "words": "Nights", "is_private": True}]


def test_the_picture_is_a_file_of_its_own(drawn):
    root = ET.fromstring(holding.picture(drawn.id))  # noqa: S314  (our own)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    text = ET.tostring(root, encoding="unicode")
    assert "Jo" in text
    assert "http://www.w3.org/1999/xlink" not in text


def test_nobody_elses_is_in_it(cast, drawn):
    make.make_tie(cast.saffron, "Canary")
    assert "Canary" not in str(holding.everything_about(drawn.id))
    assert holding.everything_about(cast.arthur.id) == {}


def test_erased_is_gone(cast, drawn):
    make.make_tie(cast.saffron, "Stays")
    holding.erase(drawn.id)
    for model in (NetworkMap, Tie, Change, Reflection):
        assert not model.objects.filter(person_id=drawn.id).exists()
    assert Tie.objects.count() == 1

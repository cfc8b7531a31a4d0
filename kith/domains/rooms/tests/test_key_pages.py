"""Keys on the page of somebody one works with."""

from __future__ import annotations

import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from kith.domains.people.models import Person
from kith.domains.rooms import queries
from kith.domains.rooms.actions import give_key
from kith.domains.rooms.models import Key, KeyKind
from kith.domains.rooms.tests import factories as make


@pytest.fixture
def house(cast: SimpleNamespace) -> SimpleNamespace:
    """Willow for members, Elm for who waits, of the team that works with Heron and Arthur."""
    here = make.make_community("valley", team=cast.team)
    return SimpleNamespace(
        willow=make.make_room("willow", community=here), elm=make.make_room("elm", community=here, for_whom="waiting")
    )


def address(viewer: Any, rest: str = "") -> str:
    return reverse("rooms:key-give" if rest == "/give" else "rooms:keys", args=[viewer.id]) + rest.removeprefix("/give")


def give(cast: Any, room: Any, kind: str) -> Key:
    return give_key(by=cast.osei, person=Person.objects.get(pk=cast.heron.id), room=room, kind=kind)


@pytest.mark.req("R002-3")
def test_a_key_is_given_after_both_names_were_read_back(house: Any, cast: Any) -> None:
    desk = cast.client(cast.priya)
    typed = {"room": "willow", "kind": "care", "age_band": "adult", "reason": "Agreed on Monday"}
    check = desk.post(address(cast.heron, "/give"), typed).content.decode()
    assert "Read it back" in check
    assert "Hannah Reed" in check
    assert "Willow" in check
    assert "They use the service" in check
    assert "no end" in check
    assert not Key.objects.exists()
    assert desk.post(address(cast.heron, "/give"), {**typed, "sure": "yes"})["Location"] == address(cast.heron)
    shown = desk.get(address(cast.heron)).content.decode()
    assert "Willow" in shown
    assert "Agreed on Monday" in shown
    assert "Priya Nair" in shown


def test_why_they_hold_it_is_asked_in_the_language_of_the_page(house: Any, cast: Any) -> None:
    asked = cast.client(cast.priya).get(f"/cy{address(cast.heron, '/give')}").content.decode()
    assert "They use the service" not in asked


def test_what_is_missing_or_not_possible_is_said_on_the_form(house: Any, cast: Any) -> None:
    desk = cast.client(cast.priya)
    assert desk.get(address(cast.heron, "/give")).status_code == 200
    wrong = {"room": "willow", "kind": "waiting", "age_band": "adult", "sure": "yes"}
    answer = desk.post(address(cast.heron, "/give"), wrong)
    assert answer.status_code == 422
    assert b"Choose the kind of key that fits" in answer.content
    young = desk.post(address(cast.heron, "/give"), {**wrong, "kind": "care", "age_band": "under_18"})
    assert b"18 or over" in young.content
    assert not Key.objects.exists()


@pytest.mark.req("R002-31")
def test_a_waiting_key_is_changed_and_not_taken_back(house: Any, cast: Any) -> None:
    key, desk = give(cast, house.elm, KeyKind.WAITING), cast.client(cast.priya)
    end = address(cast.heron, f"/{key.pk}/end")
    assert b"change this key into another" in desk.get(end).content
    assert desk.post(end).status_code == 422
    desk.post(address(cast.heron, f"/{key.pk}"), {"room": "willow", "kind": "care"})
    assert {room.slug for room in queries.open_rooms(cast.heron)} == {"willow"}
    assert b"changed into another" in desk.get(address(cast.heron)).content


def test_a_key_is_taken_back_after_one_more_question(house: Any, cast: Any) -> None:
    key, desk = give(cast, house.willow, KeyKind.CARE), cast.client(cast.priya)
    end = address(cast.heron, f"/{key.pk}/end")
    assert desk.get(end).status_code == 200
    assert queries.open_rooms(cast.heron)
    assert desk.post(end)["Location"] == address(cast.heron)
    assert queries.open_rooms(cast.heron) == []
    mistake = give(cast, house.elm, KeyKind.WAITING)
    desk.post(address(cast.heron, f"/{mistake.pk}/end"), {"mistake": "yes"})
    assert queries.open_rooms(cast.heron) == []


@pytest.mark.req("R002-16")
def test_the_page_never_tells_the_handle_or_whether_they_went_in(house: Any, cast: Any) -> None:
    profile = make.make_profile(cast.heron, shown_name="Quiet Heron")
    give(cast, house.willow, KeyKind.CARE)
    make.make_topic(house.willow, profile, "Hello")
    shown = cast.client(cast.osei).get(address(cast.heron)).content.decode()
    assert "Quiet Heron" not in shown
    assert str(profile.pk) not in shown


def test_whoever_does_not_work_with_them_finds_nothing(house: Any, cast: Any) -> None:
    key = give(cast, house.willow, KeyKind.CARE)
    for viewer in (cast.nadia, cast.tom, cast.sam, cast.heron):
        client = cast.client(viewer)
        nothing = client.get("/there-is-nothing-here").content
        for rest in ("", "/give", f"/{key.pk}", f"/{key.pk}/end"):
            answer = client.get(address(cast.heron, rest))
            assert (answer.status_code, answer.content) == (404, nothing), (viewer, rest)
    desk = cast.client(cast.priya)
    for rest in (f"/{uuid.uuid4()}", f"/{uuid.uuid4()}/end"):
        assert desk.get(address(cast.heron, rest)).status_code == 404
    assert desk.get(address(cast.arthur, f"/{key.pk}")).status_code == 404, "a key of somebody else"


def test_the_persons_page_leads_there(house: Any, cast: Any) -> None:
    shown = cast.client(cast.priya).get(f"/desk/people/{cast.heron.id}").content.decode()
    assert address(cast.heron) in shown
    assert cast.client(cast.priya).get(address(cast.arthur, "/give")).status_code == 200

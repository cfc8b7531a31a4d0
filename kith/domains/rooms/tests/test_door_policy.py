"""Who may do what at the doors: every row against everybody of the cast, with a key and without."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from kith.domains.people.models import Person
from kith.domains.people.tests import factories as people
from kith.domains.rooms.models import Key, PlaceNotice, Profile, Reader
from kith.domains.rooms.tests import factories as make
from kith.kernel.access import Viewer, may, system
from kith.kernel.clock import now

INSIDE = {"heron", "osei", "mo"}
"""Heron holds a key; Dr Osei is a clinician of the house, Mo its moderator."""
TEAM, ADMIN, GIVERS = {"osei", "mo"}, {"sam"}, {"priya", "osei"}
OWN_PROFILE = (
    "describe_oneself", "mute", "unmute", "block", "unblock", "mute_words", "take_a_break", "come_back_early",
    "show_that_one_has_been_there", "choose_what_stays",
)  # fmt: skip
ROWS: list[tuple[str, str, set[str]]] = [
    *((row, "room", INSIDE) for row in ("enter", "show_oneself", "agree", "propose_words")),
    *((row, "room", ADMIN) for row in ("change_room", "keep_rooms_apart", "let_clinicians_read", "name_reader")),
    *((row, "house", ADMIN) for row in ("change_look", "open_community", "write_agreement", "add_room")),
    ("set_up_community", "nothing", ADMIN),
    ("put_up_notice", "room", ADMIN | TEAM),
    ("take_down_notice", "notice", ADMIN | TEAM),
    ("end_reader", "reader", ADMIN),
    ("give_key", "person", GIVERS),
    *((row, "key", GIVERS) for row in ("convert_key", "take_back_key")),
    ("give_back_key", "key", {"heron"}),
    *((row, "profile", {"heron"}) for row in OWN_PROFILE),
    ("forget_old", "nothing", set()),
]


@pytest.fixture
def house(cast: SimpleNamespace) -> SimpleNamespace:
    """One of each thing that a row may be about; Heron holds the key and the profile."""
    cast.mo = people.make_staff("Mo Derby", "moderator", team=cast.team)
    here = make.make_community("valley", team=cast.team)
    room = make.make_room("willow", community=here)
    key: Key = make.make_key(cast.heron, room)
    profile: Profile = make.make_profile(cast.heron)
    return SimpleNamespace(
        nothing=None,
        house=here,
        room=room,
        key=key,
        profile=profile,
        person=Person.objects.get(pk=cast.heron.id),
        notice=PlaceNotice.objects.create(room=room, words="Tea.", at=now()),
        reader=Reader.objects.create(room=room, person_id=cast.nadia.id, why="x", from_at=now().replace(year=2090)),
    )


def everybody(cast: Any) -> dict[str, Viewer]:
    return {name: one for name, one in vars(cast).items() if isinstance(one, Viewer)}


@pytest.mark.req("R002-4")
@pytest.mark.req("R002-5")
@pytest.mark.parametrize(("row", "about", "who"), ROWS, ids=[row for row, _about, _who in ROWS])
def test_a_row_lets_in_whom_it_names_and_nobody_else(
    house: Any, cast: Any, row: str, about: str, who: set[str]
) -> None:
    thing = getattr(house, about)
    assert {name for name, viewer in everybody(cast).items() if may(viewer, f"rooms.{row}", thing)} == who


@pytest.mark.parametrize(("row", "about"), [(row, about) for row, about, _who in ROWS if row != "forget_old"])
def test_nobody_does_it_for_somebody_else(house: Any, cast: Any, row: str, about: str) -> None:
    for worker in (cast.priya, cast.osei, cast.sam):
        assert not may(worker.on_behalf(cast.heron.id, "by phone"), f"rooms.{row}", getattr(house, about))


@pytest.mark.parametrize("row", ["set_up_community", "write_agreement", "give_key", "forget_old"])
def test_the_house_does_some_of_it_by_itself(house: Any, row: str) -> None:
    assert may(system("tests"), f"rooms.{row}", house.person)

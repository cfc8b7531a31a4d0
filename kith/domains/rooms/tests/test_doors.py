"""Which doors stand open to whom, and that a closed one cannot be told from none."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from kith.domains.people.tests import factories as people
from kith.domains.rooms import queries
from kith.domains.rooms.models import KeyKind, Reader
from kith.domains.rooms.tests import factories as make
from kith.kernel.access import ANYONE, Viewer
from kith.kernel.clock import now

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def house(cast: SimpleNamespace) -> SimpleNamespace:
    """Two communities: one room for its members, one for their carers, one elsewhere; and the living room."""
    here = make.make_community("valley", team=cast.team)
    there = make.make_community("harbour")
    return SimpleNamespace(
        here=here,
        there=there,
        willow=make.make_room("willow", community=here),
        hazel=make.make_room("hazel", community=here, for_whom="carers"),
        aspen=make.make_room("aspen", community=there),
        living=make.make_living_room(),
    )


def _open(viewer: Viewer) -> set[str]:
    return {room.slug for room in queries.open_rooms(viewer)}


@pytest.mark.req("R002-4")
@pytest.mark.req("R002-30")
def test_a_key_opens_its_room_and_the_living_room_and_nothing_else(house: Any, cast: Any) -> None:
    make.make_key(cast.heron, house.willow)
    make.make_key(cast.saffron, house.hazel, KeyKind.CARER)
    assert _open(cast.heron) == {"willow", "living-room"}
    assert _open(cast.saffron) == {"hazel", "living-room"}
    assert _open(cast.leah_member) == set()
    assert queries.open_room(cast.heron, "willow").community == house.here
    assert queries.open_room(cast.heron, "hazel") is None
    assert queries.open_room(cast.heron, "no-such-room") is None


@pytest.mark.req("R002-4")
def test_a_key_opens_only_between_its_days(house: Any, cast: Any) -> None:
    make.make_key(cast.heron, house.willow, from_at=now() + HOUR)
    make.make_key(cast.saffron, house.willow, from_at=now() - 2 * HOUR, until_at=now() - HOUR)
    make.make_key(cast.leah_member, house.willow, ended_at=now(), ended_how="revoked")
    assert _open(cast.heron) == _open(cast.saffron) == _open(cast.leah_member) == set()


@pytest.mark.req("R002-5")
def test_staff_open_the_rooms_of_their_own_service_if_their_role_reads_there(house: Any, cast: Any) -> None:
    moderator = people.make_staff("Mo Derby", "moderator", team=cast.team)
    assert _open(moderator) == _open(cast.osei) == {"willow", "hazel", "living-room"}
    assert _open(cast.priya) == set(), "a link worker of the team holds no room"
    assert _open(cast.tom) == set(), "a moderator of another team"


@pytest.mark.req("R002-5")
def test_a_role_counts_only_in_the_team_where_it_is_held(house: Any, cast: Any) -> None:
    both = people.make_staff("Io Bell", "evaluator", team=cast.team)
    people.RoleHeld.objects.create(person_id=both.id, role="clinician", team=house.there.team, from_at=now())
    both = people.viewer_of_person(both.id, "staff")
    assert _open(both) == {"aspen", "living-room"}


@pytest.mark.req("R003-46")
def test_clinicians_read_a_room_only_where_and_from_when_it_says_so(house: Any, cast: Any) -> None:
    house.willow.clinicians_read = False
    house.willow.save()
    house.hazel.clinicians_from_at = now() + HOUR
    house.hazel.save()
    assert _open(cast.osei) == set()
    Reader.objects.create(room=house.willow, person_id=cast.osei.id, why="Supports the group", from_at=now())
    assert _open(cast.osei) == {"willow", "living-room"}


def test_nobody_enters_before_the_community_was_opened_or_when_a_room_is_shut(house: Any, cast: Any) -> None:
    make.make_key(cast.heron, house.willow)
    house.here.opened_at = None
    house.here.save()
    assert _open(cast.heron) == _open(cast.osei) == set()


def test_nobody_enters_for_somebody_else_nor_signed_out(house: Any, cast: Any) -> None:
    make.make_key(cast.heron, house.willow)
    assert _open(cast.osei.on_behalf(cast.heron.id, "by phone")) == set()
    assert _open(ANYONE) == set()
    assert queries.me(cast.osei.on_behalf(cast.heron.id, "by phone")) is None


def test_my_own_profile_is_my_handle_and_the_teams_is_their_name(house: Any, cast: Any) -> None:
    assert queries.me(cast.heron) is None
    mine, theirs = make.make_profile(cast.heron), make.make_profile(cast.osei)
    make.make_profile(cast.saffron)
    assert queries.me(cast.heron) == mine
    assert queries.me(cast.osei) == theirs
    assert mine.person_id is None


def test_the_clock_that_runs_is_that_of_the_rooms_team_or_of_the_oldest_key(house: Any, cast: Any) -> None:
    make.make_key(cast.heron, house.aspen, given_at=now() - HOUR)
    make.make_key(cast.heron, house.willow)
    assert queries.team_of(cast.heron, house.willow) == cast.team.id
    assert queries.team_of(cast.heron, house.living) == house.there.team_id
    assert queries.team_of(cast.osei, house.living) == cast.team.id
    with pytest.raises(LookupError):
        queries.team_of(cast.saffron, house.living)


def test_however_many_rooms_the_questions_stay_the_same(house: Any, cast: Any, constant_queries: Any) -> None:
    def one_more() -> None:
        make.make_key(cast.heron, make.make_room(community=house.here))

    constant_queries(one_more, lambda: queries.open_rooms(cast.heron))

"""Keys: who may give which, what converts them, what keeps rooms apart, and that ending one is told at once."""

from __future__ import annotations

import datetime as dt
import uuid
from types import SimpleNamespace
from typing import Any

import pytest

from kith.domains.notices.models import Notice
from kith.domains.people.models import Person
from kith.domains.people.tests import factories as people
from kith.domains.rooms import queries
from kith.domains.rooms.actions import convert_key, give_back_key, give_key, take_back_key
from kith.domains.rooms.models import Exclusion, Key
from kith.domains.rooms.tests import factories as make
from kith.kernel.access import Refused
from kith.kernel.acting import acting_as
from kith.kernel.clock import now
from kith.kernel.models import AuditEntry
from kith.kernel.use_cases import NotPossible

DAY = dt.timedelta(days=1)


@pytest.fixture
def house(cast: SimpleNamespace) -> SimpleNamespace:
    """A house with two rooms that exclude each other, one for carers, one for those who wait; and one elsewhere."""
    here = make.make_community("valley", team=cast.team)
    willow, rowan = make.make_room("willow", community=here), make.make_room("rowan", community=here)
    one, other = sorted([willow, rowan], key=lambda room: room.pk)
    Exclusion.objects.create(one=one, other=other)
    return SimpleNamespace(
        here=here,
        willow=willow,
        rowan=rowan,
        hazel=make.make_room("hazel", community=here, for_whom="carers"),
        elm=make.make_room("elm", community=here, for_whom="waiting"),
        aspen=make.make_room("aspen", community=make.make_community("harbour")),
        living=make.make_living_room(),
    )


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was told to open streams."""
    heard: list[str] = []
    monkeypatch.setattr("kith.kernel.bus.tell", lambda topic, key="": heard.append(topic))
    return heard


def person(viewer: Any) -> Person:
    return Person.objects.get(pk=viewer.id)


def give(by: Any, to: Any, room: Any, kind: str = "care", **more: Any) -> Key:
    return give_key(by=by, person=person(to), room=room, kind=kind, **more)


def notices(kind: str = "key_given") -> list[uuid.UUID]:
    with acting_as(make.TESTS):
        return list(Notice.objects.filter(kind=kind).values_list("person_id", flat=True))


def test_who_gets_a_key_is_told_that_there_is_something_new_and_no_more(house: Any, cast: Any) -> None:
    first = give(cast.osei, cast.heron, house.willow)
    assert notices() == [cast.heron.id]
    convert_key(by=cast.osei, key=first, room=house.willow, kind="alumni")
    assert notices() == [cast.heron.id] * 2


def test_nobody_is_told_of_a_door_that_they_cannot_open_yet(house: Any, cast: Any) -> None:
    give(cast.osei, cast.heron, house.willow, from_at=now() + dt.timedelta(days=3))
    give(cast.osei, cast.arthur, house.willow)
    assert notices() == []


@pytest.mark.req("R002-3")
@pytest.mark.req("R002-4")
@pytest.mark.parametrize("who", ["priya", "osei"])
def test_clinicians_and_link_workers_who_work_with_somebody_give_keys(
    house: Any, cast: Any, told: Any, who: str
) -> None:
    key = give(getattr(cast, who), cast.heron, house.willow, reason="Agreed at the first meeting")
    assert queries.open_room(cast.heron, "willow") == house.willow
    assert (key.given_by_id, key.reason, key.age_band) == (
        getattr(cast, who).id,
        "Agreed at the first meeting",
        "adult",
    )
    assert told == [f"doors:{cast.heron.id}"]
    line = AuditEntry.objects.get(use_case="rooms.give_key")
    assert line.subject_id == cast.heron.id
    assert "Agreed" not in str(line.facts)


@pytest.mark.req("R002-3")
@pytest.mark.parametrize("who", ["nadia", "leah_worker", "tom", "carys", "lin", "sam", "heron", "saffron"])
def test_nobody_else_gives_keys(house: Any, cast: Any, who: str) -> None:
    with pytest.raises(Refused):
        give(getattr(cast, who), cast.heron, house.willow)
    assert not Key.objects.exists()


def test_a_clinician_who_does_not_work_with_them_gives_none(house: Any, cast: Any) -> None:
    with pytest.raises(Refused):
        give(cast.osei, cast.saffron, house.willow)


def test_a_room_of_a_house_that_does_not_know_them_cannot_be_given(house: Any, cast: Any) -> None:
    with pytest.raises(NotPossible) as refusal:
        give(cast.priya, cast.heron, house.aspen)
    assert refusal.value.field == "room"
    assert house.aspen not in queries.rooms_to_give(cast.priya, cast.heron.id)
    elsewhere = people.make_staff("Una Frost", "clinician", team=house.aspen.community.team)
    people.make_involvement(elsewhere, cast.heron)
    assert give(cast.priya, cast.heron, house.aspen).room == house.aspen


def test_the_living_room_has_no_key_of_its_own(house: Any, cast: Any) -> None:
    with pytest.raises(NotPossible):
        give(cast.priya, cast.heron, house.living)


@pytest.mark.req("R002-30")
@pytest.mark.parametrize(
    ("room", "kind"),
    [("willow", "carer"), ("willow", "waiting"), ("hazel", "care"), ("hazel", "waiting"), ("elm", "care")],
)
def test_a_kind_of_key_opens_only_rooms_for_such_people(house: Any, cast: Any, room: str, kind: str) -> None:
    with pytest.raises(NotPossible) as refusal:
        give(cast.priya, cast.heron, getattr(house, room), kind)
    assert refusal.value.field == "kind"


def test_a_key_has_a_beginning_and_an_end(house: Any, cast: Any) -> None:
    key = give(cast.priya, cast.heron, house.willow, from_at=now() + DAY, until_at=now() + 3 * DAY)
    assert queries.open_room(cast.heron, "willow") is None
    assert queries.keys_of(cast.priya, cast.heron.id)[0].begins_later == key.from_at
    for until in (now() - DAY, now()):
        with pytest.raises(NotPossible):
            give(cast.priya, cast.heron, house.hazel, "carer", until_at=until)


def test_nobody_under_18_and_nobody_twice(house: Any, cast: Any) -> None:
    with pytest.raises(NotPossible):
        give(cast.priya, cast.heron, house.willow, age_band="under_18")
    give(cast.priya, cast.heron, house.willow)
    with pytest.raises(NotPossible):
        give(cast.priya, cast.heron, house.willow)


def test_a_key_whose_days_are_over_can_be_given_again(house: Any, cast: Any) -> None:
    old = make.make_key(cast.heron, house.willow, from_at=now() - 2 * DAY, until_at=now() - DAY)
    assert give(cast.priya, cast.heron, house.willow) != old
    old.refresh_from_db()
    assert (old.ended_how, old.ended_at) == ("over", old.until_at)


@pytest.mark.req("R002-6")
def test_two_rooms_kept_apart_need_a_clinicians_reason(house: Any, cast: Any) -> None:
    give(cast.priya, cast.heron, house.willow)
    with pytest.raises(NotPossible) as refusal:
        give(cast.priya, cast.heron, house.rowan, both_reason="She asked")
    assert "Only a clinician" in refusal.value.message
    with pytest.raises(NotPossible) as refusal:
        give(cast.osei, cast.heron, house.rowan, both_reason="  ")
    assert refusal.value.field == "both_reason"
    key = give(cast.osei, cast.heron, house.rowan, both_reason="Moves between the two")
    assert key.both_reason == "Moves between the two"
    assert AuditEntry.objects.filter(use_case="rooms.give_key", facts__both=True).count() == 1


@pytest.mark.req("R002-6")
def test_a_key_that_ended_keeps_nothing_apart(house: Any, cast: Any) -> None:
    take_back_key(by=cast.priya, key=give(cast.priya, cast.heron, house.willow))
    assert give(cast.priya, cast.heron, house.rowan).room == house.rowan


@pytest.mark.req("R002-6")
def test_converting_into_the_excluded_room_needs_no_reason_when_the_first_ends_with_it(house: Any, cast: Any) -> None:
    new = convert_key(by=cast.priya, key=give(cast.priya, cast.heron, house.willow), room=house.rowan, kind="care")
    assert {one.slug for one in queries.open_rooms(cast.heron)} == {"rowan", "living-room"}
    assert new.was.ended_how == "converted"


@pytest.mark.req("R002-31")
def test_waiting_needs_no_diagnosis_and_being_assessed_takes_nothing_away(house: Any, cast: Any, told: Any) -> None:
    waiting = give(cast.priya, cast.heron, house.elm, "waiting")
    assert waiting.reason is None
    with pytest.raises(NotPossible) as refusal:
        take_back_key(by=cast.priya, key=waiting)
    assert "being assessed" in refusal.value.message
    assert queries.open_room(cast.heron, "elm") == house.elm
    new = convert_key(by=cast.priya, key=waiting, room=house.willow, kind="care")
    waiting.refresh_from_db()
    assert (waiting.ended_how, waiting.became) == ("converted", new)
    assert {one.slug for one in queries.open_rooms(cast.heron)} == {"willow", "living-room"}
    assert told.count(f"doors:{cast.heron.id}") == 3


@pytest.mark.req("R002-31")
def test_a_key_given_to_the_wrong_person_can_always_be_taken_back(house: Any, cast: Any) -> None:
    waiting = give(cast.priya, cast.heron, house.elm, "waiting")
    take_back_key(by=cast.priya, key=waiting, is_mistake=True)
    waiting.refresh_from_db()
    assert waiting.ended_how == "mistake"
    assert queries.open_rooms(cast.heron) == []


def test_a_conversion_that_fails_ends_nothing(house: Any, cast: Any) -> None:
    waiting = give(cast.priya, cast.heron, house.elm, "waiting")
    with pytest.raises(NotPossible):
        convert_key(by=cast.priya, key=waiting, room=house.hazel, kind="care")
    waiting.refresh_from_db()
    assert waiting.ended_at is None


@pytest.mark.req("R002-32")
def test_who_finishes_keeps_the_room_with_an_alumni_key(house: Any, cast: Any) -> None:
    key = give(cast.priya, cast.heron, house.willow, until_at=now() + DAY)
    assert not queries.may_say_has_been_there(cast.heron)
    alumni = convert_key(by=cast.priya, key=key, room=house.willow, kind="alumni")
    assert alumni.until_at is None
    assert queries.open_room(cast.heron, "willow") == house.willow
    assert queries.may_say_has_been_there(cast.heron)


def test_one_gives_back_ones_own_key_and_no_others(house: Any, cast: Any, told: Any) -> None:
    key = give(cast.priya, cast.heron, house.willow)
    with pytest.raises(Refused):
        give_back_key(by=cast.saffron, key=key)
    give_back_key(by=cast.heron, key=key)
    assert queries.open_rooms(cast.heron) == []
    assert told[-1] == f"doors:{cast.heron.id}"
    with pytest.raises(NotPossible):
        take_back_key(by=cast.priya, key=key)


def test_keys_are_seen_by_their_holder_and_who_works_with_them(house: Any, cast: Any) -> None:
    key = give(cast.priya, cast.heron, house.willow, reason="Words for the team")
    assert [row.reason for row in queries.keys_of(cast.osei, cast.heron.id)] == ["Words for the team"]
    assert queries.room_key(cast.heron, key.pk) == key
    for other in (cast.saffron, cast.nadia, cast.sam):
        assert queries.keys_of(other, cast.heron.id) == []
        assert queries.room_key(other, key.pk) is None


def test_however_many_keys_the_questions_stay_the_same(house: Any, cast: Any, constant_queries: Any) -> None:
    def one_more() -> None:
        give(cast.priya, cast.heron, make.make_room(community=house.here), reason="Because")

    constant_queries(one_more, lambda: queries.keys_of(cast.osei, cast.heron.id))

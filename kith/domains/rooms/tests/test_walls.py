"""The second wall: with the first one switched off, the database itself shows nothing of rooms that are closed.

Each proof has its control: the same question answered by the house, or with the wall taken down, finds the words.
"""

from __future__ import annotations

import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from kith.domains.people.models import RoleHeld
from kith.domains.people.queries import viewer_of_person
from kith.domains.people.tests import factories as people
from kith.domains.rooms.models import Aside, GroupWords, Line, Post, Reader, Room, Topic, Whisper, rooms_open_to
from kith.domains.rooms.tests import factories as make
from kith.kernel import roles
from kith.kernel.access import ANYONE, Viewer, system
from kith.kernel.acting import acting_as
from kith.kernel.clock import now

pytestmark = pytest.mark.django_db
HOUSE = system("tests")
BEHIND = (Topic, Post, Line, Whisper, Aside, GroupWords)


@pytest.fixture
def house(cast: SimpleNamespace) -> SimpleNamespace:
    """Two houses with a room each, and in each room one of everything that hangs behind the wall."""
    here, there = make.make_community("valley", team=cast.team), make.make_community("harbour")
    willow, aspen = make.make_room("willow", community=here), make.make_room("aspen", community=there)
    make.make_key(cast.heron, willow)
    make.make_key(cast.saffron, aspen)
    host = make.make_profile(cast.osei)
    for room, member in ((willow, cast.heron), (aspen, cast.saffron)):
        fill(room, make.make_profile(member), host)
    return SimpleNamespace(here=here, there=there, willow=willow, aspen=aspen, living=make.make_living_room())


def fill(room: Room, author: Any, host: Any) -> None:
    topic = make.make_topic(room, author, f"Title in {room.slug}", f"Body in {room.slug}")
    with acting_as(HOUSE):
        post = Post.objects.get(topic=topic)
        line = Line.objects.create(
            room=room, author=author, seq=1, body="Line", written_at=now(), sent_key=uuid.uuid4()
        )
        Whisper.objects.create(room=room, to=author, by=host, about=line, body="Whisper", at=now())
        Aside.objects.create(room=room, post=post, to=author, by=host, body="Aside", at=now())
        GroupWords.objects.create(room=room, author=author, body="Words", written_at=now())


def seen(viewer: Viewer, model: Any) -> set[str]:
    """The rooms from which the database shows rows of this table, with the first wall switched off."""
    with acting_as(viewer):
        return set(model._base_manager.values_list("room__slug", flat=True))


@pytest.mark.req("R002-4")
@pytest.mark.req("R002-6")
@pytest.mark.parametrize("model", BEHIND, ids=lambda model: model.__name__)
def test_without_the_first_wall_only_ones_own_rooms_are_seen(house: Any, cast: Any, model: Any) -> None:
    assert seen(cast.heron, model) == {"willow"}
    assert seen(cast.saffron, model) == {"aspen"}
    assert seen(cast.leah_member, model) == set()
    assert seen(cast.osei, model) == {"willow"}
    assert seen(cast.priya, model) == set(), "a link worker reads no room"
    assert seen(cast.tom, model) == set(), "a moderator of another house"
    assert seen(ANYONE, model) == set()
    assert seen(HOUSE, model) == {"willow", "aspen"}, "the control: the rows are there"


@pytest.mark.parametrize("model", BEHIND, ids=lambda model: model.__name__)
def test_outside_of_anybodys_name_everything_looks_empty(house: Any, model: Any) -> None:
    assert model._base_manager.count() == 0


@pytest.mark.parametrize("model", BEHIND, ids=lambda model: model.__name__)
def test_the_control_with_the_wall_taken_down_everything_is_seen(house: Any, cast: Any, model: Any) -> None:
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("RESET ROLE")
        cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE ROW LEVEL SECURITY")
        cursor.execute(f"SET ROLE {roles.WEB}")
        assert seen(cast.heron, model) == {"willow", "aspen"}, "or this proof proves nothing"
        transaction.set_rollback(True)


def test_nobody_writes_into_a_room_that_is_closed_to_them(house: Any, cast: Any) -> None:
    author = make.make_profile(cast.heron)
    fields = {"author": author, "title": "x", "opened_at": now(), "last_at": now()}
    with acting_as(cast.heron):
        assert Topic.objects.create(room=house.willow, **fields).pk
    for viewer in (cast.heron, cast.osei):
        with pytest.raises(DatabaseError, match="row-level security"), acting_as(viewer):
            Topic.objects.create(room=house.aspen, **fields)
    with acting_as(cast.heron):
        assert Topic._base_manager.filter(room=house.aspen).update(title="mine now") == 0


def test_nobody_moves_what_is_theirs_through_the_wall(house: Any, cast: Any) -> None:
    with pytest.raises(DatabaseError, match="row-level security"), acting_as(cast.heron):
        Post._base_manager.update(room=house.aspen)


@pytest.mark.req("R002-4")
def test_an_ended_key_closes_both_walls_at_once(house: Any, cast: Any) -> None:
    house.willow.keys.update(ended_at=now(), ended_how="revoked")
    assert seen(cast.heron, Post) == set()


@pytest.mark.req("R002-5")
def test_both_walls_agree_about_everybody(house: Any, cast: Any) -> None:
    house.aspen.clinicians_read = False
    house.aspen.save()
    both = people.make_staff("Io Bell", "evaluator", team=cast.team)
    RoleHeld.objects.create(person_id=both.id, role="clinician", team=house.there.team, from_at=now())
    named = people.make_staff("Ada Reed", "facilitator", team=cast.team)
    Reader.objects.create(room=house.aspen, person_id=named.id, why="Supports the group", from_at=now())
    peer = people.make_staff("Per Moss", "peer_worker", team=house.there.team)
    everybody = [vars(cast)[name] for name in vars(cast) if isinstance(vars(cast)[name], Viewer)]
    for viewer in [*everybody, viewer_of_person(both.id, "staff"), named, peer, ANYONE]:
        with acting_as(viewer), connection.cursor() as cursor:
            cursor.execute("SELECT unnest(kith_rooms())")
            within = {row[0] for row in cursor.fetchall()}
        assert within == set(Room._base_manager.filter(pk__in=rooms_open_to(viewer)).values_list("pk", flat=True))
    assert seen(named, Post) == seen(peer, Post) == {"aspen"}
    assert seen(viewer_of_person(both.id, "staff"), Post) == set()


def test_everything_written_in_a_room_stands_behind_the_wall() -> None:
    """A table that points to a room and holds words, and that nobody thought of, is found here."""
    open_to_all = {"Exclusion", "PlaceNotice", "Reader", "Entry", "Key", "Hosting", "Slowing", "LineCount"}
    models = apps.get_app_config("rooms").get_models()
    pointing = {model for model in models if any(f.related_model is Room for f in model._meta.concrete_fields)}
    assert {model.__name__ for model in pointing} - open_to_all == {model.__name__ for model in BEHIND}
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        walled = {row[0] for row in cursor.fetchall()}
    assert {model._meta.db_table for model in BEHIND} <= walled

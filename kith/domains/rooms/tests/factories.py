"""Rooms for tests, made directly by the house: communities with their rooms, keys, profiles, topics, posts."""

from __future__ import annotations

import itertools
import uuid
from typing import TYPE_CHECKING, Any

from kith.domains.people.queries import own_handle
from kith.domains.people.tests import factories as people
from kith.domains.rooms.models import (
    Agreed,
    Agreement,
    Community,
    Key,
    KeyKind,
    Post,
    Profile,
    Room,
    RoomKind,
    Side,
    Topic,
)
from kith.kernel.access import Viewer, system
from kith.kernel.acting import acting_as
from kith.kernel.clock import now

if TYPE_CHECKING:
    from kith.domains.people.models import Team

TESTS = system("tests")
_names = itertools.count(1)


def make_community(code: str = "valley", *, team: Team | None = None, **fields: Any) -> Community:
    """An opened community with an agreement; its team is one of its own unless another is given."""
    team = team or people.make_team(f"Team of {code}")
    fields.setdefault("opened_at", now())
    with acting_as(TESTS):
        found, is_new = Community.objects.get_or_create(
            code=code, defaults={"name": code.title(), "team": team, **fields}
        )
        if is_new:
            make_agreement(found)
    return found


def make_agreement(community: Community, *lines: str) -> Agreement:
    """The next version of a community's agreement."""
    version = community.agreements.count() + 1
    return Agreement.objects.create(
        community=community, version=version, lines=list(lines) or ["We are kind to each other."], from_at=now()
    )


def make_room(slug: str = "", *, community: Community | None = None, **fields: Any) -> Room:
    slug = slug or f"room-{next(_names)}"
    fields = {"name": slug.title(), "opening": "A place to talk.", "inside": "For people who like to talk."} | fields
    with acting_as(TESTS):
        return Room.objects.create(slug=slug, community=community or make_community(), **fields)


def make_living_room(slug: str = "living-room", **fields: Any) -> Room:
    fields = {"name": "Living room", "opening": "Live chat.", "inside": "Everybody with a key sits here."} | fields
    with acting_as(TESTS):
        return Room.objects.create(slug=slug, kind=RoomKind.LIVING_ROOM, for_whom="everybody", **fields)


def make_key(viewer: Viewer, room: Room, kind: str = KeyKind.CARE, **fields: Any) -> Key:
    """A live key of this member."""
    fields = {"given_at": now(), "from_at": now()} | fields
    with acting_as(TESTS):
        return Key.objects.create(person_id=viewer.id, room=room, kind=kind, **fields)


def make_profile(viewer: Viewer, *, agrees: bool = True, **fields: Any) -> Profile:
    """As whom the viewer is seen; they have agreed to every agreement there is, unless told otherwise."""
    with acting_as(TESTS):
        profile = _team_profile(viewer, fields) if viewer.is_staff else _member_profile(viewer, fields)
        if agrees:
            for agreement in Agreement.objects.all():
                Agreed.objects.get_or_create(profile=profile, agreement=agreement)
    return profile


def _team_profile(viewer: Viewer, fields: dict[str, Any]) -> Profile:
    defaults = {"side": Side.TEAM, "shown_name": f"Team {next(_names)}", "avatar": "00000000"} | fields
    return Profile.objects.get_or_create(person_id=viewer.id, defaults=defaults)[0]


def _member_profile(viewer: Viewer, fields: dict[str, Any]) -> Profile:
    handle_id = own_handle(viewer) or people.make_pseudonym(viewer.id).id
    defaults = {"side": Side.MEMBER, "shown_name": f"Handle {next(_names)}", "avatar": "00000000"} | fields
    return Profile.objects.get_or_create(pk=handle_id, defaults=defaults)[0]


def make_topic(room: Room, author: Profile, title: str = "Hello", body: str = "A first word.", **fields: Any) -> Topic:
    """A topic with its first post."""
    fields = {"opened_at": now(), "last_at": now()} | fields
    with acting_as(TESTS):
        topic = Topic.objects.create(room=room, author=author, title=title, **fields)
        make_post(topic, author, body)
    return topic


def make_post(topic: Topic, author: Profile, body: str = "A reply.", **fields: Any) -> Post:
    fields = {"html": f"<p>{body}</p>", "written_at": now()} | fields
    with acting_as(TESTS):
        topic.last_seq += 1
        topic.save(update_fields=["last_seq"])
        return Post.objects.create(
            id=uuid.uuid4(), room_id=topic.room_id, topic=topic, author=author, seq=topic.last_seq, body=body, **fields
        )

"""Two houses of one trust, with their rooms, members and teams: the ground on which isolation is proved.

North belongs to the team of Heron's care and has three rooms: alder and hazel exclude each other, rowan is for carers.
South has birch. Everybody with a key also sits in the living room.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.db import connection

from kith.domains.people.models import Team
from kith.domains.people.tests import factories as people
from kith.domains.rooms.models import Exclusion, Room
from kith.domains.rooms.tests import factories as make
from kith.domains.safety.tests.factories import make_numbers
from kith.kernel.access import Viewer

NORTH_STAFF = ("osei", "mona", "pip")
SOUTH_STAFF = ("clara", "tom", "leah_worker")
INSIDE = {
    "alder": ("heron", "wren", *NORTH_STAFF),
    "hazel": ("iris", *NORTH_STAFF),
    "rowan": ("ruth", *NORTH_STAFF),
    "birch": ("saffron", "finch", *SOUTH_STAFF),
}
MEMBERS = ("heron", "wren", "iris", "ruth", "saffron", "finch")
INSIDE["living-room"] = (*MEMBERS, *NORTH_STAFF, *SOUTH_STAFF)
OUTSIDE = ("priya", "nadia", "carys", "lin", "sam", "leah_member", "arthur")
"""Nobody of these holds a key, or a role that opens a room."""


def build(cast: SimpleNamespace) -> SimpleNamespace:
    """The houses, and everybody in them by name: `houses.rooms["alder"]`, `houses.profiles["heron"]`."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # within one test's transaction, doors move on at once
    south = Team.objects.get(name="Eastmere early psychosis team")
    make_numbers()
    _more_people(cast, south)
    north_house = make.make_community("north", team=cast.team)
    south_house = make.make_community("south", team=south)
    rooms = {
        "alder": make.make_room("alder", community=north_house),
        "hazel": make.make_room("hazel", community=north_house),
        "rowan": make.make_room("rowan", community=north_house, for_whom="carers"),
        "birch": make.make_room("birch", community=south_house),
        "living-room": make.make_living_room(),
    }
    one, other = sorted((rooms["alder"], rooms["hazel"]), key=lambda room: room.pk)
    Exclusion.objects.create(one=one, other=other)
    keys = {
        who: make.make_key(getattr(cast, who), rooms[slug], "carer" if slug == "rowan" else "care")
        for slug in ("alder", "hazel", "rowan", "birch")
        for who in INSIDE[slug]
        if who in MEMBERS
    }
    profiles = {who: make.make_profile(getattr(cast, who)) for who in (*MEMBERS, *NORTH_STAFF, *SOUTH_STAFF)}
    return SimpleNamespace(cast=cast, rooms=rooms, profiles=profiles, keys=keys, north=cast.team, south=south)


def _more_people(cast: SimpleNamespace, south: Team) -> None:
    for who, name in (
        ("wren", "Wilma Otter"),
        ("iris", "Ilse Marten"),
        ("ruth", "Ruth Badger"),
        ("finch", "Fay Stoat"),
    ):
        setattr(cast, who, people.make_member(name))
    cast.mona = people.make_staff("Mona Field", "moderator", team=cast.team)
    cast.pip = people.make_staff("Pip Hollow", "peer_worker", team=cast.team)
    cast.clara = people.make_staff("Clara Moor", "clinician", team=south)
    cast.ana = people.make_staff("Ana Reyes", "safety_officer", team=south)


def viewer(houses: SimpleNamespace, who: str) -> Viewer:
    found: Viewer = getattr(houses.cast, who)
    return found


def room(houses: SimpleNamespace, slug: str) -> Room:
    """Read afresh, as a page would."""
    return Room._base_manager.select_related("community").get(pk=houses.rooms[slug].pk)


def client(houses: SimpleNamespace, who: str) -> Any:
    return houses.cast.client(getattr(houses.cast, who))

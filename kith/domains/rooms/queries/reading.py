"""Who reads a room, who of the team is there now, and when somebody next is: the words of every header (R003-46)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from kith.domains.people.queries import names_of
from kith.domains.rooms.models import Profile, Side
from kith.domains.rooms.queries.doors import team_of
from kith.domains.safety.queries import Away, Promise, next_read, unstaffed_words
from kith.kernel import prepared
from kith.kernel.access import Viewer, system
from kith.kernel.clock import now

if TYPE_CHECKING:
    import uuid

    from kith.domains.rooms.models import Room

HERE_FOR = dt.timedelta(minutes=10)
HOST_IS_GONE_AFTER = dt.timedelta(seconds=45)
HOUSE = system("rooms say who reads")
# Hosts first; who only looked in, in that order; then who is named as a reader.
_INSIDE = b"""
SELECT s.is_reader, s.room_id, s.person_id, s.until_at, p.shown_name, p.role FROM (
  SELECT false AS is_reader, room_id, person_id, until_at, NULL::timestamptz AS at FROM rooms_hosting
  WHERE room_id = ANY(%(rooms)s) AND ended_at IS NULL AND until_at > %(at)s AND last_here_at >= %(hosted)s
  UNION ALL SELECT false, room_id, person_id, NULL, last_at FROM rooms_entry
  WHERE room_id = ANY(%(rooms)s) AND last_at >= %(entered)s
  UNION ALL SELECT true, room_id, person_id, NULL, from_at FROM rooms_reader
  WHERE room_id = ANY(%(rooms)s) AND from_at <= %(at)s AND (until_at IS NULL OR until_at > %(at)s)
) AS s LEFT JOIN rooms_profile p ON p.person_id = s.person_id
ORDER BY s.is_reader, s.at NULLS FIRST
"""


@dataclass(frozen=True)
class Here:
    """Somebody of the team who is in the room now."""

    name: str
    role: str
    until_at: dt.datetime | None = None
    """Until when they said that they would stay; None where they only look in."""


@dataclass(frozen=True)
class ReadingFacts:
    """What a room says about who reads it, before anybody writes."""

    who: str
    here: list[Here] = field(default_factory=list)
    promise: Promise = field(default_factory=Promise)
    away: Away = field(default_factory=Away)
    """What the team says of the hours in which nobody reads; empty while somebody does, or looks in."""
    reads_first: bool = False

    @property
    def is_somebody_here(self) -> bool:
        return bool(self.here)


def reading_facts(viewer: Viewer, room: Room) -> ReadingFacts:
    """Who reads this room, who of the team is here, and when what is written now will be read."""
    inside = _inside([room])
    team_id = team_of(viewer, room)
    promise, here = next_read(viewer, team_id), _here(inside).get(room.pk, [])
    return ReadingFacts(
        who=_who(room, [one.person_id for one in inside if one.is_reader]),
        here=here,
        promise=promise,
        away=Away() if here or promise.is_open else unstaffed_words(viewer, team_id),
        reads_first=room.reads_first,
    )


def answered_by(viewer: Viewer, room: Room, at: dt.datetime) -> dt.datetime | None:
    """When a first post of this instant has its answer from a person: within the room's hours, or when the team is
    there next; None where nobody has said when that is."""
    due = at + dt.timedelta(hours=room.reply_hours)
    promise = next_read(viewer, team_of(viewer, room), due)
    return due if promise.is_open else promise.by_at


def who_is_here(viewer: Viewer, room: Room) -> list[Here]:
    """The team in one room."""
    return team_inside(viewer, [room]).get(room.pk, [])


def team_inside(viewer: Viewer, rooms: Iterable[Room]) -> dict[uuid.UUID, list[Here]]:
    """The team in each of these rooms: hosts first, then who looked in within the last minutes."""
    return _here(_inside(rooms))


class _Inside(NamedTuple):
    """Somebody of the team who hosts a room, has just looked in, or is named as one who may read it."""

    is_reader: bool
    room_id: uuid.UUID
    person_id: uuid.UUID
    until_at: dt.datetime | None
    shown_name: str | None
    """None for somebody who was never in any room yet."""
    role: str | None


def _inside(rooms: Iterable[Room]) -> list[_Inside]:
    at = now()
    lately = {"hosted": at - HOST_IS_GONE_AFTER, "entered": at - HERE_FOR}
    known = {"rooms": [room.pk for room in rooms], "at": at, **lately}
    return [_Inside(*row) for row in prepared.run(_INSIDE, known).fetchall()]


def _here(inside: Iterable[_Inside]) -> dict[uuid.UUID, list[Here]]:
    found: dict[uuid.UUID, dict[uuid.UUID, Here]] = defaultdict(dict)
    for one in inside:
        if not one.is_reader and one.shown_name:
            role = Profile(side=Side.TEAM, role=one.role or "").role_words
            found[one.room_id].setdefault(one.person_id, Here(one.shown_name, role, one.until_at))
    return {room_id: list(here.values()) for room_id, here in found.items()}


def _who(room: Room, readers: list[uuid.UUID]) -> str:
    """Who can read the room, in one or two sentences that hold for every room of its kind."""
    if room.is_living_room:
        return _(
            "Everybody with a key to a room can read this."
            " So can the moderators, peer workers and clinicians of every house."
        )
    team = room.community.team.name  # type: ignore[union-attr]
    clinicians = room.clinicians_read and (room.clinicians_from_at is None or room.clinicians_from_at <= now())
    if clinicians:
        words = _(
            "Members with a key to this room can read it. So can moderators, peer workers and clinicians of %(team)s."
        )
    else:
        words = _(
            "Members with a key to this room can read it."
            " So can moderators and peer workers of %(team)s. Clinicians cannot."
        )
    names = names_of(HOUSE, readers) if readers else {}
    also = ", ".join(names[one] for one in readers if one in names)
    return " ".join(filter(None, [words % {"team": team}, also and _("By name: %(names)s.") % {"names": also}]))

"""Who may hear what is said in a room at this instant: asked for all of them at once, at each delivery."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import connection

from kith.domains.rooms.models import Block
from kith.kernel import prepared
from kith.kernel.access import Refused, Viewer
from kith.kernel.acting import acting_as
from kith.kernel.clock import now

_NOBODY: frozenset[uuid.UUID] = frozenset()

# The rule of rooms_open_to, asked the other way round; test_audience holds one against the other.
_WHO = """
WITH place AS (SELECT id, kind, is_open FROM rooms_room WHERE id = %(room)s AND is_open),
doors AS (
  SELECT r.id, r.clinicians_read, r.clinicians_from_at, c.team_id
  FROM rooms_room r JOIN rooms_community c ON c.id = r.community_id, place p
  WHERE r.is_open AND c.opened_at IS NOT NULL AND (r.id = p.id OR p.kind = 'living_room')
),
held AS (
  SELECT k.person_id, k.from_at, k.until_at, 'member' AS sphere
  FROM rooms_key k JOIN doors d ON d.id = k.room_id WHERE k.ended_at IS NULL
  UNION ALL
  SELECT h.person_id, h.from_at, h.until_at, 'staff'
  FROM people_roleheld h JOIN doors d ON d.team_id = h.team_id
  WHERE h.role IN ('moderator', 'peer_worker')
  UNION ALL
  SELECT h.person_id, greatest(h.from_at, d.clinicians_from_at), h.until_at, 'staff'
  FROM people_roleheld h JOIN doors d ON d.team_id = h.team_id
  WHERE h.role = 'clinician' AND d.clinicians_read
  UNION ALL
  SELECT n.person_id, n.from_at, n.until_at, 'staff' FROM rooms_reader n JOIN doors d ON d.id = n.room_id
)
SELECT held.person_id, held.from_at, held.until_at
FROM held JOIN people_person p ON p.id = held.person_id AND p.sphere = held.sphere
JOIN people_account a ON a.person_id = held.person_id AND a.is_active
WHERE held.until_at IS NULL OR held.until_at > %(at)s
"""


@dataclass(frozen=True)
class Audience:
    """Whose door stands open, until when that is certain, and who is kept apart from whom."""

    version: int
    people: frozenset[uuid.UUID] = _NOBODY
    until_at: dt.datetime | None = None
    apart: Mapping[uuid.UUID, frozenset[uuid.UUID]] = field(default_factory=dict)

    def apart_from(self, profile_id: uuid.UUID) -> frozenset[uuid.UUID]:
        """Who sees nothing of what this one writes: a block holds both ways."""
        return self.apart.get(profile_id, _NOBODY)


def doors_version(viewer: Viewer) -> int:
    """The number that moves on whenever any door changes; cheap enough to be asked at each delivery."""
    _only_the_house(viewer)
    row = prepared.run(b"SELECT version FROM rooms_doors").fetchone()
    return int(row[0]) if row else 0


_known: dict[uuid.UUID, Audience] = {}


def audience(viewer: Viewer, room_id: uuid.UUID) -> Audience:
    """Everybody who may hear now; what this process knows, while no door has changed and nobody's time is up."""
    version, at = doors_version(viewer), now()
    known = _known.get(room_id)
    if known is None or known.version != version or (known.until_at is not None and at >= known.until_at):
        # The version was read first: what changes meanwhile is asked for again next time.
        known = _known[room_id] = _asked(viewer, room_id, version, at)
    return known


def _asked(viewer: Viewer, room_id: uuid.UUID, version: int, at: dt.datetime) -> Audience:
    with acting_as(viewer):
        with connection.cursor() as cursor:
            cursor.execute(_WHO, {"room": room_id, "at": at})
            rows = cursor.fetchall()
        blocks = Block.objects.values_list("profile_id", "other_id")
        pairs = [pair for one, other in blocks for pair in ((one, other), (other, one))]
    turns = [turn for _person, begins, ends in rows for turn in (begins, ends) if turn is not None and turn > at]
    apart: dict[uuid.UUID, set[uuid.UUID]] = {}
    for one, other in pairs:
        apart.setdefault(one, set()).add(other)
    return Audience(
        version,
        frozenset(person for person, begins, _ends in rows if begins is None or begins <= at),
        min(turns, default=None),
        {one: frozenset(others) for one, others in apart.items()},
    )


def _only_the_house(viewer: Viewer) -> None:
    if not viewer.is_system:
        raise Refused("rooms.audience", viewer)

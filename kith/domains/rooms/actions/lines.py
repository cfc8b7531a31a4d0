"""Saying something in the living room: all that arrived while the last lines were kept is kept in one go."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Max

from kith.domains.rooms.line_port import change_line
from kith.domains.rooms.looking import HeldWords, Place, look_through
from kith.domains.rooms.models import Line, Room
from kith.domains.rooms.queries.audience import audience
from kith.domains.rooms.queries.hosting import state_lately, state_of
from kith.domains.rooms.queries.seats import Seat
from kith.domains.rooms.speaking import KIND, LONGEST_LINE, Answer, Fate, Said, Spoken
from kith.domains.rooms.written import tidy
from kith.domains.safety.actions import Written, keep_screened_many
from kith.domains.safety.queries import resting
from kith.kernel import audit, bus, prepared
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.contributions import State
from kith.kernel.use_cases import use_case

# The row is the lock that keeps lines in order: the numbers are given out when the words stand, and commit with them.
_KEEP = b"""
WITH place AS (
  INSERT INTO rooms_linecount (room_id, last_seq) VALUES (%(room)s, %(count)s::int)
  ON CONFLICT (room_id) DO UPDATE SET last_seq = rooms_linecount.last_seq + %(count)s::int RETURNING last_seq
), kept AS (
  INSERT INTO rooms_line (room_id, written_at, seq, id, author_id, body, state, sent_key)
  SELECT %(room)s::uuid, %(at)s::timestamptz, last_seq - %(count)s::int + nth, id, author_id, body, state, sent_key
  FROM place, unnest(%(ids)s::uuid[], %(authors)s::uuid[], %(bodies)s::text[], %(states)s::text[], %(keys)s::uuid[])
    WITH ORDINALITY AS line (id, author_id, body, state, sent_key, nth)
)
SELECT last_seq, pg_notify(%(channel)s, %(topic)s::text || ' ' || last_seq) FROM place
"""


@dataclass
class _Place:
    """What all the lines of one go rest on, asked once."""

    room: Room
    at: dt.datetime
    people: frozenset[uuid.UUID]
    slow_seconds: int
    is_closed: bool
    rests: Mapping[uuid.UUID, dt.datetime]
    before: dict[tuple[uuid.UUID, uuid.UUID], Line]
    last: dict[uuid.UUID, dt.datetime] = field(default_factory=dict)


@dataclass
class _Ready:
    line: Line
    written: Written
    spoken: Spoken


@use_case("rooms.say", on="room", lock=False, recorded=False)
def say(*, by: Viewer, room: Room, lines: Sequence[Spoken], is_again: bool = True) -> list[Answer]:
    """Say something in the living room: read by the screener, kept, and put before whoever is on duty, in one go.

    The house does this for everybody who spoke at that moment; each line is recorded under its own writer. Whoever
    knows that nothing of it was sent before spares the question, and is stopped by the database where they err.
    """
    place = _place(by, room, lines, is_again=is_again)
    fates = [_weigh(place, spoken) for spoken in lines]
    ready = [one for one in fates if isinstance(one, _Ready)]
    kept = iter(_keep(by, room, ready) if ready else ())
    return [next(kept) if isinstance(one, _Ready) else one for one in fates]


@use_case("rooms.take_back_line", on="line")
def take_back_line(*, by: Viewer, line: Line) -> Line:
    """Take back what one said. The team can still read it until somebody has looked."""
    return change_line(line, "withdraw")


def _place(by: Viewer, room: Room, lines: Sequence[Spoken], *, is_again: bool) -> _Place:
    state = state_of(by, room) if is_again else state_lately(by, room)
    authors = {one.seat.profile_id for one in lines}
    sent = [one.sent_key for one in lines]
    before = list(Line.objects.filter(author__in=authors, sent_key__in=sent)) if is_again else []
    place = _Place(
        room=room,
        at=now(),
        people=audience(by, room.pk).people,
        slow_seconds=state.slow_seconds,
        is_closed=state.is_closed,
        rests=resting(authors),
        before={(line.author_id, line.sent_key): line for line in before},
    )
    if place.slow_seconds:
        since = place.at - dt.timedelta(seconds=place.slow_seconds)
        rows = Line.objects.filter(author__in=authors, room=room, written_at__gt=since)
        place.last = dict(rows.values("author_id").annotate(at=Max("written_at")).values_list("author_id", "at"))
    return place


def _weigh(place: _Place, spoken: Spoken) -> _Ready | Answer:
    """Whether this line may be kept, and as what."""
    seat, words = spoken.seat, tidy(spoken.words)
    if refused := _refused(place, spoken, words):
        return refused
    where = Place(seat.team_id, frozenset(place.room.subjects), seat.profile_id, seat.is_new)
    try:
        seen = look_through(seat.viewer, where, title="", body=words, about_held=spoken.about_held)
    except HeldWords as asked:
        return Answer("ask", pieces=asked.pieces)
    waits = seen.is_held or (place.room.reads_first and not seat.is_team)
    line = Line(
        room=place.room,
        author_id=seat.profile_id,
        body=seen.body,
        state=State.HELD if waits else State.VISIBLE,
        written_at=place.at,
        sent_key=spoken.sent_key,
    )
    place.last[seat.profile_id] = place.at
    place.before[seat.profile_id, spoken.sent_key] = line
    written = Written(
        kind=KIND,
        contribution_id=line.pk,
        author_id=seat.profile_id,
        team_id=seat.team_id,
        place_id=place.room.pk,
        verdict=seen.verdict,
        written_at=place.at,
        is_first=seat.is_new,
        is_held=waits,
        staff_id=seat.viewer.id if seat.is_team else None,
    )
    return _Ready(line, written, spoken)


def _refused(place: _Place, spoken: Spoken, words: str) -> Answer | None:
    """Why nothing is kept: it was before, the door or the room is closed, there are no words, or it is too soon."""
    seat = spoken.seat
    earlier = place.before.get((seat.profile_id, spoken.sent_key))
    if earlier is not None:
        return _again(spoken, earlier)
    if seat.viewer.id not in place.people:
        return Answer("gone")
    if not words or len(words) > LONGEST_LINE:
        return Answer("long" if words else "empty")
    return None if seat.is_team else _not_now(place, seat)


def _not_now(place: _Place, seat: Seat) -> Answer | None:
    """What holds for members only: a closed room, a rest from writing, slow talk."""
    if place.is_closed:
        return Answer("closed")
    if seat.profile_id in place.rests:
        return Answer("away", free_at=place.rests[seat.profile_id])
    last = place.last.get(seat.profile_id)
    free_at = last + dt.timedelta(seconds=place.slow_seconds) if last and place.slow_seconds else None
    return Answer("slow", free_at=free_at) if free_at and free_at > place.at else None


def _again(spoken: Spoken, earlier: Line) -> Answer:
    # Sent twice within one go, the first has no number yet; its own answer tells it.
    return Answer(_fate(earlier), _said(spoken, earlier) if earlier.seq else None, is_again=True)


def _fate(line: Line) -> Fate:
    return "held" if line.state == State.HELD else "said"


def _keep(by: Viewer, room: Room, ready: list[_Ready]) -> list[Answer]:
    """Number the lines, keep them with what the screener said, and wake whoever listens."""
    lines = [one.line for one in ready]
    given = {
        "room": room.pk, "at": lines[0].written_at, "count": len(lines),
        "ids": [line.pk for line in lines], "authors": [line.author_id for line in lines],
        "bodies": [line.body for line in lines], "states": [str(line.state) for line in lines],
        "keys": [line.sent_key for line in lines], "channel": bus.CHANNEL, "topic": f"room:{room.pk}",
    }  # fmt: skip
    ((newest, _woken),) = prepared.run(_KEEP, given).fetchall()
    audit.write(audit.row("rooms.say", one.spoken.seat.viewer, one.line) for one in ready)
    met = keep_screened_many(by=by, written=[one.written for one in ready])
    for seq, line in enumerate(lines, newest - len(lines) + 1):
        line.seq = seq
    return [Answer(_fate(one.line), _said(one.spoken, one.line), met=how) for one, how in zip(ready, met, strict=True)]


def _said(spoken: Spoken, line: Line) -> Said:
    seat = spoken.seat
    words = line.body if line.state == State.VISIBLE else ""
    return Said(line.seq, seat.profile_id, seat.name, seat.avatar, seat.is_team, line.written_at, words, line.state)

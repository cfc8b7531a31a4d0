"""What was said in the living room: the last lines for a page, what is new for a stream."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from kith.domains.rooms.models import Block, Line
from kith.domains.rooms.queries.audience import Audience, audience
from kith.domains.rooms.queries.seats import Seat
from kith.domains.rooms.speaking import Said
from kith.kernel.access import Viewer, system
from kith.kernel.acting import acting_as
from kith.kernel.clock import now
from kith.kernel.contributions import State

HOUSE = system("the living room")
PAGE = 60
LONGEST_GAP = 500
CHANGED_WITHIN = dt.timedelta(hours=2)
_FIELDS = (
    "seq", "author_id", "author__shown_name", "author__avatar", "author__side", "written_at", "body", "state",
)  # fmt: skip


def last_lines(viewer: Viewer, seat: Seat, *, before: int | None = None) -> list[Said]:
    """The newest lines of the room for a page, oldest first; without those the viewer is kept apart from."""
    rows = Line.objects.visible_to(viewer).filter(room_id=seat.room_id).exclude(author_id__in=_apart(seat.profile_id))
    rows = rows.filter(Q(state=State.VISIBLE) | Q(state=State.HELD, author_id=seat.profile_id))
    if before is not None:
        rows = rows.filter(seq__lt=before)
    return _said(rows.order_by("-seq")[:PAGE], own=seat.profile_id)[::-1]


def lines_for_host(viewer: Viewer, seat: Seat) -> list[Said]:
    """The newest lines with everything in them, also what is held or hidden, for who watches over the room."""
    rows = Line.objects.visible_to(viewer).filter(room_id=seat.room_id).exclude(state=State.WITHDRAWN)
    return _said(rows.order_by("-seq")[:PAGE], is_all=True)[::-1] if seat.is_team else []


def line_of_room(viewer: Viewer, seat: Seat, seq: int) -> Line | None:
    """One line of the room, as far as the viewer may read there."""
    return Line.objects.visible_to(viewer).filter(room_id=seat.room_id, seq=seq).first()


def last_seq(viewer: Viewer, room_id: uuid.UUID) -> int:
    """The number of the newest line; 0 in a room where nothing was said."""
    newest = Line.objects.visible_to(viewer).filter(room_id=room_id).order_by("-seq")
    return newest.values_list("seq", flat=True).first() or 0


@dataclass(frozen=True)
class News:
    """What a process has to tell: new lines in their order, earlier ones that changed, and who may hear."""

    lines: list[Said]
    changed: list[Said]
    audience: Audience


def news(viewer: Viewer, room_id: uuid.UUID, after: int, changed: Iterable[int] = ()) -> News:
    """For the house alone, which delivers it: everything behind this number, and who may hear it as of now."""
    with acting_as(viewer):
        rows = Line.objects.visible_to(viewer).filter(room_id=room_id)
        lines = _said(rows.filter(seq__gt=after).order_by("seq"))
        numbers = list(changed)
        again = _said(rows.filter(seq__in=numbers).order_by("seq")) if numbers else []
    return News(lines, again, audience(viewer, room_id))


@dataclass(frozen=True)
class Missed:
    """What somebody has to hear who comes back."""

    lines: list[Said]
    changed: list[Said]
    newest: int
    is_far: bool = False
    """Away for so long that the page is better drawn anew."""


def missed(viewer: Viewer, seat: Seat, after: int | None) -> Missed:
    """Everything since then in its order, and what changed of what they may have on their screen.

    Who comes for the first time begins with the newest: the page has drawn the rest.
    """
    with acting_as(viewer):
        rows = Line.objects.visible_to(viewer).filter(room_id=seat.room_id)
        newest = last_seq(viewer, seat.room_id)
        if after is None or newest - after > LONGEST_GAP:
            return Missed([], [], newest, is_far=after is not None)
        lines = _said(rows.filter(seq__gt=after, seq__lte=newest).order_by("seq"))
        changed = _said(rows.filter(changed_at__gt=now() - CHANGED_WITHIN, seq__lte=after).order_by("seq"))
        apart = set(_apart(seat.profile_id))
    return Missed([_withheld(one, apart) for one in lines], [_withheld(one, apart) for one in changed], newest)


def _withheld(said: Said, apart: set[uuid.UUID]) -> Said:
    return replace(said, words="", state=State.HIDDEN) if said.author_id in apart else said


def _apart(profile_id: uuid.UUID) -> list[uuid.UUID]:
    pairs = Block.objects.filter(Q(profile_id=profile_id) | Q(other_id=profile_id))
    return [other if one == profile_id else one for one, other in pairs.values_list("profile_id", "other_id")]


def _said(rows: QuerySet[Line], own: uuid.UUID | None = None, *, is_all: bool = False) -> list[Said]:
    return [
        Said(
            seq=seq,
            author_id=author_id,
            name=name,
            avatar=avatar,
            is_team=side == "team",
            at=at,
            words=body if is_all or state == State.VISIBLE or author_id == own else "",
            state=state,
        )
        for seq, author_id, name, avatar, side, at, body, state in rows.values_list(*_FIELDS)
    ]

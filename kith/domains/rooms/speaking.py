"""What is said in the living room, on its way: as it arrives, what becomes of it, and how it is sent to all."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kith.domains.rooms.looking import HeldChoice
from kith.domains.rooms.queries.seats import Seat
from kith.domains.safety.actions import Met
from kith.kernel.contributions import State
from kith.kernel.streams import event
from kith.ui.avatars import look

KIND = "rooms.line"
LONGEST_LINE = 600
Fate = Literal["said", "held", "ask", "slow", "away", "closed", "gone", "empty", "long"]


@dataclass(frozen=True)
class Spoken:
    """A line as somebody sends it: the same key twice is one line."""

    seat: Seat
    words: str
    sent_key: uuid.UUID
    about_held: HeldChoice = "ask"


@dataclass(frozen=True)
class Said:
    """A line as everybody may see it. Without words where the team holds or hid it, or its writer took it back."""

    seq: int
    author_id: uuid.UUID
    name: str
    avatar: str
    is_team: bool
    at: dt.datetime
    words: str
    state: str

    @property
    def is_shown(self) -> bool:
        return self.state == State.VISIBLE


@dataclass(frozen=True)
class Answer:
    """What became of a line; `said` is None where nothing was kept."""

    fate: Fate
    said: Said | None = None
    met: Met | None = None
    free_at: dt.datetime | None = None
    pieces: Sequence[tuple[str, bool]] = ()
    is_again: bool = False
    """It was kept before; this is what became of it then."""


def line_of(said: Said) -> dict[str, object]:
    """A line as the page draws it."""
    if not said.is_shown:
        return {"seq": said.seq}
    face = look(said.avatar)
    return {
        "seq": said.seq,
        "by": str(said.author_id),
        "name": said.name,
        "face": [face.shape, face.tint, face.pattern],
        "team": said.is_team,
        "at": said.at.isoformat(timespec="seconds"),
        "words": said.words,
    }


def as_event(said: Said) -> bytes:
    """How a new line travels. What is not shown still counts, so that nobody's place in the order is lost."""
    return event(_json(line_of(said)), seq=said.seq)


def as_withheld(said: Said) -> bytes:
    """What those hear who are kept apart from its writer: the same as of a line that the team holds."""
    return event(_json({"seq": said.seq}), seq=said.seq)


def as_change(said: Said) -> bytes:
    """An earlier line that is now shown, or no longer. It does not move the reader's place."""
    return event(_json(line_of(said)), kind="changed")


def as_withheld_change(said: Said) -> bytes:
    return event(_json({"seq": said.seq}), kind="changed")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

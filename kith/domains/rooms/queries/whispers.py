"""Words of a host to one member: on that member's page and stream, and nowhere else."""

from __future__ import annotations

import json
import uuid

from kith.domains.rooms.models import Whisper
from kith.domains.rooms.queries.seats import Seat
from kith.kernel.access import Viewer
from kith.kernel.acting import acting_as
from kith.kernel.sealed import unlock
from kith.kernel.streams import event

MOST = 5


def whispers_to(viewer: Viewer, seat: Seat) -> list[Whisper]:
    """What the team said to the viewer alone and they have not put away yet."""
    rows = Whisper.objects.visible_to(viewer).filter(room_id=seat.room_id, to_id=seat.profile_id, read_at=None)
    found = list(rows.select_related("by").order_by("-at")[:MOST])
    unlock(found)
    return found[::-1]


def own_whisper(viewer: Viewer, seat: Seat, whisper_id: uuid.UUID) -> Whisper | None:
    """One of them."""
    return Whisper.objects.visible_to(viewer).filter(pk=whisper_id, to_id=seat.profile_id).first()


def whisper_event(viewer: Viewer, whisper_id: uuid.UUID) -> bytes | None:
    """For the house, which delivers it to that one member."""
    with acting_as(viewer):
        said = Whisper.objects.visible_to(viewer).filter(pk=whisper_id).select_related("by").first()
        if said is None or said.body is None:
            return None
        told = {"id": str(said.pk), "name": said.by.shown_name, "words": said.body}
    return event(json.dumps(told, ensure_ascii=False), kind="whisper")

"""What notices keeps about people: handed out with their copy, erased when they close."""

from __future__ import annotations

import uuid
from typing import Any

from kith.domains.notices.composing import spoken_words
from kith.domains.notices.kinds import KINDS
from kith.domains.notices.models import Delivery, Letter, Notice
from kith.kernel.records import records


def everything_about(person_id: uuid.UUID) -> dict[str, Any]:
    """Each notice in words, and the ways it took."""
    rows = Notice._base_manager.filter(person_id=person_id).order_by("made_at").prefetch_related("deliveries")
    return {"notices": [_one(row) for row in rows]}


def erase(person_id: uuid.UUID) -> None:
    """All of it goes: notices hold nothing that the law asks us to keep."""
    Notice._base_manager.filter(person_id=person_id).delete()
    Letter._base_manager.filter(posted_by_id=person_id).update(posted_by=None)


def register() -> None:
    """Tell the records port."""
    records.register("notices", everything_about=everything_about, erase=erase, models=[Notice, Delivery, Letter])


def _one(row: Notice) -> dict[str, Any]:
    words = spoken_words(KINDS[row.kind], row.data, "en-gb")
    ways = [
        {"by": d.channel, "state": d.state, "on": d.made_at.isoformat(), "sent": d.sent} for d in row.deliveries.all()
    ]
    return {"subject": words.subject, "text": words.text, "made_at": row.made_at.isoformat(), "ways": ways}

"""What safety keeps about people: when staff were on the rota."""

from __future__ import annotations

import uuid
from typing import Any

from kith.domains.safety.models import Rota
from kith.kernel.records import records


def everything_about(person_id: uuid.UUID) -> dict[str, Any]:
    """The turns somebody had."""
    rows = Rota._base_manager.filter(person_id=person_id).order_by("from_at")
    return {"rota": [{"task": r.task, "from": r.from_at.isoformat(), "until": r.until_at.isoformat()} for r in rows]}


def erase(person_id: uuid.UUID) -> None:
    """A turn says nothing of a member; staff's turns go with them."""
    Rota._base_manager.filter(person_id=person_id).delete()


def register() -> None:
    """Tell the records port."""
    records.register("safety", everything_about=everything_about, erase=erase, models=[Rota])

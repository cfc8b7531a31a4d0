"""What safety keeps about people: whose words worried, under their handle; and which of the team did what.

Alerts and what came of them are a record of care: kept by law, handed out without what others wrote in confidence, and
not erased with an account. Of a member no row here holds more than a handle.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import models

from kith.domains.people.queries import own_handle
from kith.domains.safety import holding_moderation as moderation
from kith.domains.safety.models import (
    Alert,
    BreakGlass,
    Case,
    Escalation,
    HandOver,
    Outcome,
    OutcomeCode,
    Phrase,
    Rota,
    SafetyRecord,
    Screened,
    UnstaffedPolicy,
)
from kith.kernel.access import Viewer, system
from kith.kernel.acting import acting_as
from kith.kernel.records import records

_HOUSE = system("safety hands out")
# What the service signed and did: kept by law, with the name of who did it.
_KEPT: tuple[type[models.Model], ...] = (
    Alert,
    BreakGlass,
    Case,
    Escalation,
    HandOver,
    Outcome,
    Phrase,
    SafetyRecord,
    Screened,
    UnstaffedPolicy,
)


def everything_about(person_id: uuid.UUID) -> dict[str, Any]:
    """The turns of staff; of members, when the team looked at their words and what came of it."""
    rows = Rota._base_manager.filter(person_id=person_id).order_by("from_at")
    found: dict[str, Any] = {
        "rota": [{"task": r.task, "from": r.from_at.isoformat(), "until": r.until_at.isoformat()} for r in rows]
    }
    handle = own_handle(Viewer(id=person_id, sphere="member"))
    with acting_as(_HOUSE):
        mine = _about_handle(handle) | moderation.about_handle(handle) if handle else {}
        return found | mine | _worked_at(person_id) | moderation.worked_at(person_id)


def erase(person_id: uuid.UUID) -> None:
    """Staff's turns go with them. What worried, and who helped, stays: the law asks for it, and closing says so."""
    Rota._base_manager.filter(person_id=person_id).delete()
    with acting_as(_HOUSE):
        moderation.erase(person_id)


def register() -> None:
    """Tell the records port."""
    records.register("safety", everything_about=everything_about, erase=erase, models=[Rota, *_KEPT, *moderation.KEPT])


def _about_handle(handle: uuid.UUID) -> dict[str, Any]:
    """What the team did about their words. A sheet whose opening they may not know of yet is left out."""
    closed = Outcome.objects.filter(author_id=handle).select_related("case").order_by("at")
    opened = BreakGlass.objects.filter(author_id=handle, opened_at__isnull=False, is_telling_harmful=False)
    return {
        "read_by_the_team": Screened.objects.filter(author_id=handle).exclude(seen_at=None).count(),
        "somebody_worried": [
            {
                "from": _day(one.case.opened_at),
                "until": _day(one.at),
                "what_came_of_it": str(OutcomeCode(one.code).label),
            }
            for one in closed
        ],
        "emergency_sheet_opened": [
            {"on": _day(one.opened_at), "why": one.reason} for one in opened.order_by("asked_at")
        ],
    }


def _worked_at(person_id: uuid.UUID) -> dict[str, Any]:
    """Which of it staff did, in numbers: the words are about others."""
    counts = {
        "alerts_taken": Alert.objects.filter(acknowledged_by_id=person_id).count(),
        "cases_closed": Outcome.objects.filter(by_id=person_id).count(),
        "times_called": Escalation.objects.filter(to_id=person_id).count(),
        "sheets_opened": BreakGlass.objects.filter(by_id=person_id).count(),
        "phrases_proposed": Phrase.objects.filter(by_id=person_id).count(),
        "policies_signed": UnstaffedPolicy.objects.filter(signed_by_id=person_id).count(),
        "records_signed": SafetyRecord.objects.filter(signed_by_id=person_id).count(),
    }
    return {name: count for name, count in counts.items() if count}


def _day(at: dt.datetime | None) -> str | None:
    return at.date().isoformat() if at else None

"""What moderation keeps about people: decisions about their words, what they asked for, what they had to read."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from kith.domains.safety.models import Aftercare, Appeal, Decision, Exposure, Report, Sanction
from kith.domains.safety.models.decisions import TOLD
from kith.kernel.sealed import unlock

KEPT: tuple[type[models.Model], ...] = (Decision, Sanction, Appeal, Report, Exposure, Aftercare)


def about_handle(handle: uuid.UUID) -> dict[str, Any]:
    """What a member was told about their words, what they asked to have changed, and what they reported."""
    told = list(Decision.objects.filter(author_id=handle, verb__in=TOLD).order_by("at"))
    asked = list(Appeal.objects.filter(author_id=handle).order_by("at"))
    reports = list(Report.objects.filter(reporter_id=handle).order_by("at"))
    unlock([*told, *asked, *reports])
    return {
        "decided_about_my_words": [
            {"on": _day(one), "what": one.verb, "why": one.why, "said": one.words} for one in told
        ],
        "breaks_from_writing": [
            {"from": one.from_at.date().isoformat(), "until": (one.lifted_at or one.until_at).date().isoformat()}
            for one in Sanction.objects.filter(author_id=handle).order_by("from_at")
        ],
        "asked_to_look_again": [
            {"on": _day(one), "words": one.words, "answer": one.answer, "state": one.state} for one in asked
        ],
        "asked_the_team_to_look": [
            {"on": _day(one), "why": one.reason, "words": one.words, "told": one.told} for one in reports
        ],
    }


def worked_at(person_id: uuid.UUID) -> dict[str, Any]:
    """How much of it staff did, and their own notes; the words of others are not theirs."""
    notes = list(Aftercare.objects.filter(person_id=person_id).order_by("at"))
    unlock(notes)
    counts = {
        "decisions_made": Decision.objects.filter(by_id=person_id).count(),
        "second_looks": Decision.objects.filter(second_by_id=person_id).count(),
        "appeals_answered": Appeal.objects.filter(answered_by_id=person_id).count(),
        "hard_words_read_lately": Exposure.objects.filter(person_id=person_id).count(),
    }
    found: dict[str, Any] = {name: count for name, count in counts.items() if count}
    own = [{"on": _day(one), "words": one.words, "wanted_a_talk": one.wants_a_talk} for one in notes]
    return found | ({"notes_for_supervision": own} if own else {})


def erase(person_id: uuid.UUID) -> None:
    """What staff had to read, and what they noted for themselves, goes; decisions stay, as the law asks."""
    Exposure._base_manager.filter(person_id=person_id).delete()
    Aftercare._base_manager.filter(person_id=person_id).delete()


def _day(row: Decision | Appeal | Report | Aftercare) -> str:
    return row.at.date().isoformat()

"""A service's own phrases, for who looks after them."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Case, IntegerField, When

from kith.domains.people.queries import names_of
from kith.domains.safety.models import Alert, OutcomeCode, Phrase, PhraseState
from kith.domains.safety.models import Case as Cases
from kith.kernel.access import Viewer
from kith.kernel.clock import now, today

HISTORY = dt.timedelta(days=28)
KEEPERS = ("clinician", "moderator", "safety_officer", "administrator")


@dataclass(frozen=True)
class PhraseRow:
    """One phrase, with who proposed it and what its trial said."""

    phrase: Phrase
    by: str
    agreed_by: str
    is_overdue: bool
    is_mine: bool


def phrases(viewer: Viewer) -> list[PhraseRow]:
    """Proposed ones first, then those in use; ended ones are kept out of sight."""
    if not (viewer.is_system or viewer.has_role(*KEEPERS)):
        return []
    order = Case(When(state=PhraseState.PROPOSED, then=0), default=1, output_field=IntegerField())
    rows = list(Phrase.objects.exclude(state=PhraseState.ENDED).order_by(order, "words"))
    names = names_of(viewer, [one for row in rows for one in (row.by_id, row.agreed_by_id) if one])
    return [
        PhraseRow(
            row,
            names.get(row.by_id, "") if row.by_id else "",
            names.get(row.agreed_by_id, "") if row.agreed_by_id else "",
            is_overdue=row.review_due_on <= today(),
            is_mine=row.by_id == viewer.id,
        )
        for row in rows
    ]


def how_right(viewer: Viewer) -> tuple[int, int]:
    """Of the alerts closed in the last four weeks: how many meant what they seemed to, and how many there were."""
    if not (viewer.is_system or viewer.has_role(*KEEPERS)):
        return 0, 0
    closed = Alert.objects.filter(case__in=Cases.objects.visible_to(viewer).filter(closed_at__gte=now() - HISTORY))
    return closed.exclude(case__outcome__code=OutcomeCode.NOT_MEANT).count(), closed.count()


def phrase_of(viewer: Viewer, phrase_id: uuid.UUID) -> Phrase | None:
    """One phrase."""
    known = viewer.is_system or viewer.has_role(*KEEPERS)
    return Phrase.objects.filter(pk=phrase_id).first() if known else None

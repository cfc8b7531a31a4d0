"""What somebody agreed to, who works with them, and how far their copy is."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from kith.domains.people.models import Consent, ConsentKind, DataCopy, Involvement, Person
from kith.domains.people.models.copies import CopyState
from kith.kernel.access import Viewer
from kith.kernel.clock import now


@dataclass(frozen=True)
class Agreed:
    """One thing somebody was asked, and what they said last."""

    kind: str
    words: str
    is_given: bool
    said_at: dt.datetime | None


@dataclass(frozen=True)
class WorksWithYou:
    """A team that works with somebody, and why."""

    team: str
    why: str
    since: dt.datetime


def agreed(viewer: Viewer) -> list[Agreed]:
    """The last answer to each question; what was never asked counts as no."""
    rows = Consent.objects.visible_to(viewer).filter(person_id=viewer.subject).order_by("said_at")
    last = {row.kind: row for row in rows}
    return [
        Agreed(kind.value, str(kind.label), *_said(last.get(kind.value)))
        for kind in ConsentKind
        if kind != ConsentKind.RULES
    ]


def who_works_with(viewer: Viewer) -> list[WorksWithYou]:
    """The teams that may know who the viewer is, with their reason."""
    rows = Involvement.objects.visible_to(viewer).active().filter(person_id=viewer.subject).select_related("team")
    return [WorksWithYou(row.team.name, row.why, row.from_at) for row in rows.order_by("from_at")]


def latest_copy(viewer: Viewer) -> DataCopy | None:
    """The newest copy that was asked for, without its content; one past its time counts as gone."""
    found = DataCopy.objects.visible_to(viewer).defer("content").order_by("-asked_at").first()
    if found and found.state == CopyState.READY and found.expires_at and found.expires_at <= now():
        found.state = CopyState.EXPIRED
    return found


def copy_of(viewer: Viewer, copy_id: uuid.UUID) -> DataCopy | None:
    """One copy of one's own."""
    return DataCopy.objects.visible_to(viewer).defer("content").filter(pk=copy_id).first()


def self_of(viewer: Viewer) -> Person | None:
    """The viewer's own person, whoever they act for."""
    return Person.objects.visible_to(viewer).filter(pk=viewer.id).first()


def _said(row: Consent | None) -> tuple[bool, dt.datetime | None]:
    return (row.is_given, row.said_at) if row else (False, None)

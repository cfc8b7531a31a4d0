"""Who did what to whom: rows written with the deed, sealed in batches into a chain that shows tampering."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import models

from kith.kernel import prepared
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.models import AuditEntry

_handles: dict[str, Callable[[Viewer], uuid.UUID | None]] = {}


def under_handle(domain: str, handle_of: Callable[[Viewer], uuid.UUID | None]) -> None:
    """Record what members do in this domain under their handle.

    A line with the person's id beside the instant of a post would say whose post it is; only the vault may.
    """
    _handles[domain] = handle_of


@dataclass(frozen=True)
class Row:
    """One line before it is written."""

    use_case: str
    by: Viewer
    on_kind: str
    on_id: uuid.UUID | None
    subject_id: uuid.UUID
    outcome: str
    facts: Mapping[str, Any]


def row(use_case: str, by: Viewer, thing: Any, *, outcome: str = "done", facts: Mapping[str, Any] | None = None) -> Row:
    """One line of the audit: codes and ids only."""
    is_row = isinstance(thing, models.Model)
    pk = thing.pk if is_row and isinstance(thing.pk, uuid.UUID) else None
    kind = thing._meta.label_lower if is_row else ""
    if getattr(thing, "person_id", None) is None:
        by = _as_recorded(use_case, by)
    return Row(use_case, by, kind, pk, _subject(thing, by), outcome, facts or {})


def _as_recorded(use_case: str, by: Viewer) -> Viewer:
    handle_of = _handles.get(use_case.partition(".")[0])
    handle = handle_of(by) if handle_of and by.is_member else None
    return replace(by, id=handle) if handle else by


def _subject(thing: Any, by: Viewer) -> uuid.UUID:
    """The person it concerns: the thing's own person, or the thing where it is one, else who it is done for."""
    person_id = getattr(thing, "person_id", None)
    if isinstance(person_id, uuid.UUID):
        return person_id
    if isinstance(thing, models.Model) and thing._meta.label_lower == "people.person":
        return uuid.UUID(str(thing.pk))
    return by.subject


def write(rows: Iterable[Row]) -> None:
    """Append the rows in the current transaction; the sealer chains them once they are committed."""
    at = now()
    entries = [
        AuditEntry(
            at=at,
            actor_id=r.by.id,
            actor_sphere=r.by.sphere,
            acting_how=r.by.on_behalf_of.how if r.by.on_behalf_of else "",
            subject_id=r.subject_id,
            use_case=r.use_case,
            on_kind=r.on_kind,
            on_id=r.on_id,
            outcome=r.outcome,
            facts=dict(r.facts),
        )
        for r in rows
    ]
    prepared.add(entries)

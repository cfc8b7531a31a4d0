"""Two sides of one human, and what lies behind a handle: answered to the house only, and never more than asked."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from kith.domains.people import vault
from kith.domains.people.models import Pseudonym
from kith.kernel.access import Viewer


def bears_one_of(viewer: Viewer, pseudonym_id: uuid.UUID, staff: Iterable[uuid.UUID]) -> bool:
    """Whether whoever bears this handle is also one of these colleagues: yes or no, never which."""
    if not viewer.is_system:
        return False
    person_id = vault.person_of(pseudonym_id)
    return person_id is not None and vault.is_one_human(person_id, staff)


def is_one_human(viewer: Viewer, person_id: uuid.UUID, others: Iterable[uuid.UUID]) -> bool:
    """Whether this person and any of the others are two sides of one human: yes or no, never which."""
    return viewer.is_system and vault.is_one_human(person_id, others)


def handles_of(viewer: Viewer, pseudonym_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[str, str]]:
    """Handle and picture of each, for pages of those who watch over the rooms; never whose they are."""
    rows = Pseudonym.objects.visible_to(viewer).filter(pk__in=list(pseudonym_ids))
    return {pk: (handle, avatar) for pk, handle, avatar in rows.values_list("pk", "handle", "avatar")}

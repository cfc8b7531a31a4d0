"""Finding what safety keeps about one contribution."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from kith.domains.safety.models import Case, Screened, Why

if TYPE_CHECKING:
    from kith.kernel.access import Viewer


def reasons() -> list[tuple[str, Any]]:
    """Why something may be taken away, in the words its writer is told."""
    return [row for row in Why.choices if row[0] not in {Why.NONE, Why.CARE}]


def screened_of(viewer: Viewer, kind: str, contribution_id: uuid.UUID) -> Screened:
    """The row of the queue for this contribution. Raises Screened.DoesNotExist where the viewer has none."""
    return Screened.objects.visible_to(viewer).get(kind=kind, contribution_id=contribution_id)


def case_of(viewer: Viewer, screened: Screened) -> Case | None:
    """The case that these words belong to, where they worried somebody."""
    return Case.objects.visible_to(viewer).filter(alerts__screened=screened).first()

"""Letting go of what has been kept long enough, by the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kith.domains.rooms.models import Draft, Key, PlaceNotice, Wording
from kith.kernel import retention
from kith.kernel.clock import now
from kith.kernel.use_cases import note, use_case

if TYPE_CHECKING:
    from kith.kernel.access import Viewer


@use_case("rooms.forget_old")
def forget_old(*, by: Viewer) -> int:
    """Delete earlier wordings, drafts, notices and ended keys once their time is over."""
    at = now()
    gone = {
        "rooms.Wording": Wording.objects.filter(until_at__lt=at),
        "rooms.Draft": Draft.objects.filter(saved_at__lt=at - retention.kept_for("rooms.Draft")),
        "rooms.PlaceNotice": PlaceNotice.objects.filter(until_at__lt=at - retention.kept_for("rooms.PlaceNotice")),
        "rooms.Key": Key.objects.filter(ended_at__lt=at - retention.kept_for("rooms.Key")),
    }
    counted = {label: rows.delete()[0] for label, rows in gone.items()}
    note(**{label.partition(".")[2].lower(): number for label, number in counted.items()})
    return sum(counted.values())

"""Taking over what was written before: a service that moves in brings words that its team has read already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kith.domains.safety.actions.screening import Written, flags_for, kept_as
from kith.domains.safety.alarms import SCREENS
from kith.domains.safety.models import Flag, Screened
from kith.kernel.acting import acting_as
from kith.kernel.use_cases import note, use_case

if TYPE_CHECKING:
    from kith.kernel.access import Viewer


@use_case("safety.bring_in")
def bring_in(*, by: Viewer, written: Sequence[Written], read_until: dt.datetime) -> int:
    """Take over words from elsewhere: what is older than `read_until` was read there, and raises no alert now."""
    with acting_as(SCREENS):
        rows = [kept_as(one) for one in written]
        for row in rows:
            if row.written_at < read_until:
                row.seen_at, row.due_at = read_until, None
        Screened.objects.bulk_create(rows)
        Flag.objects.bulk_create(
            flag for row, one in zip(rows, written, strict=True) for flag in flags_for(row, one.verdict)
        )
    note(rows=len(rows))
    return len(rows)

"""Taking over what was written before: a service that moves in brings words that its team has read already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kith.domains.safety.alarms import SCREENS
from kith.domains.safety.keeping import Written, flags_for, kept_as
from kith.domains.safety.models import Flag, Screened
from kith.domains.safety.staffed import promise_at
from kith.kernel.acting import acting_as
from kith.kernel.use_cases import note, use_case

if TYPE_CHECKING:
    from kith.kernel.access import Viewer


@use_case("safety.bring_in")
def bring_in(*, by: Viewer, written: Sequence[Written], read_until: dt.datetime) -> int:
    """Take over words from elsewhere: what is older than `read_until` was read there, and raises no alert now."""
    with acting_as(SCREENS):
        rows = [kept_as(one, _due_at(one, read_until)) for one in written]
        for row in rows:
            row.seen_at = read_until if row.written_at < read_until else None
        Screened.objects.bulk_create(rows)
        Flag.objects.bulk_create(
            flag for row, one in zip(rows, written, strict=True) for flag in flags_for(row, one.verdict)
        )
    note(rows=len(rows))
    return len(rows)


def _due_at(one: Written, read_until: dt.datetime) -> dt.datetime | None:
    return promise_at(one.team_id, one.written_at).by_at if one.written_at >= read_until else None

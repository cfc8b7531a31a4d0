"""Holding what anybody may do to so many an hour, for pages that need no signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kith.domains.people import tries
from kith.kernel.use_cases import use_case

if TYPE_CHECKING:
    from kith.kernel.access import Viewer


@use_case("people.hold_to_limit", recorded=False)
def hold_to_limit(*, by: Viewer, kind: str, address: str, an_hour: int, together: int) -> bool:
    """Count one more of what a household may do only so often in an hour; says whether there is room for it."""
    return tries.take(tries.Limit(kind, an_hour, together), address)

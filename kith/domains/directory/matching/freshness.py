"""How lately a thing to do was checked, and what that does to suggesting it (settled.md, X-9)."""

from __future__ import annotations

import datetime as dt
from enum import IntEnum

FRESH_DAYS = 90
KEPT_DAYS = 365


class Freshness(IntEnum):
    """In the order of ranking. Never checked is allowed with a caution; checked long ago and never since is not."""

    CHECKED = 0
    AGEING = 1
    NEVER = 2
    GONE = 3


def freshness(assured_on: dt.date | None, as_of: dt.date) -> Freshness:
    """How fresh a fact is on a day. A check made after that day was not made yet."""
    if assured_on is None or assured_on > as_of:
        return Freshness.NEVER
    days = (as_of - assured_on).days
    if days <= FRESH_DAYS:
        return Freshness.CHECKED
    return Freshness.AGEING if days <= KEPT_DAYS else Freshness.GONE

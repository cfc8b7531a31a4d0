"""How long each thing is kept: docs/privacy/retention.toml, which pages print and jobs keep to."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

AS_LONG_AS_THE_ACCOUNT = -1


@dataclass(frozen=True)
class Kept:
    """One row: what is kept, why, from when on how long, and what happens then."""

    models: tuple[str, ...]
    what: str
    basis: str
    starts: str
    keep_days: int
    then: str
    by_law: bool
    legal_hold: bool


def kept() -> list[Kept]:
    """All rows, in their order."""
    known = set(Kept.__dataclass_fields__)
    rows = ({key: value for key, value in row.items() if key in known} for row in _file()["row"])
    return [Kept(**{**row, "models": tuple(row["models"])}) for row in rows]


def kept_for(label: str) -> dt.timedelta:
    """How long this model's rows are kept once their clock starts. Raises LookupError when nobody has said."""
    for row in kept():
        if label in row.models:
            return dt.timedelta(days=row.keep_days)
    raise LookupError(f"{label} has no row in docs/privacy/retention.toml")


def grace() -> dt.timedelta:
    """How long somebody who closes their account can change their mind."""
    return dt.timedelta(days=_file()["grace_days"])


@cache
def _file() -> dict[str, Any]:
    path = settings.ROOT / "docs" / "privacy" / "retention.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))

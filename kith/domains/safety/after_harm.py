"""Numbers for after something bad: the police, the bank, who counts fraud. Data with an owner and a date, in a file.

A service answers for them in its own copy, STATE_DIR/help-now/after_harm.toml; until there is one, and where it is
broken, those that Kith comes with are shown, and the daily check says that nobody has reviewed them.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings

from kith.domains.safety.help_file import HelpLine, numbers_file, without_welsh
from kith.domains.safety.models import Nation
from kith.domains.safety.models.contacts import NOT_REVIEWED
from kith.kernel.clock import today

log = structlog.get_logger("kith.safety")
SHIPPED = Path(__file__).parent / "data" / "after_harm.toml"
ABOUT = ("unsafe", "money")


@dataclass(frozen=True)
class HarmNumber:
    """One number in one nation: what a page shows, what it is for, and who answers for it."""

    line: HelpLine
    about: tuple[str, ...]
    source: str
    owner: str = NOT_REVIEWED
    reviewed_on: dt.date | None = None
    review_due_on: dt.date | None = None

    @property
    def is_overdue(self) -> bool:
        is_answered_for = self.owner not in {"", NOT_REVIEWED} and self.reviewed_on is not None
        return not is_answered_for or self.review_due_on is None or self.review_due_on <= today()


def own_file() -> Path:
    """Where a service keeps its own copy."""
    return numbers_file().with_name("after_harm.toml")


def read() -> list[HarmNumber]:
    """All numbers of every nation, in their order."""
    try:
        return _rows(own_file())
    except FileNotFoundError:
        return _rows(SHIPPED)
    except (OSError, ValueError, TypeError, KeyError) as error:
        log.error("safety.after_harm_broken", reason=type(error).__name__)  # noqa: TRY400  (its name says it all)
        return _rows(SHIPPED)


def problems() -> list[str]:
    """What is wrong with them, one code each: "overdue:wales:159", "missing:scotland:money"."""
    numbers = read()
    served = {(one.line.nation, about) for one in numbers for about in one.about}
    missing = [
        f"missing:{nation}:{about}" for nation in Nation.values for about in ABOUT if (nation, about) not in served
    ]
    return missing + [f"overdue:{one.line.nation}:{one.line.code}" for one in numbers if one.is_overdue]


def _rows(path: Path) -> list[HarmNumber]:
    given = tomllib.loads(path.read_text(encoding="utf-8"))["number"]
    return [_number(dict(row), nation) for row in given for nation in row["nations"]]


def _number(row: dict[str, Any], nation: str) -> HarmNumber:
    del row["nations"]
    dates = {name: row.pop(name, None) for name in ("reviewed_on", "review_due_on")}
    kept = {"about": tuple(row.pop("about")), "source": row.pop("source"), "owner": row.pop("owner"), **dates}
    is_signed = bool(row.pop("welsh_reviewed_by", "")) or not settings.IS_PRODUCTION
    line = HelpLine(nation=nation, kind="after", **row)
    return HarmNumber(line if is_signed else without_welsh(line), **kept)

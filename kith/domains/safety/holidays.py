"""Bank holidays of each nation, as GOV.UK publishes them and govuk-bank-holidays brings them along: no network."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from importlib.resources import files

from kith.domains.safety.models import Nation

_DIVISIONS = {
    Nation.ENGLAND: "england-and-wales",
    Nation.WALES: "england-and-wales",
    Nation.SCOTLAND: "scotland",
    Nation.NORTHERN_IRELAND: "northern-ireland",
}


@cache
def bank_holidays(nation: str) -> frozenset[dt.date]:
    """The days on which banks are closed there, as far as they are published."""
    # Read as data: the package's own class would bring a network client into every web worker.
    published = json.loads((files("govuk_bank_holidays") / "bank-holidays.json").read_text(encoding="utf-8"))
    return frozenset(dt.date.fromisoformat(one["date"]) for one in published[_DIVISIONS[Nation(nation)]]["events"])


def known_until(nation: str) -> dt.date:
    """The last day of the last year that is published; promises after it may be wrong by a holiday."""
    return dt.date(max(bank_holidays(nation)).year, 12, 31)

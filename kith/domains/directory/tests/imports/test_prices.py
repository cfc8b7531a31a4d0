"""What a visit costs: a price that only some people pay is not everybody's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kith.domains.directory.imports.records import Cost, ServiceRecord
from kith.domains.directory.imports.rows import stated_facts


@pytest.mark.req("R004-24")
@pytest.mark.parametrize(
    ("options", "is_free", "price"),
    [
        ([("Adult", "8"), ("Child", "0")], False, 8.0),
        ([("Concession", "2.50"), ("Standard", "5.20")], False, 5.2),
        ([("First visit", "0"), ("Each time", "3")], False, 3.0),
        ([("Each time", "4"), ("Ten times", "30")], False, 4.0),
        ([("Each time", "0")], True, 0.0),
        ([("Children", "0")], True, 0.0),
        ([("Members", "1")], False, 1.0),
    ],
)
def test_the_price_is_what_anybody_pays(options: list[tuple[str, str]], is_free: bool, price: float) -> None:
    record = ServiceRecord(key="x", name="Swim", costs=[Cost(option, Decimal(amount)) for option, amount in options])
    facts = stated_facts(record)
    assert (facts["is_free"], facts["price"]) == (is_free, price)

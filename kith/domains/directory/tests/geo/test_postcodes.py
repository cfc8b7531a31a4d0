"""Postcodes as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.domains.directory.geo import Postcode, read_postcode

DIRTY = {
    "EH6 6AA": "EH6 6AA",
    "eh66aa": "EH6 6AA",
    "  Eh6   6aA ": "EH6 6AA",
    "EH6\u00a06AA": "EH6 6AA",
    "EH6-6AA": "EH6 6AA",
    "EH6 6AA.": "EH6 6AA",
    "EH6 GAA": None,
    "EH6 6A A": "EH6 6AA",
    "S01 4AB": "SO1 4AB",
    "SO14 OAB": "SO14 0AB",
    "L1 IAA": "L1 1AA",
    "SW1A 1AA": "SW1A 1AA",
    "W1A0AX": "W1A 0AX",
    "BL0 9AB": "BL0 9AB",
    "12 Main Street, Leith EH6 6AA, Scotland": "EH6 6AA",
    "Postcode: BT1 5GS": "BT1 5GS",
    "\uff25\uff28\uff16 6AA": "EH6 6AA",
    "EH6": "EH6",
    "EH6 6": "EH6 6",
    "ZZ1 2AB": "ZZ1 2AB",
    "": None,
    "n/a": None,
    "not known": None,
    "12345": None,
    "Q1": None,
}


@pytest.mark.req("X-11")
@pytest.mark.parametrize(("typed", "read"), DIRTY.items())
def test_dirty_postcodes(typed: str, read: str | None) -> None:
    found = read_postcode(typed)
    assert (str(found) if found else None) == read


def test_none_is_no_postcode() -> None:
    assert read_postcode(None) is None  # type: ignore[arg-type]


OUTWARDS = st.from_regex(r"[A-PR-UWYZ][1-9][0-9]|[A-PR-UWYZ][A-HK-NP-Y][1-9][0-9]?|EC[1-4][A-HJ-Y]", fullmatch=True)
INWARDS = st.from_regex(r"[0-9][ABD-HJLNP-UW-Z]{2}", fullmatch=True)


@given(OUTWARDS, INWARDS, st.sampled_from(["", " ", "  ", "-", "\u00a0", " \t"]), st.booleans())
def test_spacing_and_case_change_nothing(outward: str, inward: str, gap: str, is_lower: bool) -> None:
    text = outward + gap + inward
    assert read_postcode(text.lower() if is_lower else text) == Postcode(outward, inward)


@given(st.text(max_size=40))
def test_whatever_is_read_reads_the_same_again(text: str) -> None:
    found = read_postcode(text)
    if found:
        assert read_postcode(str(found)) == found

"""What is left out on a second PostgreSQL never asks one."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from kith.config.launcher.testing import asks_a_database


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({}, False),
        ({"fixturenames": ["settings", "tmp_path"]}, False),
        ({"fixturenames": ["cast", "db"]}, True),
        ({"fixturenames": ["transactional_db"]}, True),
        ({"marks": {"django_db"}}, True),
        ({"nodeid": "kith/config/tests/test_postgres.py::test_it_starts"}, True),
    ],
)
def test_a_test_that_asks_a_database_is_kept(item: dict, expected: bool) -> None:
    marks = item.pop("marks", set())
    given = {"nodeid": "kith/screening/tests/test_x.py::test_y", "fixturenames": [], **item}
    fake = SimpleNamespace(**given, get_closest_marker=lambda name: name if name in marks else None)
    assert asks_a_database(fake) is expected

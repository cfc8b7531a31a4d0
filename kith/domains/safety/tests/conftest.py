"""A state folder of its own for each test, and a day that stays the same."""

import datetime as dt

import pytest
import time_machine


@pytest.fixture(autouse=True)
def _state(settings, tmp_path):
    settings.STATE_DIR = tmp_path
    settings.KITH_NATION = "england"
    settings.MAIL_DIR = tmp_path / "sent"


@pytest.fixture(autouse=True)
def _one_day():
    """The cast is made before the days that these tests speak of, whenever they run."""
    with time_machine.travel(dt.datetime(2026, 11, 16, 12, tzinfo=dt.UTC), tick=True):
        yield

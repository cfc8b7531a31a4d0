"""A folder of its own for the post of each test, and a day that stays the same."""

import datetime as dt

import pytest
import time_machine


@pytest.fixture(autouse=True)
def _post_folder(settings, tmp_path):
    settings.MAIL_DIR = tmp_path / "sent"
    settings.EMAIL_PROVIDER = settings.SMS_PROVIDER = "file"
    settings.KITH_PUBLIC_URL = "https://kith.example.org"


@pytest.fixture(autouse=True)
def _one_day():
    """The cast is made before the days that these tests speak of, whenever they run."""
    with time_machine.travel(dt.datetime(2026, 11, 16, 12, tzinfo=dt.UTC), tick=True):
        yield

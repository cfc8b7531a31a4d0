"""A folder of its own for the post of each test."""

import pytest


@pytest.fixture(autouse=True)
def _post_folder(settings, tmp_path):
    settings.MAIL_DIR = tmp_path / "sent"
    settings.EMAIL_PROVIDER = settings.SMS_PROVIDER = "file"
    settings.KITH_PUBLIC_URL = "https://kith.example.org"

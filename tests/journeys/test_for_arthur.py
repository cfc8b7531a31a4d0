"""Arthur has no phone and no login: Priya does the main job with him, and both can see that she did."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import walks
from tests.journeys.conftest import Walker
from tests.journeys.walks import Hands, Plain

pytestmark = [pytest.mark.journey, pytest.mark.req("R000-3", "R003-8")]

FIRST_DAY = date.today() + timedelta(days=5)  # noqa: DTZ011 - the day of the person's own calendar

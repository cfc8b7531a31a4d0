"""The one clock of the house: everything that asks the time asks here."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """This instant, aware of its zone."""
    return timezone.now()


def today() -> dt.date:
    """Today's date where the service is (Europe/London)."""
    return timezone.localdate()

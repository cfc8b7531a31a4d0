"""The one clock of the house: everything that asks the time asks here."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection
from django.utils import timezone

_told: ContextVar[dt.datetime | None] = ContextVar("told_time", default=None)


def now() -> dt.datetime:
    """This instant, aware of its zone."""
    return _told.get() or timezone.now()


def database_now() -> dt.datetime:
    """This instant by the database's clock: the same for every process, whatever the clock of its own machine says."""
    if told := _told.get():
        return told
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        at: dt.datetime = cursor.fetchone()[0]
    return at


def today() -> dt.date:
    """Today's date where the service is (Europe/London)."""
    return timezone.localdate(now())


@contextmanager
def at(instant: dt.datetime) -> Iterator[None]:
    """Act as if it were that instant: for the demo's past, and for nothing that runs in a service."""
    token = _told.set(instant)
    try:
        yield
    finally:
        _told.reset(token)

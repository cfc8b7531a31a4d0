"""Staffed time: minutes count only while somebody of the team is there, whatever the clocks on the wall do."""

from __future__ import annotations

import datetime as dt
import uuid

from kith.domains.safety.queries.hours import AHEAD, Promise, next_read, open_hours
from kith.kernel.access import system

_HOUSE = system("safety keeps promises")
_FRESH = dt.timedelta(seconds=30)
_promises: dict[uuid.UUID, tuple[dt.datetime, Promise]] = {}


def is_staffed(team_id: uuid.UUID, at: dt.datetime) -> bool:
    """Whether somebody of the team is there at this instant."""
    return bool(open_hours(_HOUSE, team_id, at, at + dt.timedelta(seconds=1)))


def after(team_id: uuid.UUID, start: dt.datetime, length: dt.timedelta) -> dt.datetime | None:
    """The instant at which so much staffed time has gone by; None where the team is not there for weeks."""
    left = length
    for span in open_hours(_HOUSE, team_id, start, start + AHEAD):
        if span.end - span.start >= left:
            return span.start + left
        left -= span.end - span.start
    return None


def back_at(team_id: uuid.UUID, start: dt.datetime) -> dt.datetime | None:
    """When somebody is there again: now, or at the next opening."""
    return after(team_id, start, dt.timedelta())


def promise_at(team_id: uuid.UUID, at: dt.datetime) -> Promise:
    """When what is written now will be read; worked out at most twice a minute, for each post asks."""
    worked_out, promise = _promises.get(team_id, (at - 2 * _FRESH, Promise()))
    if abs(at - worked_out) >= _FRESH:
        promise = next_read(_HOUSE, team_id, at)
        _promises[team_id] = (at, promise)
    return promise


def forget_promises() -> None:
    """Hours or a rota have changed: work them out anew."""
    _promises.clear()

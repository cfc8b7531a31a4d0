"""Stretches of time, worked out on the wall clock and kept as instants: right also when the clocks change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True, order=True)
class Span:
    """From one instant to a later one, the end not included."""

    start: dt.datetime
    end: dt.datetime

    def holds(self, at: dt.datetime) -> bool:
        return self.start <= at < self.end


def on_the_wall(day: dt.date, opens: dt.time, closes: dt.time, zone: ZoneInfo) -> Span | None:
    """Opening hours of one day as instants; past midnight where they close before they open.

    None where nothing is left of them, because the clocks jump over that time. A time that comes twice is the first.
    """
    last = day if closes > opens else day + dt.timedelta(days=1)
    start, end = _instant(day, opens, zone), _instant(last, closes, zone)
    return Span(start, end) if start < end else None


def merged(spans: Iterable[Span]) -> list[Span]:
    """In order, without overlaps; what touches is one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def common(one: Iterable[Span], other: Iterable[Span]) -> list[Span]:
    """The time that lies in both."""
    others = merged(other)
    pairs = ((max(a.start, b.start), min(a.end, b.end)) for a in merged(one) for b in others)
    return merged(Span(start, end) for start, end in pairs if start < end)


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of the spans when the taken ones are cut out."""
    left = merged(spans)
    for cut in merged(taken):
        pieces = [(s.start, min(s.end, cut.start)) for s in left] + [(max(s.start, cut.end), s.end) for s in left]
        left = merged(Span(start, end) for start, end in pieces if start < end)
    return left


def within(spans: Iterable[Span], start: dt.datetime, end: dt.datetime) -> list[Span]:
    """The part of the spans between two instants."""
    return common(spans, [Span(start, end)]) if start < end else []


def _instant(day: dt.date, at: dt.time, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, at, tzinfo=zone).astimezone(dt.UTC)

"""Hours on the wall become instants that hold, whatever the clocks do."""

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as some

from kith.domains.safety.spans import Span, common, merged, on_the_wall, within, without

LONDON = ZoneInfo("Europe/London")
START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
# The nights when the clocks change, and the days around them.
CHANGES = [dt.date(2026, 3, 29), dt.date(2026, 10, 25), dt.date(2027, 3, 28), dt.date(2027, 10, 31)]
days = some.builds(
    lambda change, off: change + dt.timedelta(days=off), some.sampled_from(CHANGES), some.integers(-2, 2)
)
times = some.builds(dt.time, some.integers(0, 23), some.sampled_from([0, 15, 30, 45]))
spans = some.lists(
    some.builds(
        lambda a, b: Span(START + dt.timedelta(minutes=a), START + dt.timedelta(minutes=a + b)),
        some.integers(0, 2000),
        some.integers(1, 500),
    ),
    max_size=6,
)


def minutes(found):
    return {
        (span.start + dt.timedelta(minutes=n))
        for span in found
        for n in range(int((span.end - span.start).seconds / 60))
    }


@settings(deadline=None)
@given(days, times, times)
def test_what_is_open_reads_on_the_wall_as_it_was_said(day, opens, closes):
    span = on_the_wall(day, opens, closes, LONDON) if opens != closes else None
    if span is None:
        return
    assert span.start < span.end
    for said, instant in ((opens, span.start), (closes, span.end)):
        shown = instant.astimezone(LONDON).time()
        # A time that the jump leaves out is read an hour later; every other one exactly as it was said.
        assert shown == said or (dt.time(1) <= said < dt.time(2) and shown.hour == said.hour + 1)


@settings(deadline=None)
@given(days, times, times)
def test_a_day_is_never_longer_than_said_by_more_than_the_hour_that_comes_twice(day, opens, closes):
    span = on_the_wall(day, opens, closes, LONDON) if opens != closes else None
    if span:
        assert span.end - span.start <= dt.timedelta(hours=25)


def test_the_night_shift_is_an_hour_longer_in_autumn_and_shorter_in_spring():
    lengths = [
        (on_the_wall(day, dt.time(22), dt.time(6), LONDON) or Span(START, START))
        for day in (dt.date(2026, 6, 1), dt.date(2026, 10, 24), dt.date(2026, 3, 28))
    ]
    assert [(s.end - s.start) / dt.timedelta(hours=1) for s in lengths] == [8, 9, 7]


def test_hours_that_the_clocks_jump_over_are_none():
    assert on_the_wall(dt.date(2026, 3, 29), dt.time(1, 30), dt.time(2), LONDON) is None


@settings(deadline=None)
@given(spans)
def test_merged_holds_the_same_time_in_order(some_spans):
    found = merged(some_spans)
    assert minutes(found) == minutes(some_spans)
    assert all(a.end < b.start for a, b in pairwise(found))


@settings(deadline=None)
@given(spans, spans)
def test_common_and_without_divide_the_time(some_spans, others):
    inside, outside = common(some_spans, others), without(some_spans, others)
    assert minutes(inside) == minutes(some_spans) & minutes(others)
    assert minutes(outside) == minutes(some_spans) - minutes(others)


@settings(deadline=None)
@given(spans)
def test_within_keeps_to_its_ends(some_spans):
    end = START + dt.timedelta(minutes=600)
    assert all(span.start >= START and span.end <= end for span in within(some_spans, START, end))
    assert within(some_spans, end, START) == []

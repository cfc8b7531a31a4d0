"""Plain words in, paragraphs out; and what becomes of a passage that is masked."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.domains.rooms.looking import HeldWords, _masked, _moved, held_spans
from kith.domains.rooms.written import excerpt, tidy, to_html
from kith.screening import Hit, Span, Verdict


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("One\n\nTwo\nthree", "<p>One</p><p>Two<br>three</p>"),
        ("<script>alert('x')</script>", "<p>&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;</p>"),
        ("a & b \u202e c\x00", "<p>a &amp; b  c</p>"),
        ("https://example.org", "<p>https://example.org</p>"),
        ("  \n\n One \n \n\n Two ", "<p>One </p><p>Two</p>"),
    ],
)
def test_words_become_paragraphs_and_nothing_else(typed, html):
    assert to_html(typed) == html


@given(some.text(max_size=300))
def test_no_text_brings_a_tag_of_its_own(typed):
    html = to_html(typed)
    assert not html.replace("<p>", "").replace("</p>", "").replace("<br>", "").count("<")
    assert to_html(tidy(typed)) == html


def test_an_excerpt_ends_between_words():
    assert excerpt("one two\n\nthree", 9) == "one two…"
    assert excerpt("one two", 9) == "one two"


def test_passages_that_touch_are_one():
    spans = (Span(8, 12, "a", "r"), Span(0, 5, "a", "r"), Span(4, 9, "b", "r"))
    assert [(one.start, one.end) for one in held_spans(Verdict(held=spans, tier=0))] == [(0, 12)]


def test_the_marked_words_are_those_that_would_wait():
    found = HeldWords("before part after", [Span(7, 11, "a", "r")])
    assert found.pieces == [("before ", False), ("part", True), (" after", False)]


@given(some.integers(0, 30), some.integers(1, 20), some.integers(0, 60), some.integers(1, 10))
def test_a_flag_still_stands_in_the_words_after_masking(start, length, hit_at, hit_length):
    body = "abcdefghij" * 8
    span, hit = Span(start, start + length, "a", "r"), Hit("r", "a", 2, hit_at, hit_at + hit_length)
    _title, masked = _masked("", body, [span])
    moved = _moved(hit, [span])
    assert 0 <= moved.start < moved.end <= len(masked) + 1
    if hit.start >= span.end or hit.end <= span.start:
        assert masked[moved.start : moved.end] == body[hit.start : hit.end]
    assert dataclasses.replace(moved, start=hit.start, end=hit.end) == hit


def test_title_and_words_are_masked_each_in_its_own_place():
    title, body = _masked("Ring 07700", "07700 again", [Span(5, 10, "i", "r"), Span(12, 17, "i", "r")])
    assert (title.startswith("Ring "), body.endswith(" again")) == (True, True)
    assert "07700" not in title + body

"""Codes of reasons in words: no flag shows a code while the lexicon knows what it means."""

from __future__ import annotations

import pytest

from kith.screening import Context, in_words, screen

WORDS = (
    "I keep thinking they would both be better off without me.",
    "I do not want to die, I read about it in a book.",
    "Ring me on 07700 900123, I live at 12 Mill Lane.",
    "I hear a voice that tells me to hurt him.",
)


@pytest.mark.parametrize("words", WORDS)
def test_every_reason_reads_by_its_code_as_the_screener_said_it(words):
    found = screen(words, context=Context(is_night=True, is_first_post=True))
    said = [reason for hit in found.hits for reason in hit.reasons]
    assert said
    assert {reason.code: in_words(reason.code) for reason in said} == {one.code: one.words for one in said}


def test_a_code_of_an_older_list_can_still_be_read():
    assert in_words("suicide.long_gone") == "suicide: long gone"

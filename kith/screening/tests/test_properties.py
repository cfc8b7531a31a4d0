"""Whatever is written: screening answers, points at what was written, and no disguise lowers a literal mention."""

# ruff: noqa: E501, RUF001 - long lists of samples, and signs that look like others

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.screening import identity, mask, screen

MENTIONS = st.sampled_from(
    ["suicide", "suicidal", "overdosed", "self harm", "kill myself", "anorexia", "bulimia", "psychosis"]
)
AROUND = st.sampled_from(["{}", "I keep reading about {} here", "my {} again", "no {} today", "is {} a word"])
PIECES = st.sampled_from(
    ["want to die", "not", "😂", "💊", "s u i", "07700 900123", "...", "'", '"', "\u200b", "ŵ", "kys", "(", "film", "tonight", "\n", "a@b.co", "\ud800", "١"]
)  # fmt: skip
ANYTHING = st.one_of(
    st.text(max_size=300), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=12).map("".join)
)
HOMOGLYPHS = str.maketrans("aeiocsp", "аеіосѕр")


@settings(deadline=None)
@given(ANYTHING, st.booleans())
def test_it_always_answers_and_its_places_are_in_the_text(text, welsh):
    verdict = screen(text, language="cy" if welsh else "en")
    assert 0 <= verdict.tier <= 4
    assert verdict.tier == max((hit.tier for hit in verdict.hits), default=0)
    for span in [*verdict.hits, *verdict.held, *identity(text, own_names=["Leah Bowen"])]:
        assert 0 <= span.start < span.end <= len(text)
    assert len(mask(text, verdict.held)) <= len(text) + 3 * len(verdict.held)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_the_same_words_get_the_same_verdict(text):
    assert screen(text) == screen(text)


@pytest.mark.req("R002-20")
@settings(deadline=None)
@given(
    MENTIONS,
    AROUND,
    st.sampled_from(["zero-width", "homoglyphs", "spaced", "capitals", "full-width", "stretched"]),
    st.integers(1, 6),
)
def test_no_disguise_lowers_a_literal_mention(mention, around, disguise, place):
    plain = screen(around.format(mention)).tier
    assert plain >= 1
    assert screen(around.format(disguised(mention, disguise, place))).tier >= plain


def disguised(mention: str, how: str, place: int) -> str:
    match how:
        case "zero-width":
            return mention[:place] + "\u200b" + mention[place:] + "\u200d"
        case "homoglyphs":
            return mention.translate(HOMOGLYPHS)
        case "spaced":
            return " ".join(mention.replace(" ", ""))
        case "capitals":
            return mention[:place].upper() + mention[place:]
        case "full-width":
            return "".join(chr(ord(c) + 0xFEE0) if c != " " else c for c in mention)
        case _:
            return mention[:-1] + mention[-1] * (place + 2)


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(["and the weather is fine", "love the film", "x", "haha", "see you", "it was years ago"]))
def test_a_cue_never_takes_a_literal_mention_away(more):
    assert screen(f"thoughts of suicide {more}").tier >= 1

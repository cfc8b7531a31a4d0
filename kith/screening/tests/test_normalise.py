"""Words are read as they were meant, and each can be found again in the original."""

# ruff: noqa: E501, RUF001 - long lists of samples, and signs that look like others

import pytest

from kith.screening.lexicon import lexicon


def words(text: str) -> str:
    return " ".join(lexicon().read(text).words)


@pytest.mark.parametrize(
    "written",
    [
        "suicide", "SUICIDE", "su\u200bici\u200dde", "ѕuіcіdе", "ｓｕｉｃｉｄｅ", "𝓼𝓾𝓲𝓬𝓲𝓭𝓮", "śüïcïdé", "s u i c i d e", "s.u.i.c.i.d.e",
        "s-u-i-c-i-d-e", "su1c1de", "$uicide", "5uicide", "su*cide", "suuuuicide", "suiside", "sucide", "sui cide", "sui-cide", "sewerslide",
    ],
)  # fmt: skip
@pytest.mark.req("R002-20")
def test_a_disguise_is_seen_through(written):
    assert words(written) == "suicide"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("idk, im tired n cant sleep", "i do not know i am tired and can not sleep"),
        ("i dont wanna be here anymore", "i do not want to be here any more"),
        ("u ok hun?", "you ok hun ?"),
        ("kms 2nite", "kms tonight"),
        ("I wanttodie", "i want to die"),
        ("my dad's tablets", "my dad tablets"),
        ("I'm really, really tired...", "i am tired"),
        ("killin me", "killing me"),
    ],
)
def test_text_speak_becomes_plain_words(written, meant):
    assert words(written) == meant


@pytest.mark.parametrize("true", ["stranger", "diced", "homeless", "medication", "hospitals", "decide", "overdue"])
def test_a_true_word_is_no_slip(true):
    assert words(true) == true


def test_letters_that_spell_no_word_of_weight_stay_letters():
    assert words("vitamins b c and d") == "vitamins b c and d"


def test_the_way_back_to_the_original():
    text = "I… want\u200b to D I E 😢"
    read = lexicon().read(text)
    place = read.words.index("die")
    start, end = read.span(place, place + 1)
    assert text[start:end] == "D I E"


def test_quotes_and_pauses_are_known():
    read = lexicon().read('She said "do not go", then left')
    first, last = read.quotes[0]
    assert read.words[first:last] == ("do", "not", "go")
    assert read.words.index("then") in read.commas


def test_welsh_words_are_no_slips_of_english_ones():
    assert lexicon().read("bwrdd", language="cy").words == ("bwrdd",)

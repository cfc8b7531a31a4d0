"""Identifying details are found, and published helplines are let through."""

# ruff: noqa: E501, RUF001 - long lists of samples, and signs that look like others

import pytest

from kith.screening import identity
from kith.screening.identities import is_nhs_number


def kinds(text: str, **known: object) -> list[str]:
    return [hit.rule.partition(".")[2] for hit in identity(text, **known)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("call me on 07700 900123", "phone"), ("0 7 7 0 0 9 0 0 1 2 3", "phone"), ("+44 (0)7700 900 123", "phone"), ("+447700900123", "phone"),
        ("0161 496 0123 after six", "phone"), ("(020) 7946 0958", "phone"), ("07700-900-123", "phone"), ("０７７００ ９００１２３", "phone"),
        ("oh seven seven double oh nine double oh one two three", "phone"), ("my no's 07700900123x", "phone"),
        ("jo.bloggs@example.org", "email"), ("jo dot bloggs at gmail dot com", "email"), ("jo(at)example(dot)org", "email"),
        ("im in CF14 3XZ", "postcode"), ("cf143xz", "postcode"), ("EC1A 1BB", "postcode"), ("M1 1AE", "postcode"),
        ("nhs number 943 476 5919", "nhs_number"), ("9434765919", "nhs_number"),
        ("insta: leah_b22", "handle"), ("add me on snap its sparkle99", "handle"), ("I'm cat_lady9 on discord", "handle"),
        ("find me on www.myblog.example.com/leah", "url"), ("leahbakes.co.uk", "url"),
        ("I live at 12 Acacia Avenue", "address"), ("flat 3, 14 Stryd Fawr court", "address"),
        ("my real name is Gwen", "says_name"), ("im called Siân", "says_name"), ("fy enw i yw Gwen", "says_name"),
    ],
)  # fmt: skip
@pytest.mark.req("R002-17")
def test_details_are_found(text, kind):
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "samaritans are on 116 123", "ring 111 or 999", "0800 068 4141 is papyrus", "www.mind.org.uk helped", "see nhs.uk/mental-health", "jo@samaritans.org answers",
        "nhs number 943 476 5918", "i paid 2000 on 12/10/2020", "meet at 10am, 3 times a week", "my name is not important", "took 1200 steps", "in 2019 I was 20",
        "I scored 147-112 at darts", "page 12 of 300", "what a long street", "everyone calls me names", "season 2 ep 3",
    ],
)  # fmt: skip
@pytest.mark.req("R002-17")
def test_what_tells_nothing_is_let_through(text):
    assert kinds(text) == []


@pytest.mark.req("R002-17")
def test_names_that_the_caller_knows():
    assert kinds("it's leah bowen here", own_names=["Leah Bowen"]) == ["own_name"]
    assert kinds("l e a", own_names=["Leah Bowen"]) == []
    assert kinds("Dr Shah was kind", staff_names=["Priya Shah"]) == ["staff_name"]
    assert kinds("a leahy day", own_names=["Leah Bowen"]) == []
    assert kinds("LÉAH", own_names=["Leah Bowen"]) == ["own_name"]


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("I hope it will pass, mark my words", False),
        ("Will it ever end", False),
        ("the Rose in the garden", False),
        ("my name is Will", True),
        ("I'm Hope, hello", True),
        ("this is Mark", True),
        ("see you friday. love, Rose x", True),
        ("call me mark my words", False),
        ("will davies here", True),
        ("hope.griffiths", True),
        ("old Griffiths lives here", True),
    ],
)
@pytest.mark.req("R002-17")
def test_a_name_that_is_a_common_word_counts_where_it_names_somebody(text, is_named):
    own = ["Will Davies", "Hope Griffiths", "Mark Bowen", "Rose Shah"]
    assert ("own_name" in kinds(text, own_names=own)) is is_named


def test_the_caller_may_allow_what_its_service_publishes():
    assert kinds("ring 0161 496 0123", allowed=["0161 496 0123"]) == []
    assert kinds("hi @dandelion", allowed=["dandelion"]) == []
    assert kinds("hi @dandelion") == ["handle"]


def test_spans_point_into_the_original():
    text = "it’s me — ０７７００ ９００１２３, ok?"
    (hit,) = identity(text)
    assert text[hit.start : hit.end] == "０７７００ ９００１２３"


@pytest.mark.parametrize(
    ("number", "is_one"), [("943 476 5919", True), ("943 476 5918", False), ("000 000 0000", False), ("12", False)]
)
def test_the_check_digit(number, is_one):
    assert is_nhs_number(number) is is_one

"""Cells as people fill them: letters, markup, addresses, names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.domains.directory.imports import text

pytestmark = pytest.mark.req("X-7")


def test_a_file_may_mix_two_encodings_line_by_line():
    raw = "Café,£5\n".encode() + "Café,£6\n".encode("cp1252")
    assert text.decode(raw) == ("Café,£5\nCafé,£6\n", True)


def test_a_file_in_one_encoding_is_not_called_mixed():
    assert text.decode("\ufeffCafé".encode()) == ("Café", False)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("CafÃ© open", "Café open"),
        ("\x91open storage\x92", "\u2018open storage\u2019"),
        ("\xc2\x91open\x92", "\u2018open\u2019"),
        ("Tea £2", "Tea £2"),
        ("naïve façade", "naïve façade"),
    ],
)
def test_letters_that_went_through_the_wrong_encoding_are_mended(broken, whole):
    assert text.mend(broken) == whole


def test_markup_becomes_plain_paragraphs():
    cell = 'Ring <a href="https://example.org">us</a>.<br>Tea &amp; cake<script>alert(1)</script>'
    assert text.plain(cell) == "Ring us.\nTea & cake"


@given(st.text(max_size=200))
def test_no_cell_breaks_the_cleaning_and_no_tag_survives_it(cell):
    assert "<script" not in text.plain(f"{cell}<script>x</script>")


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ('<a href = "http://www.example.org/page.aspx">Our page</a>', "http://www.example.org/page.aspx"),
        ("www.example.org", "https://www.example.org"),
        ('<a href=" http://example.org/us "', "http://example.org/us"),
        ("http://HTTP://example.org", "HTTP://example.org"),
        ("http://in progress", ""),
        ("somebody@example.org", ""),
        ("n/a", ""),
    ],
)
def test_a_web_address_is_found_or_there_is_none(cell, address):
    assert text.web_address(cell) == address


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("mailto:hello@example.org", "hello@example.org"),
        ("Mobile Library <mobile@example.org>", "mobile@example.org"),
        ("https://www.example.gov.uk/form-enquiry", ""),
        ("www.example.org", ""),
    ],
)
def test_a_web_address_is_no_mail_address(cell, address):
    assert text.mail_address(cell) == address


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ('http://<a href="tel:+441632960500">01632 960500</a>', "01632 960500"),
        ("Helpline 0808 157 0192", "0808 157 0192"),
        ("01632 960 509/1844", "01632 960 509"),
        ("01632 960501;01632 960502 (group bookings)", "01632 960501"),
        ("7720711", ""),
    ],
)
def test_the_first_number_that_can_be_rung_is_taken(cell, number):
    assert text.phone_number(cell) == number


@pytest.mark.parametrize(
    ("cell", "postcode"),
    [("eh6 8pg", "EH6 8PG"), ("EH42 1EN (Head Office)", "EH42 1EN"), ("EH16 4", "EH16 4"), ("EH7", "EH7"), ("tba", "")],
)
def test_part_of_a_postcode_is_kept_as_a_part(cell, postcode):
    assert text.postcode(cell) == postcode


@pytest.mark.parametrize(
    ("shouted", "name"),
    [
        ("THE ROSE AND CROWN TRUST", "The Rose and Crown Trust"),
        ("ST. MARY'S PTA", "St. Mary's PTA"),
        ("THE O'BRIEN TRUST (UK) LTD", "The O'Brien Trust (UK) Ltd"),
        ("J A CLARK FUND", "J A Clark Fund"),
        ("1ST VALE SCOUT GROUP", "1st Vale Scout Group"),
        ("Already fine", "Already fine"),
    ],
)
def test_names_in_capitals_are_written_in_ordinary_letters(shouted, name):
    assert text.name_case(shouted) == name


@pytest.mark.parametrize(("cell", "point"), [("55.9,-3.2", (55.9, -3.2)), ("0", None), ("", None), ("100,101", None)])
def test_a_point_written_as_text_is_read_when_it_lies_in_these_islands(cell, point):
    assert text.point(cell) == point

"""Lists in columns: what the mapping makes of a row, and each kind of dirt that real lists hold (own words)."""

import gzip
from pathlib import Path

import pytest

from kith.domains.directory.imports import mapping
from kith.domains.directory.imports.mapping import Mapping, MappingError
from kith.domains.directory.imports.records import Read
from kith.domains.directory.imports.tables import TableReader, open_table

LIBRARY = mapping.load(mapping.FOLDER / "uk-libraries.toml")
CHARITY = mapping.load(mapping.FOLDER / "uk-charities.toml")
DAY = mapping.load(mapping.FOLDER / "edinburgh-day-services.toml")
ALLOTMENT = mapping.load(mapping.FOLDER / "edinburgh-allotments.toml")


def row(chosen: Mapping, **cells: str) -> dict[str, str]:
    columns = dict.fromkeys(chosen.requires, "")
    return {**columns, **{name.replace("_", " "): value for name, value in cells.items()}}


def one(chosen: Mapping, *rows: dict[str, str]) -> list[Read]:
    return list(TableReader(chosen, list(rows)).read())


def problems(read: Read) -> set[tuple[str, str]]:
    return {(p.field, p.problem) for p in read.problems}


def library(**cells: str) -> dict[str, str]:
    return row(LIBRARY, **{"Library_name": "Hill Library", "Postcode": "EH6 8PG", "Address_1": "High Street", **cells})


@pytest.mark.req("X-7")
def test_a_web_address_in_the_mail_column_is_reported_and_used_as_the_site():
    (read,) = one(LIBRARY, library(Email_address="https://www.example.gov.uk/ask"))
    assert ("Email address", "email_is_a_web_address") in problems(read)
    assert (read.service.email, read.service.url) == ("", "https://www.example.gov.uk/ask")


@pytest.mark.req("X-8")
def test_the_same_name_in_several_places_stays_several():
    reads = one(
        LIBRARY,
        *(library(Local_authority=town, Library_name="Central Library", Postcode=p) for town, p in
          [("Ayton", "PA15 1JB"), ("Beeton", "L3 8EW"), ("Ceeton", "M2 5PD"), ("Deeton", "TS1 2AY")]),
    )  # fmt: skip
    assert len({read.service.key for read in reads}) == 4


def test_the_same_key_twice_in_one_list_is_two_records():
    reads = one(LIBRARY, library(), library())
    assert [read.service.key.endswith("#2") for read in reads] == [False, True]


def test_closed_but_still_listed_is_kept_and_known_to_be_closed():
    (read,) = one(LIBRARY, library(Year_closed="2016"))
    assert (read.service.status, read.service.facts["has_closed"]) == ("defunct", True)


def test_no_hours_at_all_is_not_known_rather_than_closed():
    (read,) = one(LIBRARY, library())
    assert read.service.places[0].openings == []
    assert problems(read) == set()


def test_split_days_and_hours_past_midnight_arrive_at_the_place():
    (read,) = one(LIBRARY, library(Monday_staffed_hours="10:00-13:00,14:00-17:00", Friday_staffed_hours="07:00-02:00"))
    spans = [(o.weekday, o.is_after_midnight) for o in read.service.places[0].openings]
    assert spans == [(1, False), (1, False), (5, True)]
    assert ("Friday staffed hours", "hours_past_midnight") in problems(read)


def test_a_list_of_one_kind_of_thing_says_which_kind_it_is():
    (read,) = one(LIBRARY, library(Library_name="Clifton"))
    assert (read.service.name, read.service.description) == ("Clifton", "A public library.")


def test_a_charity_in_capitals_with_a_blank_postcode_is_kept():
    (read,) = one(CHARITY, row(CHARITY, org_id="GB-CHC-1", name="x") | {"name": "THE GREEN SHED", "org_id": "GB-CHC-1"})
    assert read.service.name == "The Green Shed"
    assert read.service.places == []


def test_a_charitys_address_is_an_office_and_no_venue():
    cells = row(CHARITY) | {"org_id": "GB-CHC-1", "name": "Green Shed", "postcode": "BS3 2BN", "activities": "Tools."}
    (read,) = one(CHARITY, cells)
    assert read.service.places[0].kind == "office"


def test_rows_with_one_identifier_are_one_record_and_their_tags_are_joined():
    base = row(CHARITY) | {"org_id": "GB-CHC-1", "name": "Green Shed", "activities": "Tools."}
    (read,) = one(CHARITY, base | {"UKCAT": "AR101"}, base | {"UKCAT": "AR101;LE102"})
    assert read.repeats == 1
    assert [term.code for term in read.service.terms] == ["AR101", "LE102"]


def day_service(**cells: str) -> dict[str, str]:
    return row(DAY) | {"Name": "Lamp Club", "Postcode": "EH4 1JB", **cells}


def test_two_venues_and_their_rules_in_one_cell_become_two_places():
    cells = day_service() | {
        "Venue": "The Hall, 2 Mill Street - 1st, 3rd and 5th Saturdays of the month."
        "Chapel, East Street, EH8 9TF - 4th Saturday of the month.",
        "Days and times": "Saturdays 11am - 2pm",
        "Location": "55.95,-3.21",
        "Second location": "55.94,-3.18",
    }
    (read,) = one(DAY, cells)
    first, second = read.service.places
    assert (first.address, second.address) == ("The Hall, 2 Mill Street", "Chapel, East Street, EH8 9TF")
    assert (second.postcode, second.lat) == ("EH8 9TF", 55.94)
    assert "1st, 3rd and 5th" in first.openings[0].rule
    assert "4th Saturday" in second.openings[0].rule


def test_markup_inside_a_cell_is_taken_out_and_reported():
    cells = day_service() | {"How to arrange a place": '<a href="http://example.org">Ring us</a>'}
    (read,) = one(DAY, cells)
    assert read.service.application == "Ring us"
    assert ("How to arrange a place", "markup_removed") in problems(read)


def test_a_point_that_is_none_is_dropped_and_the_record_kept():
    (read,) = one(DAY, day_service() | {"Location": "0"})
    assert read.service.places[0].lat is None
    assert ("Location", "not_a_point") in problems(read)


def test_part_of_a_postcode_is_used_and_reported():
    (read,) = one(ALLOTMENT, row(ALLOTMENT) | {"Name": "Top Plots", "Postcode": "EH16 4"})
    assert read.service.places[0].postcode == "EH16 4"
    assert ("Postcode", "postcode_incomplete") in problems(read)


def test_placeholders_are_left_out_and_reported():
    (read,) = one(DAY, day_service() | {"Email": "redacted@example.org", "Phone number": "07700 900000"})
    assert (read.service.email, read.service.phones) == ("", [])
    assert {("Email", "placeholder_left_out"), ("Phone number", "placeholder_left_out")} <= problems(read)


def test_an_empty_row_and_a_row_without_a_name_are_refused_with_the_reason():
    reads = one(DAY, row(DAY), row(DAY) | {"Services provided": "Lunch"})
    assert [read.refused for read in reads] == ["empty_row", "no_name"]


def test_no_date_in_the_list_means_no_assured_date():
    (read,) = one(LIBRARY, library(Year_opened="2012"))
    assert (read.service.assured_on, read.service.changed_on) == (None, None)


@pytest.mark.req("X-6")
def test_a_packed_file_in_mixed_letters_is_opened(tmp_path):
    path = tmp_path / "list.csv.gz"
    path.write_bytes(gzip.compress(b"name,postcode,description\n" + "Café,EH6 8PG,Tea\n".encode("cp1252")))
    columns, rows, was_mixed = open_table(path)
    assert (columns, rows[0]["name"], was_mixed) == (["name", "postcode", "description"], "Café", True)


def test_a_list_in_our_own_plain_form_is_known_by_its_columns(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "name,postcode,description,is_free,minimum_age,checked_on\nChess,EH6 8PG,Boards,yes,18,03/11/2026\n"
    )
    columns, rows, _ = open_table(path)
    chosen = mapping.choose(set(columns))
    assert chosen is not None
    (read,) = TableReader(chosen, rows).read()
    assert read.service.facts["is_free"] is True
    assert (read.service.minimum_age, str(read.service.assured_on)) == (18, "2026-11-03")


def test_a_mapping_with_unknown_words_is_refused_by_name(tmp_path):
    path = tmp_path / "odd.toml"
    path.write_text('name = "Name"\nkolour = "Blue"\n')
    with pytest.raises(MappingError, match="kolour"):
        mapping.load(path)


def test_a_mapping_may_be_json(tmp_path):
    path = tmp_path / "mine.json"
    path.write_text(
        '{"name": "Who", "description": "What", "when": [{"column": "Free?", "is": "y", "facts": {"is_free": true}}]}'
    )
    mine = mapping.load(path)
    (read,) = TableReader(mine, [{"Who": "Chess", "What": "Boards", "Free?": "Y"}]).read()
    assert read.service.facts == {"is_free": True}


@pytest.mark.parametrize("path", sorted(mapping.FOLDER.glob("*.toml")), ids=lambda p: p.stem)
def test_every_shipped_mapping_can_be_read_and_is_chosen_by_its_own_columns(path: Path):
    loaded = mapping.load(path)
    chosen = mapping.choose(set(loaded.requires))
    assert chosen is not None
    assert chosen.requires == loaded.requires

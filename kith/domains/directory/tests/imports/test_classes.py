"""A timetable: rows become classes at places; rotas, cleaning and squads are refused."""

import csv
import io
from pathlib import Path

import pytest

from kith.domains.directory.imports import mapping
from kith.domains.directory.imports.classes import ClassReader, ages_in, class_name
from kith.domains.directory.imports.records import Read
from kith.domains.directory.imports.tables import open_table

TIMETABLE = mapping.load(mapping.FOLDER / "edinburgh-leisure-classes.toml")
COLUMNS = [
    "Description", "ID", "Activity Group", "Site", "Start Time", "Duration", "Max Bookees", "Min Bookees",
    "Waiting List", "Frequency", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    "Start Date", "End Date", "Web Bookable", "Web Comments",
]  # fmt: skip


def line(description: str, **given: str) -> dict[str, str]:
    base = {
        "Description": description, "Activity Group": "FITCLAS023", "Site": "HILL", "Start Time": "18:30:00",
        "Duration": "60", "Max Bookees": "20", "Waiting List": "1", "Tuesday": "1", "Start Date": "01/03/2013",
        "End Date": "30/06/2014", "Web Comments": "Slow and calm.",
    }  # fmt: skip
    return {**dict.fromkeys(COLUMNS, "0"), **base, **{k.replace("_", " "): v for k, v in given.items()}}


@pytest.fixture
def read(tmp_path: Path):
    (tmp_path / "sites.csv").write_text(
        "Site ID,Site Name,Address 1,Address 2,City,Postcode,Phone,Email\n"
        "HILL,Hill Baths,1 Hill,,Edinburgh,EH5 2HF,01632 960500,\n"
    )
    (tmp_path / "groups.csv").write_text(
        "Activity Group ID,Activity Group Name\nFITCLAS023,Yoga\nJCSWIM0005,Beginners 1\nZACTGYM001,Gym Booking Sheet\n"
    )

    def reading(*rows: dict[str, str]) -> list[Read]:
        packed = io.StringIO()
        writer = csv.DictWriter(packed, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
        path = tmp_path / "classes.csv"
        path.write_text(packed.getvalue())
        return list(ClassReader(TIMETABLE, open_table(path)[1], tmp_path).read())

    return reading


def test_rows_of_one_class_at_one_place_are_one_service_with_all_their_times(read):
    (found,) = read(
        line("Hatha Yoga Tue 18:30"), line("Hatha Yoga Thu 09:00", Tuesday="0", Thursday="1", Start_Time="09:00:00")
    )
    (place,) = found.service.places
    assert found.count == 2
    assert found.service.name == "Hatha Yoga"
    assert place.postcode == "EH5 2HF"
    assert [(o.weekday, f"{o.opens_at:%H%M}", f"{o.closes_at:%H%M}") for o in place.openings] == [
        (2, "1830", "1930"),
        (4, "0900", "1000"),
    ]
    assert (place.openings[0].capacity, place.openings[0].has_waiting_list) == (20, True)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"description": "T.R.P. / Cleaning"}, "cleaning"),
        ({"description": "Somebody's shift", "Activity_Group": "ZACTGYM001"}, "staff_time"),
        ({"description": "Staff Training"}, "staff_time"),
        ({"description": "Elite Squad"}, "squad"),
        ({"description": "Yoga", "Site": "NONE"}, "unknown_site"),
    ],
)
def test_what_nobody_can_join_is_refused_with_its_reason(read, given, reason):
    (found,) = read(line(**given))
    assert found.refused == reason


def test_a_refused_row_of_a_rota_names_nobody(read):
    (found,) = read(line("Morag Pettigrew", Activity_Group="ZACTGYM001"))
    assert "Morag" not in found.record


def test_the_end_date_30_12_1899_means_no_end(read):
    (found,) = read(line("Yoga", End_Date="30/12/1899"))
    assert found.service.places[0].openings[0].valid_to is None
    assert [p.problem for p in found.problems] == ["date_means_none"]


def test_short_words_are_written_out_and_swimming_is_named(read):
    (found,) = read(line("Beg 1", Activity_Group="JCSWIM0005"))
    assert found.service.name == "Beginners 1 (swimming)"
    assert (found.service.minimum_age, found.service.maximum_age) == (0, 17)


def test_a_class_name_loses_its_day_and_hour():
    assert class_name("Aquafit Mon 10:00") == "Aquafit"


@pytest.mark.parametrize(
    ("name", "ages"),
    [
        ("Gymnastics 3-5yr", (3, 5)),
        ("Little movers 18m-5yr", (1, 5)),
        ("Judo P1-3", (5, 8)),
        ("Badminton S1-5", (12, 17)),
        ("Judo P4+", (8, 17)),
        ("Adult + Child", (0, 150)),
        ("Tots Tennis", (0, 5)),
        ("50+ Tea Dance", (50, 150)),
        ("Yoga", None),
    ],
)
def test_ages_are_read_from_a_class_name(name, ages):
    assert ages_in(name) == ages

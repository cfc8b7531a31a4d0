"""Where postcodes are, and how sure we are."""

import csv
import gzip
import json
import time
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from kith.domains.directory.geo import Gazetteer, Precision, codepoint, distance_km, gazetteer, locate, places

# Lists that others wrote lie beside the project, where they are kept at all; they are never copied into it.
REAL_LIBRARIES = Path(settings.ROOT).parent / "shared/data/directory/uk-libraries/libraries.csv.gz"
needs_tables = pytest.mark.skipif(codepoint.source_folder() is None, reason="no postcode tables installed")

INVENTED = (
    '"AA1 1AA",10,400000,300000\n'
    '"AA1 1AB",10,400200,300200\n'
    '"AA1 1AD",90,0,0\n'
    '"AA1 2BB",10,401000,301000\n'
    '"AA10 1AA",10,410000,310000\n'
    '"AA2 1AA",90,0,0\n'
)


@pytest.fixture
def small(tmp_path: Path) -> codepoint.CodePoint:
    """A postcode file of six invented rows."""
    with gzip.open(tmp_path / "aa.csv.gz", "wt") as table:
        table.write(INVENTED)
    codepoint.build(tmp_path, tmp_path / "made.bin")
    return codepoint.CodePoint(tmp_path / "made.bin")


def test_every_row_with_a_position_is_found_exactly(small: codepoint.CodePoint) -> None:
    assert small.exact("AA1 1", "AA") == (400000, 300000)
    assert small.exact("AA1 1", "AB") == (400200, 300200)
    assert small.exact("AA10 1", "AA") == (410000, 310000)
    assert small.units == 4


def test_rows_without_a_position_are_unknown(small: codepoint.CodePoint) -> None:
    assert small.exact("AA1 1", "AD") is None
    assert small.area("AA2 1") is None
    assert small.area("AA2") is None


def test_sector_and_district_are_the_middle_of_their_postcodes(small: codepoint.CodePoint) -> None:
    assert small.area("AA1 1") == (400100, 300100)
    assert small.area("AA1") == (400400, 300400)
    assert small.exact("AA1 9", "AA") is None


@pytest.mark.parametrize("letters", ["", "A", "C1", "ÄA", "CI"])
def test_letters_that_no_postcode_has(small: codepoint.CodePoint, letters: str) -> None:
    assert small.exact("AA1 1", letters) is None


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"something else entirely, and long enough")
    with pytest.raises(ValueError, match="not a postcode file"):
        codepoint.CodePoint(tmp_path / "x.bin")


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "aa.csv.gz", "wt") as table:
        table.write("AA1 1AA,10,not-a-number,3\n")
    with pytest.raises(ValueError, match="not-a-number"):
        codepoint.build(tmp_path, tmp_path / "made.bin")
    assert [path.name for path in tmp_path.iterdir()] == ["aa.csv.gz"]


@needs_tables
@pytest.mark.req("X-11")
def test_a_postcode_is_placed_exactly() -> None:
    place = locate("sw1a1aa")
    assert place is not None
    assert (place.postcode, place.precision, place.note) == ("SW1A 1AA", Precision.EXACT, "")
    # Buckingham Palace: the position the national statistics give for this postcode.
    assert distance_km(place.lat, place.lon, 51.501009, -0.141588) < 0.005


@needs_tables
@pytest.mark.req("X-11")
def test_a_wrong_postcode_falls_to_its_sector_then_its_district_and_says_so() -> None:
    sector, district = locate("EH6 6ZZ"), locate("EH6 0AA")
    assert sector is not None
    assert (sector.precision, sector.stands_for) == (Precision.SECTOR, "EH6 6")
    assert "EH6 6ZZ" in sector.note
    assert "EH6 6." in sector.note
    assert district is not None
    assert (district.precision, district.stands_for) == (Precision.OUTCODE, "EH6")
    assert distance_km(sector.lat, sector.lon, district.lat, district.lon) < 3


@pytest.mark.req("X-11")
def test_northern_ireland_is_placed_by_district() -> None:
    place = locate("BT1 5GS")
    assert place is not None
    assert (place.precision, place.stands_for) == (Precision.OUTCODE, "BT1")
    # Belfast City Hall, to the kilometre the table promises.
    assert distance_km(place.lat, place.lon, 54.5965, -5.9301) < 1.5
    assert len(gazetteer.owner_of("BT1").districts) == 80  # type: ignore[union-attr]


def test_nowhere_is_not_guessed() -> None:
    assert locate("QX1 1AA") is None
    assert locate("somewhere") is None


def test_an_invented_town_answers_for_its_own_district(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer, "_REGISTERED", dict(gazetteer._REGISTERED))
    (tmp_path / "towns.csv").write_text("postcode,lat,lon\nZZ1 1AA,54.5,-1.5\nZZ1 1AB,54.7,-1.7\n")
    gazetteer.register(Gazetteer.from_csv("invented", tmp_path / "towns.csv"))
    exact, near = locate("ZZ1 1AA"), locate("ZZ1 9ZZ")
    assert exact is not None
    assert (exact.lat, exact.lon, exact.precision) == (54.5, -1.5, Precision.EXACT)
    assert near is not None
    assert (near.lat, near.precision) == (pytest.approx(54.6), Precision.OUTCODE)


def test_a_story_can_bring_its_towns_as_json(tmp_path: Path) -> None:
    story = {
        "towns": [{"outcode": "ZZ9", "latitude": 54.0, "longitude": -2.0}],
        "postcodes": [{"postcode": "ZZ9 1AA", "latitude": 54.01, "longitude": -2.02}],
    }
    (tmp_path / "story.json").write_text(json.dumps(story))
    towns = Gazetteer.from_json("story", tmp_path / "story.json")
    assert towns.owns("ZZ9")
    assert (towns.postcodes["ZZ9 1AA"], towns.districts["ZZ9"]) == ((54.01, -2.02), (54.0, -2.0))


@needs_tables
@pytest.mark.req("X-11")
@pytest.mark.skipif(not REAL_LIBRARIES.exists(), reason="the real libraries are not on this machine")
def test_real_libraries_are_placed() -> None:
    with gzip.open(REAL_LIBRARIES, "rt", encoding="utf-8") as lines:
        found = Counter(
            place.precision if (place := locate(row["Postcode"])) else None for row in csv.DictReader(lines)
        )
    assert found[Precision.EXACT] / found.total() >= 0.96
    assert found[None] / found.total() < 0.001


@needs_tables
def test_looking_up_is_quick() -> None:
    """Under 50 microseconds each on a quiet machine; three times that here, as neighbours share the cores."""
    places._place_in_britain.cache_clear()
    codes = [f"EH{d} {s}A{letter}" for d in range(1, 17) for s in range(1, 9) for letter in "ABDEFGHJ"]
    locate(codes[0])
    started = time.perf_counter()
    for code in codes:
        locate(code)
    assert (time.perf_counter() - started) / len(codes) < 150e-6

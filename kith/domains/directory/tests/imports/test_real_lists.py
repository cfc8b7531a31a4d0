"""The same over lists that nobody here wrote; they lie beside the project and are skipped where they are not."""

from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from kith.domains.directory import classify
from kith.domains.directory.actions import bring_in
from kith.domains.directory.imports import mapping
from kith.domains.directory.imports.classes import ClassReader
from kith.domains.directory.imports.feeds import FeedReader
from kith.domains.directory.imports.records import Read
from kith.domains.directory.imports.rows import words_of
from kith.domains.directory.imports.tables import TableReader, open_table
from kith.domains.directory.models import Kind, Listing
from kith.kernel.access import system

REAL = settings.ROOT.parent / "shared" / "data" / "directory"
INTEROP = settings.ROOT.parent / "shared" / "data" / "interop"
EDINBURGH = REAL / "edinburgh-ogl2"
pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the real lists are not beside this project")


def read(path: Path) -> list[Read]:
    columns, rows, _ = open_table(path)
    chosen = mapping.choose(set(columns))
    assert chosen is not None, path.name
    reader = ClassReader(chosen, rows, path.parent) if chosen.shape == "classes" else TableReader(chosen, rows)
    return list(reader.read())


@pytest.fixture(scope="module")
def libraries() -> list[Read]:
    return read(REAL / "uk-libraries" / "libraries.csv.gz")


@pytest.fixture(scope="module")
def charities() -> list[Read]:
    return read(REAL / "uk-charities-ukcat" / "charities-sample.csv.gz")


@pytest.fixture(scope="module")
def classes() -> list[Read]:
    return read(EDINBURGH / "edinburghleisure-classes.csv.gz")


def count(reads: list[Read], problem: str) -> int:
    return sum(p.problem == problem for found in reads for p in found.problems)


@pytest.mark.req("X-7")
def test_31_web_addresses_as_mail_are_31_records_kept_and_31_warnings(libraries):
    wrong = [found for found in libraries if any(p.problem == "email_is_a_web_address" for p in found.problems)]
    assert len(wrong) == 31
    assert all(found.service and found.service.url for found in wrong)


def test_every_library_is_kept_and_478_are_known_to_be_closed(libraries):
    assert len(libraries) == 4231
    assert sum(found.service.status == "defunct" for found in libraries) == 478


@pytest.mark.req("X-8")
def test_central_library_seven_times_stays_seven(libraries):
    assert len({found.service.key for found in libraries if found.service.name == "Central Library"}) == 7


def test_hours_that_cannot_be_are_reported_one_by_one(libraries):
    # 07:00-02:00 once; 10:00-00:00 twice; 19:00-00:00 and 09:00-00:00 once each; a bare 00:00 once.
    assert count(libraries, "hours_past_midnight") == 5
    assert count(libraries, "hours_not_readable") == 1
    assert count(libraries, "hours_too_early") == 8


def test_libraries_with_hours_have_them_and_the_others_have_none(libraries):
    with_hours = sum(bool(found.service.places and found.service.places[0].openings) for found in libraries)
    assert 2940 <= with_hours <= 2960


def test_charities_are_organisations_with_offices_and_names_in_ordinary_letters(charities):
    assert sum(found.count + found.repeats for found in charities) == 4203
    assert count(charities, "postcode_missing") == 18
    assert {place.kind for found in charities for place in found.service.places} == {"office"}
    assert sum(found.service.name.isupper() and len(found.service.name) > 12 for found in charities) == 0


def test_cleaning_rows_are_refused_and_dates_of_1899_mean_none(classes):
    refused = Counter(found.refused for found in classes)
    assert refused["cleaning"] == 1522
    assert sum(found.count for found in classes) == 18489
    assert all(o.valid_to is None or o.valid_to.year > 2000 for found in classes if found.service
               for place in found.service.places for o in place.openings)  # fmt: skip


def test_no_rota_of_the_gym_becomes_a_class(classes):
    names = {found.service.name.lower() for found in classes if found.service}
    assert not [name for name in names if "floor walk" in name or "break" in name.split() or "cleaning" in name]


@pytest.mark.parametrize("path", sorted(EDINBURGH.glob("*.csv")) if REAL.exists() else [], ids=lambda p: p.stem)
def test_every_edinburgh_list_is_read_without_losing_a_row(path):
    _columns, rows, _ = open_table(path)
    reads = read(path)
    assert len(reads) == len(rows)
    assert {found.refused for found in reads} <= {"", "empty_row"}
    assert not [
        found.service.name
        for found in reads
        if found.service and ("<" in found.service.description or "\x92" in found.service.name)
    ]


@pytest.mark.req("R004-82")
def test_at_least_four_of_five_real_services_map_to_a_top_level_kind(libraries, charities, classes):
    lists = [read(path) for path in sorted(EDINBURGH.glob("*.csv"))] + [charities, classes]
    services = [found.service for reads in lists for found in reads if found.service]
    mapped = [bool(classify.read(words_of(service)).kinds) for service in services]
    assert len(services) > 5500
    assert sum(mapped) / len(mapped) >= 0.95  # libraries, all of them learning, are left out of the sum
    kinds = Counter(
        classify.read(words_of(service)).kinds[0]
        for service, is_mapped in zip(services, mapped, strict=True)
        if is_mapped
    )
    first_class = ("arts", "music", "nature", "movement", "advice", "learning", "volunteering")
    assert all(kinds[kind] > 50 for kind in first_class), kinds
    assert set(kinds) <= set(Kind.values)


@pytest.mark.skipif(not INTEROP.exists(), reason="the standards' examples are not beside this project")
@pytest.mark.parametrize("standard", ["oruk-3.0", "hsds-3.0"])
@pytest.mark.req("X-6")
def test_the_standards_own_examples_are_read(standard):
    files = sorted((INTEROP / standard / "examples").glob("*.json"))
    reads = list(FeedReader.of_files(files, standard).read())
    kept = [found.service for found in reads if found.service]
    assert "Community Counselling" in [service.name for service in kept]
    assert all(found.service or found.refused for found in reads)


@pytest.mark.django_db
@pytest.mark.proof
def test_the_whole_folder_is_kept_adds_up_and_is_twice_the_same():
    first = bring_in(REAL, by=system("proof"))
    kept = sum(report.kept for report in first.lists)
    assert kept >= 8000
    assert Listing.objects.count() >= 8000
    assert all(report.adds_up for report in first.lists)
    second = bring_in(REAL, by=system("proof"))
    counts = [(r.records_in, r.kept, r.candidates, r.refused, r.services) for r in first.lists]
    assert [(r.records_in, r.kept, r.candidates, r.refused, r.services) for r in second.lists] == counts
    assert sum(report.changed for report in second.lists) == 0
    assert not Listing.objects.exclude(assured_on=None).exists()

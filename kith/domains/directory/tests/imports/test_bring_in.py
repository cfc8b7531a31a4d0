"""Taking in a path from beginning to end: counts that add up, twice the same, going on after a stop."""

import json
from pathlib import Path

import pytest
import time_machine

from kith.domains.directory.actions import (
    bring_in,
    bring_in_records,
    finish_import,
    keep_records,
    propose_merges,
    start_import,
    stop_import,
)
from kith.domains.directory.imports import run as runs
from kith.domains.directory.imports.records import Read
from kith.domains.directory.models import (
    Claim,
    FieldWarning,
    ImportRun,
    Listing,
    MergeProposal,
    Refusal,
    Service,
    Source,
)
from kith.domains.directory.projection import project
from kith.domains.directory.tests.factories import make_source
from kith.kernel.access import ANYONE, Refused, system
from kith.kernel.clock import now

pytestmark = pytest.mark.django_db
HOUSE = system("import-directory")
COLUMNS = "name,postcode,description,organisation,phone,email,opening_hours,is_free,checked_on\n"


def a_list(folder: Path, rows: list[str], name: str = "things.csv") -> Path:
    path = folder / name
    path.write_text(COLUMNS + "\n".join(rows) + "\n")
    return path


CHOIR = "Choir,EH6 8PG,We sing on Mondays,Chapel,01632 960500,sing@example.org,Mon 7pm-9pm,yes,"
CHESS = "Chess,EH1 1DE,Boards and tea,Hall,01632 960501,not a mail,Tue 6pm-8pm,,"
NOBODY = ",EH1 1DE,Has no name,,,,,,"


@pytest.mark.req("X-7")
def test_everything_that_comes_in_is_kept_a_candidate_or_refused_with_a_reason(tmp_path):
    (report,) = bring_in(a_list(tmp_path, [CHOIR, CHESS, NOBODY]), by=HOUSE).lists
    assert (report.records_in, report.kept, report.candidates, report.refused) == (3, 2, 0, 1)
    assert report.adds_up
    assert report.refused_because == {"no_name": 1}
    assert report.warned_because == {"email: not_an_email": 1}
    assert Refusal.objects.get().reason == "no_name"
    assert FieldWarning.objects.get().value == "not a mail"


def test_a_listing_says_what_the_list_says(tmp_path):
    bring_in(a_list(tmp_path, [CHOIR]), by=HOUSE)
    choir = Listing.objects.get()
    assert (choir.name, choir.organisation_name, choir.phone) == ("Choir", "Chapel", "01632 960500")
    assert (choir.days, choir.day_parts, choir.is_free) == ([1], ["1-evening"], True)
    assert (choir.kind, choir.place_kind) == ("music", "venue")


def test_an_undated_list_gives_no_assured_date(tmp_path):
    bring_in(a_list(tmp_path, [CHOIR]), by=HOUSE)
    assert Listing.objects.get().assured_on is None


def test_a_second_reading_counts_the_same_and_changes_nothing(tmp_path):
    path = a_list(tmp_path, [CHOIR, CHESS, NOBODY])
    (first,) = bring_in(path, by=HOUSE).lists
    before = list(Listing.objects.order_by("id").values())
    (second,) = bring_in(path, by=HOUSE).lists
    assert (second.records_in, second.kept, second.candidates, second.refused) == (
        first.records_in, first.kept, first.candidates, first.refused,
    )  # fmt: skip
    assert (first.changed, second.changed) == (2, 0)
    assert list(Listing.objects.order_by("id").values()) == before
    assert Service.objects.count() == 2


def test_only_what_changed_is_written_again(tmp_path):
    bring_in(a_list(tmp_path, [CHOIR, CHESS]), by=HOUSE)
    (report,) = bring_in(a_list(tmp_path, [CHOIR, CHESS.replace("Boards", "Small boards")]), by=HOUSE).lists
    assert report.changed == 1
    assert Listing.objects.get(name="Chess").summary == "Small boards and tea"


def test_what_a_list_no_longer_has_is_marked_and_never_deleted(tmp_path):
    bring_in(a_list(tmp_path, [CHOIR, CHESS]), by=HOUSE)
    bring_in(a_list(tmp_path, [CHOIR]), by=HOUSE)
    assert Service.objects.get(name="Chess").missing_since is not None
    assert Listing.objects.filter(name="Chess").exists()
    bring_in(a_list(tmp_path, [CHOIR, CHESS]), by=HOUSE)
    assert Service.objects.get(name="Chess").missing_since is None


class Killed(BaseException):
    """As when somebody pulls the plug: nothing catches it."""


@pytest.mark.req("X-5")
def test_a_reading_that_was_killed_goes_on_at_its_checkpoint(tmp_path, monkeypatch):
    path = a_list(tmp_path, [f"Club {n},EH6 8PG,Games number {n},,,,,," for n in range(10)])
    monkeypatch.setattr(runs, "BATCH", 3)
    calls = []

    def keep_two_batches(**given):
        calls.append(1)
        if len(calls) > 2:
            raise Killed
        return keep_records(**given)

    monkeypatch.setattr(runs, "keep_records", keep_two_batches)
    with pytest.raises(Killed):
        bring_in(path, by=HOUSE)
    run = ImportRun.objects.get()
    assert (run.state, run.checkpoint, Listing.objects.count()) == ("running", 6, 6)

    written = []
    monkeypatch.setattr(runs, "keep_records", lambda **given: written.extend(given["reads"]) or keep_records(**given))
    (report,) = bring_in(path, by=HOUSE).lists
    assert (report.records_in, report.kept, report.services) == (10, 10, 10)
    assert len(written) == 4
    assert ImportRun.objects.get().state == "finished"
    assert not Service.objects.exclude(missing_since=None).exists()


@pytest.mark.req("X-5")
def test_a_reading_that_fails_deletes_nothing_and_says_why(tmp_path, monkeypatch):
    path = a_list(tmp_path, [CHOIR, CHESS])
    bring_in(path, by=HOUSE)

    def no_disk(**_given):
        raise OSError("no space left")

    monkeypatch.setattr(runs, "keep_records", no_disk)
    (report,) = bring_in(a_list(tmp_path, [CHOIR]), by=HOUSE).lists
    assert report.problem == "no space left"
    assert Listing.objects.count() == 2
    assert ImportRun.objects.order_by("-started_at").first().state == "failed"
    assert not Service.objects.exclude(missing_since=None).exists()


def test_one_bad_file_in_a_folder_does_not_stop_the_others(tmp_path):
    a_list(tmp_path, [CHOIR])
    (tmp_path / "feed").mkdir()
    (tmp_path / "feed" / "services.json").write_text("<html>busy</html>")
    (tmp_path / "notes.txt").write_text("hello")
    whole = bring_in(tmp_path, by=HOUSE)
    assert {bool(report.problem) for report in whole.lists} == {True, False}
    assert whole.not_read == {"notes.txt": "neither a table nor JSON"}
    assert json.loads(whole.as_json())["kept"] == 1


def test_a_table_that_no_mapping_knows_is_named(tmp_path):
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n")
    assert bring_in(tmp_path, by=HOUSE).not_read == {"odd.csv": "no mapping knows its columns"}


def test_what_people_said_survives_a_new_reading(tmp_path):
    bring_in(a_list(tmp_path, [CHOIR]), by=HOUSE)
    service = Service.objects.get()
    Claim.objects.create(service=service, fact="is_free", value=False, said_by="team", said_at=now())
    project([service.pk])
    bring_in(a_list(tmp_path, [CHOIR.replace("We sing", "We all sing")]), by=HOUSE)
    choir = Listing.objects.get()
    assert choir.summary.startswith("We all sing")
    assert choir.is_free is False


def test_what_was_taken_down_stays_down(tmp_path):
    bring_in(a_list(tmp_path, [CHOIR]), by=HOUSE)
    Service.objects.update(is_withdrawn=True)
    bring_in(a_list(tmp_path, [CHOIR.replace("We sing", "We all sing")]), by=HOUSE)
    assert Listing.objects.get().is_withdrawn


@pytest.mark.req("X-8")
def test_the_same_service_in_two_lists_is_proposed_and_not_merged(tmp_path):
    bring_in(a_list(tmp_path, [CHOIR], "one.csv"), by=HOUSE)
    (second,) = bring_in(a_list(tmp_path, [CHOIR.replace("Choir", "The Choir", 1)], "two.csv"), by=HOUSE).lists
    assert (second.records_in, second.kept, second.candidates) == (1, 0, 1)
    proposal = MergeProposal.objects.get()
    assert (proposal.state, proposal.is_automatic) == ("waiting", False)
    assert Service.objects.filter(merged_into=None).count() == 2
    again = bring_in(a_list(tmp_path, [CHOIR.replace("Choir", "The Choir", 1)], "two.csv"), by=HOUSE).lists
    assert (again[0].candidates, MergeProposal.objects.count()) == (1, 1)


@pytest.mark.req("X-8")
def test_the_same_identifier_in_two_feeds_is_one_service():
    record = {
        "id": "5f0c9c1e-0000-4000-8000-000000000001",
        "name": "Open Clay",
        "description": "Clay.",
        "status": "active",
    }
    bring_in_records([record], by=HOUSE, source="North feed")
    bring_in_records([{**record, "description": "Clay again."}], by=HOUSE, source="South feed")
    assert MergeProposal.objects.get().is_automatic
    assert Listing.objects.count() == 1


@time_machine.travel("2026-11-21 12:00")
def test_a_feed_that_says_when_it_was_assured_is_believed():
    bring_in_records(
        [{"id": "1", "name": "Clay", "status": "active", "assured_date": "2026-11-01"}], by=HOUSE, source="F"
    )
    assert str(Listing.objects.get().assured_on) == "2026-11-01"


def test_nobody_else_may_take_in_a_list():
    source = Source(code="x", name="X", kind="file")
    with pytest.raises(Refused):
        start_import(by=ANYONE, source=source, digest="d", mapping="m")
    run = ImportRun.objects.create(source=make_source(), digest="d", started_at=now())
    for action, given in (
        (keep_records, {"reads": [Read("row 1", refused="no_name")]}),
        (propose_merges, {}),
        (finish_import, {"seen": set()}),
        (stop_import, {"problem": "x"}),
    ):
        with pytest.raises(Refused):
            action(by=ANYONE, run=run, **given)


def test_two_readings_of_one_list_at_once_do_not_meet(tmp_path, monkeypatch):
    monkeypatch.setattr(runs._alone, "__enter__", lambda _self: False)
    monkeypatch.setattr(runs._alone, "__exit__", lambda *_a: None)
    (report,) = bring_in(a_list(tmp_path, [CHOIR]), by=HOUSE).lists
    assert "somebody else" in report.problem
    assert not Listing.objects.exists()


@pytest.mark.req("R004-24")
@pytest.mark.parametrize("status", ["active", "inactive", "temporarily closed", "defunct"])
def test_what_does_not_run_now_is_kept_and_not_found(status: str) -> None:
    bring_in_records([{"id": "1", "name": "Clay", "status": status}], by=HOUSE, source="F")
    assert Service.objects.get().status == status
    assert Listing.objects.open().exists() is (status == "active")


@pytest.mark.parametrize(("cell", "expected"), [("Y", True), ("TRUE", True), ("yes", True), ("n", False), ("0", False)])
def test_yes_and_no_are_read_however_they_are_written(tmp_path: Path, cell: str, *, expected: bool) -> None:
    bring_in(a_list(tmp_path, [CHESS.removesuffix(",,") + f",{cell},"]), by=HOUSE)
    assert Listing.objects.get().is_free is expected

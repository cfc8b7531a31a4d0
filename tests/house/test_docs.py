"""The pages of record say what the code says, and the data files behind them are whole."""

import csv
import tomllib

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from kith.front.docs import PAGES, requirements

DOCS = settings.ROOT / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_generated_pages_are_current(name):
    assert (DOCS / name).read_text() == PAGES[name](), f"{name} is out of date: ./run docs"


def test_a_stale_page_is_found(tmp_path, settings, monkeypatch):
    """Negative control: change one word of a page."""
    monkeypatch.setitem(PAGES, "states.md", lambda: "changed")
    with pytest.raises(CommandError, match=r"states\.md"):
        call_command("docs", check=True)


def test_every_requirement_is_numbered_once():
    with (DOCS / "requirements.csv").open(newline="") as file:
        numbers = [r["number"] for r in csv.DictReader(file)]
    assert len(numbers) == len(set(numbers)) == 302


def test_what_this_release_promises_is_proved():
    proofs = requirements.marked_tests(settings.ROOT)
    with (DOCS / "requirements.csv").open(newline="") as file:
        open_ = [
            r["number"] for r in csv.DictReader(file) if r["issue"] in requirements.BUILT and r["number"] not in proofs
        ]
    assert open_ == []


def test_a_hazard_that_is_done_names_tests_that_exist():
    with (DOCS / "safety" / "hazards.toml").open("rb") as file:
        rows = tomllib.load(file)["hazard"]
    assert len(rows) >= 25
    for row in rows:
        assert row["status"] == "done" or row["status"].startswith("planned"), row["id"]
        tests = row.get("tests", [])
        assert tests or row["status"] != "done", f"{row['id']} is done without a test"
        for test in tests:
            path, _, name = test.partition("::")
            assert f"def {name}(" in (settings.ROOT / path).read_text(), test

"""The records kept as data hold together: each hazard has its proof or its issue, each model its time to go."""

import ast
import re
import tomllib
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

DOCS = settings.ROOT / "docs"
ISSUES = {"A", "B", "C", "D", "E", "F", "later"}


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((DOCS / f"{name}.toml").read_text())


def missing(tests: list[str]) -> list[str]:
    """The tests among these that do not exist."""
    return [name for name in tests if not exists(name)]


def exists(test: str) -> bool:
    path, _, name = test.partition("::")
    file = settings.ROOT / path
    if not file.is_file():
        return False
    return name in {n.name for n in ast.walk(ast.parse(file.read_text())) if isinstance(n, ast.FunctionDef)}


def test_every_hazard_has_a_proof_or_an_issue():
    rows = load("safety/hazards")["hazard"]
    assert {f"H{n}" for n in range(1, 26)} <= {row["id"] for row in rows}
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert all(row[part].endswith(".") for part in ("cause", "effect", "control")), row["id"]
        assert row["status"] in {"planned", "done"}
        assert row["issue"] in ISSUES
        assert row["tests"] or row["status"] == "planned", row["id"]
        assert missing(row["tests"]) == [], row["id"]


def test_judging_how_bad_a_hazard_is_stays_with_a_named_officer():
    log = load("safety/hazards")
    judged = [w for row in log["hazard"] for part in ("severity", "likelihood") for w in row[part].values() if w]
    assert not judged or (log["officer"] and log["reviewed_on"])


def test_a_proof_that_does_not_exist_would_be_found():
    here = "kith/front/tests/test_records.py"
    gone = [f"{here}::test_of_nothing", "kith/nowhere.py::test_x"]
    assert missing([f"{here}::test_every_hazard_has_a_proof_or_an_issue", *gone]) == gone


def test_every_processing_has_a_basis_risks_and_a_time_to_go():
    dpia = load("privacy/dpia")
    kept = {label for row in load("privacy/retention")["row"] for label in row["models"]}
    risks = {risk["id"] for risk in dpia["risk"]}
    for row in dpia["processing"]:
        assert row["lawful_basis"]
        assert row["seen_by"]
        assert set(row["risks"]) <= risks
        assert set(row["retention"]) <= kept, row["id"]
    assert risks == {risk for row in dpia["processing"] for risk in row["risks"]}
    assert all(risk["measures"] for risk in dpia["risk"])


def is_about_somebody(model: type[models.Model]) -> bool:
    """Whether it points to a person or to their account, or holds a person's id."""
    targets = {f.related_model._meta.label for f in model._meta.get_fields() if f.is_relation and f.concrete}
    named = any(f.name.startswith("person") for f in model._meta.concrete_fields)
    return named or bool(targets & {"people.Person", "people.Account"})


def test_what_speaks_of_a_person_is_kept_for_a_stated_time():
    kept = {label for row in load("privacy/retention")["row"] for label in row["models"]}
    forgotten = {m._meta.label for m in apps.get_models() if is_about_somebody(m)} - kept
    assert forgotten == set(), "Add a row to docs/privacy/retention.toml: what, why, how long, and what then."


def test_retention_speaks_of_models_that_exist_once_each():
    rows = load("privacy/retention")["row"]
    labels = [label for row in rows for label in row["models"]]
    assert len(labels) == len(set(labels))
    known = {model._meta.label for model in apps.get_models()}
    built = {label.split(".")[0] for label in known}
    assert [label for label in labels if label.split(".")[0] in built and label not in known] == []
    for row in rows:
        assert row["keep_days"] >= -1
        assert row["then"] in {"shred", "delete", "keep"}
        assert row["what"].endswith(".")


def test_a_model_about_somebody_is_recognised():
    assert is_about_somebody(apps.get_model("people.Involvement"))
    assert not is_about_somebody(apps.get_model("directory.Taxonomy"))


@pytest.mark.parametrize("path", sorted((DOCS / "decisions").glob("*.md")), ids=lambda path: path.name[:4])
def test_a_decision_says_why_what_and_what_follows(path):
    text = path.read_text()
    assert re.match(rf"# {path.name[:4]} .+\n\n\d{{4}}-\d\d-\d\d, (kept|replaced by \d{{4}})\.", text)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_the_glossary_knows_every_noun_a_domain_owns():
    glossary = (DOCS / "glossary.md").read_text().lower().replace(" ", "")
    for noun in ("person", "pseudonym", "involvement", "claim", "listing", "tie", "goal", "step", "notice", "rota"):
        assert f"**{noun}" in glossary, noun

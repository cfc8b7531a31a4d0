"""Each requirement with the tests that prove it, read from the marks on the tests."""

from __future__ import annotations

import ast
import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

_LEAD = """# Requirements

Printed by `./run docs` from `docs/requirements.csv` and the marks on the tests. A number without a test is "not yet"
when its issue is being built, else the letter of the issue that will bring it.
"""
BUILT = {"A"}


def text() -> str:
    """The whole page."""
    proofs = marked_tests(settings.ROOT)
    with (settings.ROOT / "docs" / "requirements.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    unknown = set(proofs) - {r["number"] for r in rows}
    if unknown:
        raise LookupError(f"Tests are marked with numbers that no requirement has: {sorted(unknown)}")
    proved = sum(1 for r in rows if r["number"] in proofs)
    lines = [_LEAD, f"{proved} of {len(rows)} have a test.", ""]
    lines += ["| Number | Requirement | Priority | Proved by |", "| --- | --- | --- | --- |"]
    lines += [f"| {r['number']} | {r['requirement']} | {r['priority']} | {_proof(r, proofs)} |" for r in rows]
    return "\n".join([*lines, ""])


def _proof(row: dict[str, str], proofs: dict[str, list[str]]) -> str:
    if row["number"] in proofs:
        return "<br>".join(f"`{t}`" for t in proofs[row["number"]])
    return "not yet" if row["issue"] in BUILT else f"issue {row['issue']}".replace("issue later", "a later issue")


def marked_tests(root: Path) -> dict[str, list[str]]:
    """Number -> the tests that carry it."""
    found: dict[str, list[str]] = defaultdict(list)
    for folder in ("kith", "tests"):
        for path in sorted((root / folder).rglob("test_*.py")):
            for number, test in _marks(ast.parse(path.read_text())):
                found[number].append(f"{path.relative_to(root)}::{test}")
    return found


def _marks(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.req":
                    yield from ((ast.literal_eval(a), node.name) for a in decorator.args)
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            for call in ast.walk(node.value):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.req":
                    yield from ((ast.literal_eval(a), "(all)") for a in call.args)

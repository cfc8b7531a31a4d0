"""The hazard log, printed from its data file."""

import tomllib

from django.conf import settings


def text() -> str:
    """The whole page."""
    with (settings.ROOT / "docs" / "safety" / "hazards.toml").open("rb") as file:
        rows = tomllib.load(file)["hazard"]
    lines = [
        "# Hazard log",
        "",
        "Printed from `hazards.toml` by `./run docs`. The clinical safety officer fills severity",
    ]
    lines += ["and likelihood, before and after control; nobody else does.", ""]
    lines += ["| # | Cause | Effect | Control | Status | Tests |", "| --- | --- | --- | --- | --- | --- |"]
    for r in rows:
        tests = "<br>".join(f"`{t}`" for t in r.get("tests", []))
        lines.append(f"| {r['id']} | {r['cause']} | {r['effect']} | {r['control']} | {_standing(r)} | {tests} |")
    return "\n".join([*lines, ""])


def _standing(row: dict[str, str]) -> str:
    return row["status"] if row["status"] == "done" else f"{row['status']}, {row['issue']}"

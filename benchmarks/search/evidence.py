"""The page docs/evidence/search.md: each benchmark writes its own section, and leaves the others as they are."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evidence" / "search.md"
HEAD = """# How fast one finds things

Written by `./run bench search --page` and `./run bench things_to_do --page`; do not edit. Other work on a machine makes
times longer and processor time hardly so: compare "cpu ms" first, and times within one table.
"""


def table(rows: list[dict[str, object]]) -> list[str]:
    """Rows with the same keys as Markdown."""
    names = list(rows[0])
    return [
        "| " + " | ".join(name.replace("_", " ") for name in names) + " |",
        "| --- |" + " ---: |" * (len(names) - 1),
        *(
            "| "
            + " | ".join(f"{row[name]:,}" if isinstance(row[name], int) else f"{row[name]}" for name in names)
            + " |"
            for row in rows
        ),
    ]


def put(title: str, lines: list[str]) -> None:
    """Write one section anew, with the day and how busy the machine was."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
    kept = [part for part in text.split("\n## ")[1:] if not part.startswith(f"{title}\n")]
    busy = f"Measured on {dt.datetime.now(dt.UTC):%-d %B %Y}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}."
    sections = sorted([*kept, "\n".join([title, "", busy, "", *lines, ""])])
    PAGE.write_text(HEAD + "".join(f"\n## {part.strip()}\n" for part in sections), encoding="utf-8")

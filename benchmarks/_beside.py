"""What Kith is measured beside: the bench that stands beside the design, run as it is, and one table of all.

Nothing of it is copied here. Its programs are built and its servers run below BENCH_HOME; what is not installed there
is left out, and the table says so.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("BENCH_HOME") or f"{tempfile.gettempdir()}/perf")
LIMIT = "C epoll limit"
RIVALS = (
    LIMIT, "own asyncio Protocol, encode once", "own + screening + PG insert", "SSE uvicorn", "node ws",
    "Channels redis pubsub + uvicorn", "ejabberd MUC + archive", "prosody MUC + archive",
)  # fmt: skip
KEEPS = {"Kith", "own + screening + PG insert", "ejabberd MUC + archive", "prosody MUC + archive"}
AIMS = {50: (12.0, 10), 500: (6.0, 15), 2000: (6.0, 35)}
PAGE = ROOT / "docs" / "evidence" / "speed.md"
HEADING = "## The living room\n"


def bench(named: str) -> Path | None:
    """The folder of the shared bench: as it was named, or beside the project; None where it is not."""
    places = [Path(named)] if named else [ROOT.parent / "shared" / "bench"]
    return next((place for place in places if (place / "fanout" / "fanload.c").exists()), None)


def fanload(beside: Path | None) -> str:
    """The program that loads; built from its source where it is not there yet."""
    program = HOME / "fanload"
    if not program.exists():
        if beside is None:
            raise SystemExit("There is no fanload in BENCH_HOME, and no bench to build it from: name one with --peers.")
        HOME.mkdir(parents=True, exist_ok=True)
        for name in ("fanload", "climit"):
            source = beside / "fanout" / f"{name}.c"
            subprocess.run(["cc", "-O2", "-o", str(HOME / name), str(source)], check=True)
    return str(program)


def rivals(beside: Path, size: int, seconds: float, wanted: str) -> list[dict[str, Any]]:
    """The same measurement of the others, by the bench itself."""
    python = HOME / "v-raw" / "bin" / "python"
    if not python.exists():
        sys.stderr.write(f"The others are left out: there is no {python}.\n")
        return []
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told"
        command = [str(python), str(beside / "fanout" / "fanout.py"), "--n", str(size), "--dur", str(seconds)]
        command += ["--only", wanted or ",".join(name.split(",")[0] for name in RIVALS), "--out", str(told)]
        subprocess.run(command, check=False, stdout=sys.stderr)
        return [_row(json.loads(line)) for line in told.read_text().splitlines()] if told.exists() else []


def _row(told: dict[str, Any]) -> dict[str, Any]:
    sat, light = told.get("sat", {}), told.get("fixed", {})
    sat["us"] = sat.get("us_per_deliv")
    return {"server": told["server"], "n": told["n"], "sat": sat, "light": light, "load": told.get("load1")}


def table(rows: list[dict[str, Any]]) -> list[str]:
    """All rows of one size, ours first, each beside the limit of that run."""
    heads = "| | deliveries/s | of the limit | µs each | times the limit | light p50 / p99 ms | lost | keeps |"
    limit = next((row["sat"] for row in rows if row["server"] == LIMIT and row["sat"].get("us")), None)
    return [heads, "| --- |" + " ---: |" * 6 + " --- |", *[_cells(row, limit) for row in rows]]


def _cells(row: dict[str, Any], limit: dict[str, Any] | None) -> str:
    sat, light = row["sat"], row["light"]
    name = f"**{row['server']}**" if row["server"] == "Kith" else row["server"]
    if not sat.get("deliv_s") or not sat.get("us"):
        return f"| {name} | did not run here |" + " |" * 6
    cells = [name, f"{sat['deliv_s']:,.0f}"]
    rate, times = (sat["deliv_s"] / limit["deliv_s"], sat["us"] / limit["us"]) if limit else (0, 0)
    cells += [f"{rate:.0%}" if limit else "", f"{sat['us']}", f"{times:.1f}" if limit else ""]
    cells += [f"{light.get('p50_ms', '?')} / {light.get('p99_ms', '?')}", f"{sat['lost'] + light.get('lost', 0):.0f}"]
    return f"| {' | '.join(cells)} | {'yes' if row['server'] in KEEPS else 'no'} |"


_HOW = """Written by `./run bench living_room --write`; last on {day}, on {cores} virtual cores
and {memory:.0f} GiB that others used too: the load was {least} to {most}.

One member says a line and all hear it, two lines at a time or, *light*, 20, 4 and 1 a second. Kith asks at the door,
screens, commits and audits before it delivers; *keeps* says who else stores what is said. Processor time each delivery
counts the database's too. A server is held to one core and what loads it to another, without encryption between them.
Only figures of one table can be held against each other.
"""


def section(rows: list[dict[str, Any]]) -> str:
    """What the evidence page says, with where and when."""
    where = where_and_when([row["load"] for row in rows if row.get("load") is not None])
    parts = [HEADING, _HOW.format(**where)]
    for size in sorted({row["n"] for row in rows}):
        here = [row for row in rows if row["n"] == size]
        parts += [f"### {size:,} members\n", "\n".join(table(here)) + "\n", _said_of(here[0])]
    return "\n".join(parts)


def _said_of(ours: dict[str, Any]) -> str:
    """What was aimed at, whether it was reached on that day, and what one line and one member cost."""
    size, each, slow = ours["n"], ours["sat"].get("us", 0.0), ours["light"].get("p99_ms", 0.0)
    words = [f"One line costs {each * size / 1000:.1f} ms of processor time for all who hear it."]
    if size in AIMS:
        most, slowest = AIMS[size]
        one, other = ("reached" if is_so else "missed" for is_so in (each <= most, slow <= slowest))
        words.insert(0, f"Aims: {most:g} µs each ({one}); 99 of 100 heard in {slowest} ms at the light rate ({other}).")
    words += [f"Memory: {ours['kb_a_member']:g} kB a member."] if ours.get("kb_a_member") is not None else []
    return "\n".join(words) + "\n"


def write(heading: str, section: str) -> None:
    """Put the section in its place on the page, beside what others wrote there."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Speed: what was measured\n"
    before, found, after = text.partition(heading)
    others = after.partition("\n## ")[2] if found else ""
    PAGE.write_text(f"{before.rstrip()}\n\n{section}" + (f"\n## {others}" if others else ""), encoding="utf-8")


def forums(beside: Path, at_once: str, seconds: float, wanted: str) -> list[dict[str, Any]]:
    """A list, a topic and a reply of the forums that the bench knows, measured by the bench itself."""
    python = HOME / "v-raw" / "bin" / "python"
    if not python.exists():
        sys.stderr.write(f"The others are left out: there is no {python}.\n")
        return []
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told"
        command = [str(python), str(beside / "forum" / "run_forum.py"), "--c", at_once, "--dur", f"{seconds:g}"]
        command += ["--only", wanted, "--jobs", "list member,topic member,reply", "--out", str(told)]
        subprocess.run(command, check=False, stdout=sys.stderr)
        rows = [json.loads(line) for line in told.read_text().splitlines()] if told.exists() else []
    return [
        {
            **row,
            "server": row["forum"],
            "job": row["job"].split()[0],
            "at_once": row["c"],
            "page_ms": row["app_ms"],
            "database_ms": row["pg_ms"],
        }
        for row in rows
    ]


def where_and_when(loads: list[float]) -> dict[str, Any]:
    """The day and the machine, in words."""
    at = dt.datetime.now(dt.UTC)
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    said = {"day": f"{at.day} {at:%B %Y}", "cores": os.cpu_count(), "memory": memory}
    return {**said, "least": min(loads), "most": max(loads)}

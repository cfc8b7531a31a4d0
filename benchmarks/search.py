"""./run bench search: our directory search at 10,000 and 100,000 services, beside SQLite FTS5 and tantivy in one run.

A question is two words that must both be there, a place with a radius of 10 or 40 km, half of them "free only".
An answer is the twenty best with all that a card shows, and counts for three facets. One client, one thread.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TARGETS = {10_000: (1.0, 4.0), 100_000: (4.0, 20.0)}


def measure(engine: object, count: int, seconds: float) -> dict[str, object]:
    """Build, warm up, and ask until the time is over."""
    from search.made_up import questions, services

    started = time.perf_counter()
    engine.build(services(count))
    built = time.perf_counter() - started
    for question in questions(40, 1):
        engine.ask(question)
    times, hits, begun = [], 0, time.perf_counter()
    for question in questions(3000, 2):
        before = time.perf_counter()
        hits += engine.ask(question)
        times.append((time.perf_counter() - before) * 1000)
        if time.perf_counter() - begun > seconds:
            break
    times.sort()
    size = engine.size()
    engine.close()
    return {
        "engine": engine.name,
        "services": count,
        "p50_ms": round(times[len(times) // 2], 2),
        "p99_ms": round(times[int(len(times) * 0.99)], 2),
        "questions": len(times),
        "mean_hits": round(hits / len(times), 1),
        "build_s": round(built, 1),
        "size_mb": round(size / 1e6, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--engines", default="kith,sqlite,tantivy")
    parser.add_argument("--seconds", type=float, default=8.0, help="how long each engine is asked")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    import django

    django.setup()
    from search.engines import Kith, Sqlite, Tantivy

    figures = []
    print(f"{'engine':50} {'services':>9} {'p50 ms':>8} {'p99 ms':>8} {'hits':>7} {'build s':>8} {'MB':>7}")
    with tempfile.TemporaryDirectory() as folder:
        makers = {"kith": Kith, "sqlite": lambda _n: Sqlite(Path(folder)), "tantivy": lambda _n: Tantivy(Path(folder))}
        for count in options.counts:
            for name in options.engines.split(","):
                row = measure(makers[name](count), count, options.seconds)
                figures.append(row)
                print(
                    f"{row['engine']:50} {count:9,} {row['p50_ms']:8} {row['p99_ms']:8} {row['mean_hits']:7}"
                    f" {row['build_s']:8} {row['size_mb']:7}",
                    flush=True,
                )
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n")
    late = [row for row in figures if row["engine"].startswith("Kith") and is_late(row)]
    print(f"Targets for Kith (p50/p99 ms): {TARGETS}. {'Missed.' if late else 'Kept.'}")
    sys.exit(1 if late else 0)


def is_late(row: dict[str, object]) -> bool:
    p50, p99 = TARGETS.get(int(str(row["services"])), (float("inf"), float("inf")))
    return float(str(row["p50_ms"])) > p50 or float(str(row["p99_ms"])) > p99


if __name__ == "__main__":
    main()

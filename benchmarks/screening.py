"""./run bench screening: the screener with 5,000 phrases, beside one `re` alternation over the same phrases.

Each text shows its quietest round: other work on the machine comes and goes. Needs no database.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TARGETS = {
    "match stage, median µs": 15.0,
    "whole screening of 160 characters, median µs": 500.0,
    "whole screening of 2,000 characters, p99 µs": 5_000.0,
}
TIMES_THE_ALTERNATION = 150.0


def main() -> None:
    from kith.screening.tests.speed import LONG, SHORT, measured

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", type=Path, help="where to write the figures")
    options = parser.parse_args()
    times = measured(options.rounds)
    print(f"{'':45} {'characters':>10} {'median µs':>10} {'p99 µs':>10}")
    for key, one in times.items():
        print(f"{one.name:45} {LONG if key == 'long' else SHORT:10,} {one.median:10,.1f} {one.p99:10,.1f}")
    ratio = times["alternation"].median / times["match"].median
    print(f"The match stage is {ratio:,.0f} times as fast as the alternation.")
    if options.json:
        options.json.write_text(json.dumps({key: asdict(one) for key, one in times.items()}, indent=2) + "\n")
    reached = (times["match"].median, times["short"].median, times["long"].p99)
    late = [name for (name, most), value in zip(TARGETS.items(), reached, strict=True) if value > most]
    late += ["times the alternation"] if ratio < TIMES_THE_ALTERNATION else []
    print(
        f"Targets: {TARGETS}, {TIMES_THE_ALTERNATION:.0f} times the alternation.",
        f"Missed: {late}." if late else "Kept.",
    )
    sys.exit(1 if late else 0)


if __name__ == "__main__":
    main()

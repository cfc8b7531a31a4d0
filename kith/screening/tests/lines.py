"""The sets of labelled lines: a line, what tier it belongs to, and whose innocent twin it is."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path

from kith.screening import Verdict, screen

HERE = Path(__file__).parent
DEVELOPMENT, ROUNDS = HERE / "development.csv", HERE / "rounds.csv"
THIRD, SECOND = HERE / "third.csv", HERE / "second.csv"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a set."""

    id: str
    text: str
    family: str
    tier: int
    who: str
    kind: str
    pair: str

    def verdict(self) -> Verdict:
        """Screened where it would be written: a line about the room's subject stands in that room."""
        rooms = frozenset({self.family} if self.kind == "room_subject" else ())
        return screen(self.text, room_subjects=rooms)


def lines(path: Path) -> list[Line]:
    with path.open(newline="", encoding="utf-8") as file:
        return [Line(tier=int(row.pop("tier")), **row) for row in csv.DictReader(file)]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with what that says about the share in general (Wilson, 95 %)."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        if not self.of:
            return 0.0, 1.0
        z, n, p = 1.959964, self.of, self.hits / self.of
        middle, spread = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        whole = 1 + z * z / n
        return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.hits} of {self.of} = {self.value:.3f} ({low:.3f} to {high:.3f})" if self.of else "none"


Judged = list[tuple[Line, Verdict]]


def judged(path: Path) -> Judged:
    return [(line, line.verdict()) for line in lines(path)]


def share(rows: Judged, chosen: object, wanted: object) -> Share:
    """Of the lines that are `chosen`, those whose tier is `wanted`."""
    assert callable(chosen)
    assert callable(wanted)
    picked = [verdict.tier for line, verdict in rows if chosen(line)]
    return Share(sum(map(bool, map(wanted, picked))), len(picked))


def figures(rows: Judged) -> dict[str, Share]:
    """What is aimed at, in the words of the page."""
    by_id = {line.id: verdict.tier for line, verdict in rows}
    pairs = [(line, line.pair) for line, _ in rows if line.pair in by_id and line.tier >= 2]
    twins = [(by_id[line.id], by_id[pair]) for line, pair in pairs]
    return {
        "Tiers 3 and 4 found at 3 or 4": share(rows, lambda x: x.tier >= 3, lambda t: t >= 3),
        "Tiers 3 and 4 found at 2 or more": share(rows, lambda x: x.tier >= 3, lambda t: t >= 2),
        "Tiers 0 to 2 kept below 3": share(rows, lambda x: x.tier <= 2, lambda t: t < 3),
        "Tiers 0 and 1 kept below 2": share(rows, lambda x: x.tier <= 1, lambda t: t < 2),
        "Tier 2 found at 2 or more": share(rows, lambda x: x.tier == 2, lambda t: t >= 2),
        "Mentions (tier 1) seen at 1 or more": share(rows, lambda x: x.tier == 1, lambda t: t >= 1),
        "Idioms and homographs flagged at all": share(
            rows, lambda x: x.kind in {"idiom", "homograph"} and x.tier == 0, lambda t: t >= 1
        ),
        "Negated and past flagged at 2 or more": share(
            rows, lambda x: x.kind in {"negated", "past"} and x.tier <= 1, lambda t: t >= 2
        ),
        "Ordinary talk flagged at 2 or more": share(rows, lambda x: x.kind == "safe" and x.tier == 0, lambda t: t >= 2),
        "Ordinary talk flagged at all": share(rows, lambda x: x.kind == "safe" and x.tier == 0, lambda t: t >= 1),
        "Risky line above its innocent twin": Share(sum(a > b for a, b in twins), len(twins)),
    }

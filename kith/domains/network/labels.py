"""Labels of a picture: where each name goes so that it covers no other name, no node and nothing else."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 16
FONT, LINE, EDGE = 24, 26, 8
_GAP, _BOUND = 4, 1000
_SIGHT = 320  # further away than any label of a node reaches
_TIGHT_LINE = 10
_NARROW, _WIDE = set("fijlrtI1.,:;'!|()- \u2019"), set("mwMW@%")
# The first is where one looks for it; each further place costs a little, so it is taken only when it saves an overlap.
_PLACES = (
    ("below", 0, 0), ("below", -26, 2), ("below", 26, 2), ("above", 0, 4), ("above", -26, 6), ("above", 26, 6),
    ("right", 0, 8), ("left", 0, 8), ("below", -52, 10), ("below", 52, 10), ("above", -52, 12), ("above", 52, 12),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def touches(self, other: Box) -> bool:
        """Whether both cover some of the same paper."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def overlap(self, other: Box) -> float:
        """The area that both cover."""
        if not self.touches(other):
            return 0.0
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        down = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return across * down


@dataclass(frozen=True, slots=True)
class Label:
    """A name on its plate, in one line or two."""

    box: Box
    lines: tuple[str, ...]

    @property
    def baselines(self) -> list[tuple[str, float, float]]:
        """Each line with the point its middle stands on."""
        x = self.box.x + self.box.width / 2
        return [(line, round(x, 1), round(self.box.y + LINE * (n + 1) - 4, 1)) for n, line in enumerate(self.lines)]


@dataclass(frozen=True, slots=True)
class _Option:
    label: Label
    cost: float


@dataclass(frozen=True, slots=True)
class Named:
    """A node as labels see it: its middle, how far its own label keeps away, and its name."""

    x: float
    y: float
    half: float
    name: str

    @property
    def box(self) -> Box:
        return Box(self.x - 40, self.y - 40, 80, 80)


def place_labels(nodes: Sequence[Named], obstacles: Sequence[Box]) -> tuple[list[Label | None], int]:
    """A label for each node, and how many had to be given up: 0 when every name found a free place.

    A name without a free place is left out; its node then shows its number, as on a phone.
    """
    solid = [*obstacles, *(node.box for node in nodes)]
    options = [_options(node, solid) for node in nodes]
    chosen: list[_Option | None] = [None] * len(nodes)
    for _round in range(4):
        before = list(chosen)
        for n, mine in enumerate(options):
            others = [o.label.box for at, o in enumerate(chosen) if o is not None and at != n]
            chosen[n] = _cheapest(mine, others)
        if chosen == before:
            break
    kept = _without_overlaps(chosen)
    return kept, sum(1 for label, node in zip(kept, nodes, strict=True) if node.name and not label)


def _options(node: Named, solid: Sequence[Box]) -> list[_Option]:
    """Every place this name could take that covers nothing solid, with its cost."""
    found = []
    around = Box(node.x - _SIGHT, node.y - _SIGHT, 2 * _SIGHT, 2 * _SIGHT)
    near = [box for box in solid if box.touches(around)]
    for extra, lines in enumerate(wrapped(node.name)):
        size = max(map(width_of, lines)) + 2 * EDGE, LINE * len(lines) + 4
        for side, shift, cost in _PLACES:
            label = Label(_box(node, size, side, shift), lines)
            if not any(label.box.touches(box) for box in near):
                found.append(_Option(label, cost + 3 * extra))
    return sorted(found, key=lambda option: option.cost)


def _box(node: Named, size: tuple[int, int], side: str, shift: int) -> Box:
    width, height = size
    left, top = node.x - width / 2 + shift, node.y + node.half + _GAP
    if side == "above":
        top = node.y - node.half - _GAP - height
    elif side in {"left", "right"}:
        top = node.y - height / 2
        left = node.x + node.half + _GAP if side == "right" else node.x - node.half - _GAP - width
    # Kept on the paper, also when that pushes it onto a node: then the place is not taken.
    left, top = min(max(left, 2), _BOUND - 2 - width), min(max(top, 2), _BOUND - 2 - height)
    return Box(round(left, 1), round(top, 1), width, height)


def _cheapest(options: Sequence[_Option], others: Sequence[Box]) -> _Option | None:
    """The place that covers least of the other labels; options stand in the order of their cost."""
    best, least = None, math.inf
    for option in options:
        if option.cost >= least:
            break
        cost = option.cost + sum(
            10 + option.label.box.overlap(other) for other in others if option.label.box.touches(other)
        )
        if cost < least:
            best, least = option, cost
    return best


def _without_overlaps(chosen: list[_Option | None]) -> list[Label | None]:
    """Leave out, one by one, the label that covers most, until none covers another."""
    kept: list[Label | None] = [option.label if option else None for option in chosen]
    while True:
        boxes = [(n, label.box) for n, label in enumerate(kept) if label]
        covered = {n: sum(box.overlap(other) for at, other in boxes if at != n) for n, box in boxes}
        worst = max(covered, key=lambda n: covered[n], default=None)
        if worst is None or not covered[worst]:
            return kept
        kept[worst] = None


def wrapped(name: str) -> list[tuple[str, ...]]:
    """The ways to write the name: in one line, and in two where it is long and has a gap. At most 16 characters."""
    short = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
    gaps = [n for n, letter in enumerate(short) if letter == " "]
    if not short:
        return []
    if not gaps or len(short) <= _TIGHT_LINE:
        return [(short,)]
    middle = min(gaps, key=lambda n: abs(n - len(short) / 2))
    return [(short[:middle], short[middle + 1 :]), (short,)]


def width_of(words: str) -> int:
    """About how wide the words are, a little more rather than less: the device picks the font."""
    ems = sum(0.34 if c in _NARROW else 0.9 if c in _WIDE else 0.72 if c.isupper() else 0.57 for c in words)
    return round(ems * FONT)

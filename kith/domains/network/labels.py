"""Labels of a picture: where each name goes so that it covers no other name, no node and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 16
FONT, LINE, EDGE = 24, 26, 8
_HALF_NODE, _GAP, _BOUND = 40, 4, 1000
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

    def overlap(self, other: Box) -> float:
        """The area that both cover."""
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        down = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return across * down if across > 0 and down > 0 else 0.0


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


def place_labels(nodes: Sequence[tuple[float, float, str]], obstacles: Sequence[Box]) -> tuple[list[Label | None], int]:
    """A label for each (x, y, name), and how much had to be given up: 0 when every name found a free place.

    A name without a free place is left out; its node then shows its number, as on a phone.
    """
    solid = [*obstacles, *(Box(x - 38, y - 38, 76, 76) for x, y, _name in nodes)]
    options = [_options(x, y, name, solid) for x, y, name in nodes]
    chosen: list[_Option | None] = [None] * len(nodes)
    for _round in range(4):
        before = list(chosen)
        for n, mine in enumerate(options):
            others = [o.label.box for at, o in enumerate(chosen) if o is not None and at != n]
            chosen[n] = min(mine, key=lambda option: option.cost + _covered(option.label.box, others), default=None)
        if chosen == before:
            break
    kept = _without_overlaps(chosen)
    return kept, sum(1 for label, (_x, _y, name) in zip(kept, nodes, strict=True) if name and not label)


def _options(x: float, y: float, name: str, solid: Sequence[Box]) -> list[_Option]:
    """Every place this name could take that covers nothing solid, with its cost."""
    found = []
    for extra, lines in enumerate(wrapped(name)):
        for side, shift, cost in _PLACES:
            label = Label(_box(x, y, lines, side, shift), lines)
            if not any(label.box.overlap(one) for one in solid):
                found.append(_Option(label, cost + 3 * extra))
    return found


def _box(x: float, y: float, lines: tuple[str, ...], side: str, shift: int) -> Box:
    width, height = max(map(width_of, lines)) + 2 * EDGE, LINE * len(lines) + 4
    left, top = x - width / 2 + shift, y + _HALF_NODE + _GAP
    if side == "above":
        top = y - _HALF_NODE - _GAP - height
    elif side in {"left", "right"}:
        top = y - height / 2
        left = x + _HALF_NODE + _GAP if side == "right" else x - _HALF_NODE - _GAP - width
    # Kept on the paper, also when that pushes it onto a node: then the place is not taken.
    left, top = min(max(left, 2), _BOUND - 2 - width), min(max(top, 2), _BOUND - 2 - height)
    return Box(round(left, 1), round(top, 1), width, height)


def _covered(box: Box, others: Sequence[Box]) -> float:
    return sum(10 + box.overlap(other) for other in others if box.overlap(other))


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

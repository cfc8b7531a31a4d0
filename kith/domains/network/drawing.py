"""Where everything stands on the picture of a map: pure geometry, the same for the same map every time.

Only the circle is data. Angles are tidy placement by family, and labels go where they cover nothing
(product.md section 5: a square of 1000, rings of 205, 350 and 480 around "You", which has 58).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kith.domains.network.labels import Box, Label, Named, place_labels
from kith.domains.network.models import FAMILY_OF, Circle, Family

SIZE, MIDDLE, YOU = 1000, 500, 58
RADII = {Circle.INNER: 205, Circle.MIDDLE: 350, Circle.OUTER: 480}
TRACK = {Circle.INNER: 131.5, Circle.MIDDLE: 277.5, Circle.OUTER: 415.0}
NODE = 80
ROOM = {Circle.INNER: 8, Circle.MIDDLE: 17, Circle.OUTER: 26}
ROOM_WITH_LABELS = {Circle.INNER: 5, Circle.MIDDLE: 10, Circle.OUTER: 15}
TOP = -90.0
_TURNS = (0.0, 5.0, -5.0, 10.0, -10.0, 15.0, -15.0, 20.0, -20.0, 25.0, -25.0, 30.0, -30.0)
_TURNS_MORE = (0.0, 8.0, -8.0, 16.0)
_MANY = 30  # so many that some are shown by number whatever one tries


@dataclass(frozen=True, slots=True)
class Item:
    """What is to be drawn; `number` is its number in the list beside the picture."""

    id: str
    number: int
    name: str
    kind: str
    circle: str

    @property
    def family(self) -> Family:
        return FAMILY_OF[self.kind]  # type: ignore[index]


@dataclass(frozen=True, slots=True)
class Node:
    """One thing on the picture; `more` counts those it stands for where a ring is full."""

    item: Item
    x: float
    y: float
    more: int = 0
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class RingLabel:
    """The words at the top of a ring."""

    circle: Circle
    text: str
    y: int
    width: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture."""

    nodes: tuple[Node, ...]
    rings: tuple[RingLabel, ...]


def draw(items: Sequence[Item]) -> Drawing:
    """Place every item on its ring, families side by side, and every label where it covers nothing."""
    rings = ring_labels()
    obstacles = [Box(MIDDLE - YOU, MIDDLE - YOU, 2 * YOU, 2 * YOU)]
    obstacles += [Box(MIDDLE - ring.width / 2, ring.y - 15, ring.width, 30) for ring in rings]
    by_ring = {circle: _fitted(circle, items_of(items, circle)) for circle in Circle}
    best: list[Node] = []
    least = math.inf
    for more in _TURNS_MORE:
        nodes = _placed(by_ring, rings, more)
        labels, lost = place_labels([_named(node) for node in nodes], obstacles)
        if lost < least:
            best, least = [replace(n, label=label) for n, label in zip(nodes, labels, strict=True)], lost
        if lost == 0 or len(nodes) > _MANY:
            break
    return Drawing(tuple(best), rings)


def items_of(items: Sequence[Item], circle: Circle) -> list[Item]:
    """The items of one ring, families together, in the order of the list."""
    order = list(Family)
    return sorted((i for i in items if i.circle == circle), key=lambda i: (order.index(i.family), i.number))


def ring_labels() -> tuple[RingLabel, ...]:
    """The three rings with their words, in the language of the page."""
    return tuple(
        RingLabel(circle, str(circle.label), MIDDLE - radius, 28 + 12 * len(str(circle.label)))
        for circle, radius in RADII.items()
    )


def ring_at(x: float, y: float) -> Circle:
    """The ring that a point lies in; outside of all of them is the outermost."""
    away = math.hypot(x - MIDDLE, y - MIDDLE)
    return next((circle for circle, radius in RADII.items() if away <= radius), Circle.OUTER)


def _fitted(circle: Circle, items: list[Item]) -> list[tuple[Item, int]]:
    """Each item with 0; where a ring is full, the last of its largest family stand together as one, with how many."""
    room = ROOM[circle]
    if len(items) <= room:
        return [(item, 0) for item in items]
    groups = {family: [i for i in items if i.family == family] for family in Family}
    largest = max(groups.values(), key=len)
    together = largest[-(len(items) - room + 1) :]
    return [(i, len(together) if i is together[0] else 0) for i in items if i not in together[1:]]


def _placed(by_ring: dict[Circle, list[tuple[Item, int]]], rings: Sequence[RingLabel], more: float) -> list[Node]:
    """Every node on its ring; each ring is turned a little where that keeps its nodes off the rings' names."""
    sectors = _sectors(by_ring)
    nodes: list[Node] = []
    for n, (circle, entries) in enumerate(by_ring.items()):
        wanted = [_wanted(entries, at, sectors) for at in range(len(entries))]
        angles = _spread(wanted, _pitch(circle, len(entries)))
        placed = list(zip(entries, angles, strict=True))
        turned = ([_node(entry, angle + turn + more * (n - 1)) for entry, angle in placed] for turn in _TURNS)
        nodes += min(turned, key=lambda ring: sum(_hides(node, name) for node in ring for name in rings))
    return nodes


def _node(entry: tuple[Item, int], angle: float) -> Node:
    item, more = entry
    at, away = math.radians(angle + TOP), TRACK[Circle(item.circle)]
    return Node(item, round(MIDDLE + away * math.cos(at), 1), round(MIDDLE + away * math.sin(at), 1), more)


def _named(node: Node) -> Named:
    half = 46 if node.item.family is Family.THINGS else 40  # a diamond's corners reach further
    return Named(node.x, node.y, half, "" if node.more else node.item.name)


def _hides(node: Node, name: RingLabel) -> bool:
    """Whether the node would cover the ring's name, also at the size it has on a phone."""
    return abs(node.x - MIDDLE) < 42 + 0.85 * name.width and abs(node.y - name.y) < 42 + 20


def _sectors(by_ring: dict[Circle, list[tuple[Item, int]]]) -> dict[Family, tuple[float, float]]:
    """Each family's part of the round, as large as it is on the ring where it is largest."""
    weights = {
        family: max(
            sum(item.family == family for item, _more in entries) / ROOM_WITH_LABELS[circle]
            for circle, entries in by_ring.items()
        )
        for family in Family
    }
    total = sum(weights.values()) or 1
    sectors, start = {}, 0.0
    for family, weight in weights.items():
        width = 360 * weight / total
        sectors[family] = (start, width)
        start += width
    return sectors


def _wanted(entries: Sequence[tuple[Item, int]], at: int, sectors: dict[Family, tuple[float, float]]) -> float:
    """The middle of the item's share of its family's part."""
    family = entries[at][0].family
    alike = [n for n, (item, _more) in enumerate(entries) if item.family == family]
    start, width = sectors[family]
    return start + width * (alike.index(at) + 0.5) / len(alike)


def _pitch(circle: Circle, count: int) -> float:
    """How far apart nodes of a ring stand at least, in degrees: room for labels, and not all on one side."""
    apart = 360 * 165 / (2 * math.pi * TRACK[circle])
    even = 360 / max(count, 1)
    return min(max(apart, 0.7 * even), 0.995 * even)


def _spread(angles: list[float], least: float) -> list[float]:
    """Push neighbours apart until all of them keep the least distance; the order stays."""
    if len(angles) < 2:
        return angles
    for _round in range(400):
        closest = least
        ahead = [*angles, angles[0] + 360]
        for at, (one, other) in enumerate(pairwise(ahead)):
            gap = other - one
            if gap < least - 0.01:
                closest = min(closest, gap)
                push = (least - gap) / 2
                angles[at] -= push
                angles[(at + 1) % len(angles)] += push
        if closest == least:
            break
    return angles

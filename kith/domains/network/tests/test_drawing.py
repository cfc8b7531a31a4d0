"""The picture's geometry: the circle is data, the rest is tidy, and nothing covers anything."""

import itertools
import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.domains.network.drawing import MIDDLE, NODE, RADII, ROOM, YOU, Item, draw, ring_at
from kith.domains.network.labels import Box, width_of, wrapped
from kith.domains.network.models import FAMILY_OF, Circle, Kind

NAMES = [
    "Mum", "Jo", "Biscuit the cat", "Marlbeck choir", "Dr O", "Aunt Margaret", "Thornley Cross library", "Chess chat",
    "Sam next door", "St Mary's", "Walking by the river", "Wei-Ling", "Bartholomew Featherstone", "Men's shed", "K",
]  # fmt: skip
ITEMS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(Kind.values), st.sampled_from(Circle.values)), max_size=40
)


def items(rows) -> list[Item]:
    return [Item(str(n), n, *row) for n, row in enumerate(rows, start=1)]


def some(count: int, seed: int) -> list[Item]:
    pick = random.Random(seed)  # noqa: S311  (the same maps every time)
    weights = {"inner": 3, "middle": 4, "outer": 5}
    circles = pick.choices(list(weights), list(weights.values()), k=count)
    return items([(pick.choice(NAMES), pick.choice(Kind.values), circle) for circle in circles])


def away(node) -> float:
    return math.hypot(node.x - MIDDLE, node.y - MIDDLE)


@given(ITEMS)
@settings(max_examples=60, deadline=None)
def test_everything_stands_wholly_inside_its_own_ring(rows):
    inner_edge = {Circle.INNER: YOU, Circle.MIDDLE: RADII[Circle.INNER], Circle.OUTER: RADII[Circle.MIDDLE]}
    for node in draw(items(rows)).nodes:
        circle = Circle(node.item.circle)
        assert inner_edge[circle] < away(node) - NODE / 2.8
        assert away(node) + NODE / 2.8 < RADII[circle]
        assert ring_at(node.x, node.y) == circle


@given(ITEMS)
@settings(max_examples=60, deadline=None)
def test_nobody_is_lost_and_no_node_covers_another(rows):
    nodes = draw(items(rows)).nodes
    assert sum(node.more or 1 for node in nodes) == len(rows)
    for one, other in itertools.combinations(nodes, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) > NODE


@given(ITEMS)
@settings(max_examples=60, deadline=None)
def test_labels_cover_no_node_no_label_and_not_the_middle(rows):
    nodes = draw(items(rows)).nodes
    labels = [node.label.box for node in nodes if node.label]
    solid = [Box(node.x - 38, node.y - 38, 76, 76) for node in nodes]
    solid.append(Box(MIDDLE - YOU, MIDDLE - YOU, 2 * YOU, 2 * YOU))
    for at, label in enumerate(labels):
        assert label.x >= 0
        assert label.x + label.width <= 1000
        assert label.y >= 0
        assert label.y + label.height <= 1000
        for other in [*labels[:at], *solid]:
            assert not label.overlap(other)


@pytest.mark.parametrize(("count", "shown_at_least"), [(2, 1), (12, 1), (18, 0.97), (25, 0.94)])
def test_nearly_every_name_finds_a_place(count, shown_at_least):
    nodes = [node for seed in range(12) for node in draw(some(count, seed)).nodes if not node.more]
    assert sum(node.label is not None for node in nodes) / len(nodes) >= shown_at_least


def test_the_same_map_is_drawn_the_same_way():
    assert draw(some(25, 3)) == draw(some(25, 3))


def test_families_stand_side_by_side():
    for seed in range(8):
        for circle in Circle:
            ring = [n for n in draw(some(20, seed)).nodes if n.item.circle == circle]
            ring.sort(key=lambda n: math.atan2(n.y - MIDDLE, n.x - MIDDLE))
            families = [FAMILY_OF[n.item.kind] for n in ring]
            changes = sum(one != other for one, other in itertools.pairwise([*families, *families[:1]]))
            assert changes <= max(2, len(set(families)))


def test_what_a_full_ring_has_no_room_for_stands_together_as_one():
    crowd = items([(f"Cousin {n}", "family", "inner") for n in range(12)])
    nodes = draw(crowd).nodes
    assert len(nodes) == ROOM[Circle.INNER]
    assert [node.more for node in nodes if node.more] == [5]


def test_names_are_cut_at_sixteen_letters_and_broken_in_the_middle():
    assert wrapped("Jo") == [("Jo",)]
    assert wrapped("Bartholomew Featherstone") == [("Bartholomew", "Fea…"), ("Bartholomew Fea…",)]
    assert wrapped("Marlbeck choir")[0] == ("Marlbeck", "choir")
    assert width_of("Mum") < width_of("Marlbeck")


@pytest.mark.parametrize(
    ("x", "circle"), [(500, "inner"), (704, "inner"), (706, "middle"), (849, "middle"), (999, "outer")]
)
def test_a_point_lies_in_a_ring(x, circle):
    assert ring_at(x, 500) == circle

"""Maps for tests, drawn by their own use cases."""

from __future__ import annotations

from typing import Any

from kith.domains.network import actions
from kith.domains.network.models import NetworkMap, Tie
from kith.kernel.access import Viewer

TWELVE = [
    ("Mum", "family", "inner"),
    ("Jo", "friend", "inner"),
    ("Biscuit", "pet", "inner"),
    ("Sam next door", "neighbour", "middle"),
    ("Marlbeck choir", "group", "middle"),
    ("Dr O", "helper", "middle"),
    ("The allotment", "place", "middle"),
    ("Grandad", "missed", "inner"),
    ("Crosswords", "activity", "outer"),
    ("Chess chat", "online", "outer"),
    ("Priya", "helper", "outer"),
    ("Ex", "friend", "outer"),
]


def make_map(viewer: Viewer) -> NetworkMap:
    return actions.start_map(by=viewer)


def make_tie(viewer: Viewer, name: str = "Jo", kind: str = "friend", circle: str = "middle", **more: Any) -> Tie:
    network_map = make_map(viewer)
    return actions.add_tie(by=viewer, network_map=network_map, name=name, kind=kind, circle=circle, **more)


def make_twelve(viewer: Viewer) -> NetworkMap:
    for name, kind, circle in TWELVE:
        make_tie(viewer, name, kind, circle)
    return make_map(viewer)

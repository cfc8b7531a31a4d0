"""A simple map of what was found: points with the numbers of the list, and a bar for the scale; no tiles, no script."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kith.domains.directory.models import PlaceKind

if TYPE_CHECKING:
    from kith.domains.directory.geo import Place
    from kith.domains.directory.queries.search import Hit

WIDTH, HEIGHT, EDGE = 400, 300, 36
TOUCHING = 28
FURTHEST_KM = 60
_KM_A_DEGREE = 111.2
_BARS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50)


@dataclass(frozen=True)
class Point:
    """A mark on the map: where, and the numbers of what is there."""

    x: float
    y: float
    numbers: str

    @property
    def width(self) -> int:
        return max(30, 12 + 9 * len(self.numbers))


@dataclass(frozen=True)
class Picture:
    """All marks, the place one looked from, and the scale."""

    points: tuple[Point, ...]
    here: Point | None
    bar: float
    bar_km: str
    width: int = WIDTH
    height: int = HEIGHT


def picture(hits: Sequence[Hit], here: Place | None, first: int = 1) -> Picture | None:
    """The venues among the hits, numbered as in the list from `first`; nothing where there are none."""
    known = [
        (number, hit.lat, hit.lon)
        for number, hit in enumerate(hits, start=first)
        if hit.place_kind == PlaceKind.VENUE
        and hit.lat is not None
        and hit.lon is not None
        # One thing at the other end of the country would press all the others into one point.
        and (here is None or hit.km is None or hit.km <= FURTHEST_KM)
    ]
    if not known:
        return None
    spots = [(lat, lon) for _number, lat, lon in known] + ([(here.lat, here.lon)] if here else [])
    scale = _Scale(spots)
    points = _apart([(*scale(lat, lon), str(number)) for number, lat, lon in known])
    bar = max((km for km in _BARS if km * scale.a_km <= WIDTH / 3), default=_BARS[0])
    centre = Point(*scale(here.lat, here.lon), "") if here else None
    return Picture(tuple(points), centre, round(bar * scale.a_km, 1), f"{bar:g}")


class _Scale:
    """From latitude and longitude to the drawing, everything inside it and nothing stretched."""

    def __init__(self, spots: list[tuple[float, float]]) -> None:
        lats, lons = [lat for lat, _lon in spots], [lon for _lat, lon in spots]
        self.lat, self.lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        self.narrow = math.cos(math.radians(self.lat))
        high = (max(lats) - min(lats)) * _KM_A_DEGREE
        wide = (max(lons) - min(lons)) * _KM_A_DEGREE * self.narrow
        self.a_km = min((HEIGHT - 2 * EDGE) / max(high, 0.5), (WIDTH - 2 * EDGE) / max(wide, 0.5))

    def __call__(self, lat: float, lon: float) -> tuple[float, float]:
        x = WIDTH / 2 + (lon - self.lon) * _KM_A_DEGREE * self.narrow * self.a_km
        y = HEIGHT / 2 - (lat - self.lat) * _KM_A_DEGREE * self.a_km
        return round(x, 1), round(y, 1)


def _apart(marks: list[tuple[float, float, str]]) -> list[Point]:
    """Marks that would cover each other become one with all their numbers."""
    joined: list[tuple[float, float, list[str]]] = []
    for x, y, number in marks:
        near = next((one for one in joined if abs(one[0] - x) < TOUCHING and abs(one[1] - y) < TOUCHING), None)
        if near:
            near[2].append(number)
        else:
            joined.append((x, y, [number]))
    return [Point(x, y, _several(numbers)) for x, y, numbers in joined]


def _several(numbers: list[str]) -> str:
    return ", ".join(numbers) if len(numbers) <= 3 else f"{numbers[0]}, {numbers[1]} +{len(numbers) - 2}"

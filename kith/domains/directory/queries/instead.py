"""What there is when nothing fits: a wider circle, one filter less, the nearest, and what needs no journey."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kith.domains.directory.queries.search import Hit, Search, search

if TYPE_CHECKING:
    from kith.domains.directory.geo import Place
    from kith.kernel.access import Viewer

A_FEW = 3
ANY_DISTANCE_KM = 1000.0


@dataclass(frozen=True)
class Instead:
    """A few of the nearest at any distance, and a few online, by phone or for the whole country."""

    nearest: tuple[Hit, ...] = ()
    from_home: tuple[Hit, ...] = ()


def instead(viewer: Viewer, asked: Search, here: Place | None) -> Instead:
    """The same wish without its limits of distance, day and how."""
    wish = replace(asked, page=1, size=A_FEW, within_km=None, days=(), parts=(), formats=(), max_price=None)
    nearest: tuple[Hit, ...] = ()
    if here:
        found = search(viewer, replace(wish, within_km=ANY_DISTANCE_KM, size=3 * A_FEW), here=here).hits
        nearest = tuple(sorted((hit for hit in found if hit.km is not None), key=lambda hit: hit.km or 0))[:A_FEW]
    remote = search(viewer, replace(wish, near="", formats=("online", "phone"))).hits
    if not remote:
        remote = search(viewer, replace(wish, near="", words="", formats=("online", "phone"))).hits
    from_home = tuple(hit for hit in remote if set(hit.formats or ()) & {"online", "phone"})
    return Instead(nearest, tuple(hit for hit in from_home if hit not in nearest))

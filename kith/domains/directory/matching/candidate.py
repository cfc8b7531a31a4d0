"""Candidate: one thing to do, with every fact that decides whether it fits. None is "nobody told us"."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

FROM_HOME = frozenset({"online", "phone", "at_home"})
AT_A_DISTANCE = frozenset({"online", "phone"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """The facts of a listing, in the directory's codes."""

    id: str
    name: str
    source: str = ""
    slug: str = ""
    organisation: str = ""
    summary: str = ""
    address: str = ""
    place_kind: str = "venue"
    postcode: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: str = "postcode"
    scope: str | None = None
    reach_km: float | None = None
    formats: frozenset[str] | None = None
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    cautions: frozenset[str] = frozenset()
    sector: str | None = None
    open_to_everyone: bool | None = None
    needs_referral: bool | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    audiences: frozenset[str] = frozenset()
    only_for_audiences: bool | None = None
    languages: frozenset[str] | None = None
    is_free: bool | None = None
    price: float | None = None
    days: frozenset[int] | None = None
    day_parts: frozenset[tuple[int, str]] | None = None
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    assured_on: dt.date | None = None
    has_closed: bool = False

    @property
    def has_venue(self) -> bool:
        """Whether it happens at a place that is on the map."""
        return self.place_kind == "venue" and self.lat is not None and self.lon is not None

    @property
    def is_remote(self) -> bool:
        """Whether it is known to be only online or by phone."""
        return bool(self.formats) and self.formats <= AT_A_DISTANCE  # type: ignore[operator]

    @property
    def can_be_remote(self) -> bool:
        """Whether it is known that one can take part online or by phone."""
        return bool(self.formats and self.formats & AT_A_DISTANCE)

    @property
    def about(self) -> frozenset[str]:
        """All its topics (`topics` has the surest first); being led by peers is one."""
        return frozenset(self.topics) | ({"peer_support"} if "peer_led" in self.yes else frozenset())

    @property
    def text(self) -> str:
        """Its own words, for reading."""
        return f"{self.name}. {self.organisation}. {self.summary}"

    def known(self, fact: str) -> bool | None:
        """Yes, no, or nobody told us."""
        return True if fact in self.yes else False if fact in self.no else None

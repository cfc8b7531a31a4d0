"""What a reader hands over: services with their places, before anything is stored."""

from __future__ import annotations

import datetime as dt
import decimal
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from kith.domains.directory.imports.hours import Opening

Facts = dict[str, Any]


@dataclass
class PlaceRecord:
    key: str
    name: str = ""
    address: str = ""
    town: str = ""
    postcode: str = ""
    lat: float | None = None
    lon: float | None = None
    kind: str = "venue"
    transport: str = ""
    words: str = ""
    accessibility: list[str] = field(default_factory=list)
    identifiers: dict[str, str] = field(default_factory=dict)
    openings: list[Opening] = field(default_factory=list)
    facts: Facts = field(default_factory=dict)


@dataclass
class OrganisationRecord:
    key: str
    name: str
    description: str = ""
    website: str = ""
    email: str = ""
    phone: str = ""
    sector: str = ""
    address: str = ""
    postcode: str = ""
    identifiers: dict[str, str] = field(default_factory=dict)


@dataclass
class Cost:
    option: str = ""
    amount: decimal.Decimal | None = None
    words: str = ""


@dataclass
class Area:
    name: str
    is_national: bool = False
    reach_km: float | None = None


@dataclass
class Person:
    """A contact: somebody to ask for."""

    name: str = ""
    title: str = ""
    email: str = ""


@dataclass
class Term:
    """A tag of somebody's taxonomy."""

    taxonomy: str
    code: str
    name: str


@dataclass
class ServiceRecord:
    """One service as its source gives it. `facts` are the source's own words turned into codes; `hints` are
    the mapping's, for what everybody knows of such lists and nobody wrote down."""

    key: str
    name: str
    slug: str = ""
    description: str = ""
    url: str = ""
    email: str = ""
    status: str = "active"
    fees: str = ""
    alert: str = ""
    application: str = ""
    assured_on: dt.date | None = None
    assured_by: str = ""
    changed_on: dt.date | None = None
    organisation: OrganisationRecord | None = None
    places: list[PlaceRecord] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    phones: list[tuple[str, str]] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)
    languages: list[tuple[str, str]] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    eligibility: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    more_words: str = ""
    topics: list[str] = field(default_factory=list)
    facts: Facts = field(default_factory=dict)
    hints: Facts = field(default_factory=dict)

    def digest(self) -> str:
        """The same for the same content, so that a second reading changes nothing."""
        return hashlib.blake2b(repr(self).encode(), digest_size=16).hexdigest()


@dataclass
class Problem:
    """A field that was dropped or mended."""

    field: str
    problem: str
    value: str = ""


@dataclass
class Read:
    """What became of one record, or of several that are one service: kept, a repeat, or refused with a reason."""

    record: str
    service: ServiceRecord | None = None
    refused: str = ""
    problems: list[Problem] = field(default_factory=list)
    count: int = 1
    repeats: int = 0


class Reader(Protocol):
    """A list or a feed, opened: what it is called and its records one after another."""

    title: str
    licence: str
    credit: str
    mapping: str
    kind: str

    def read(self) -> Iterator[Read]: ...

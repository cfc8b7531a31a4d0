"""From services, places and claims to listings: the one place where it is decided which claim counts."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.text import slugify

from kith.domains.directory import cells
from kith.domains.directory.bulk import write
from kith.domains.directory.imports.hours import of_sentence
from kith.domains.directory.models import (
    Access,
    Audience,
    Claim,
    CostOption,
    Fit,
    Kind,
    Listing,
    Location,
    Phone,
    PlaceKind,
    SaidBy,
    Schedule,
    Scope,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Topic,
)

TRUST = {code: number for number, code in enumerate(SaidBy.values)}
_DAWN = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
_PARTS = (("morning", 0, 12 * 60), ("afternoon", 12 * 60, 17 * 60), ("evening", 17 * 60, 26 * 60))
_FACETS = (*Access.values, *Fit.values)
_KINDS, _TOPICS, _AUDIENCES = frozenset(Kind.values), frozenset(Topic.values), frozenset(Audience.values)


@dataclass
class Told:
    """What is known of one service at one place: for each fact the claim that counts."""

    claims: dict[str, Claim] = field(default_factory=dict)
    cautions: set[str] = field(default_factory=set)

    def __call__(self, fact: str) -> Any:
        claim = self.claims.get(fact)
        return claim.value if claim else None


def strength(claim: Claim) -> tuple[int, dt.datetime, int]:
    """What somebody said counts before what we worked out; then the newer; then who is nearer to it."""
    return (int(claim.said_by != SaidBy.WORDS), claim.said_at or _DAWN, TRUST[claim.said_by])


def told(claims: list[Claim], place: uuid.UUID | None) -> Told:
    """The claims that count at a place: those about it, and those about the service as a whole."""
    counting: dict[str, Claim] = {}
    for claim in claims:
        if claim.place_id not in (None, place):
            continue
        now = counting.get(claim.fact)
        if now is None or strength(claim) >= strength(now):
            counting[claim.fact] = claim
    return Told(counting, _cautions(claims, counting.get("cautions")))


def _cautions(claims: list[Claim], counts: Claim | None) -> set[str]:
    """Cautions add up, so that nothing is suggested by an oversight; only a person can take one away."""
    if counts and counts.said_by in {SaidBy.TEAM, SaidBy.PROVIDER}:
        return set(counts.value or [])
    return {code for claim in claims if claim.fact == "cautions" for code in claim.value or []}


@dataclass
class Whole:
    """A service with all that hangs on it, as rows: read back from the tables, or just made by a reading."""

    service: Service
    places: list[ServiceAtLocation] = field(default_factory=list)
    schedules: list[Schedule] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)
    areas: list[ServiceArea] = field(default_factory=list)
    costs: list[CostOption] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


def wholes(service_ids: Iterable[uuid.UUID]) -> list[Whole]:
    """These services as they stand in the tables; one that was merged into another is part of that one."""
    services = (
        Service.objects.filter(pk__in=list(service_ids), merged_into=None)
        .select_related("organisation")
        .prefetch_related(
            "places__location",
            "schedules",
            "phones",
            "areas",
            "cost_options",
            "terms__term",
            "claims",
            "merged__claims",
        )
    )
    return [
        Whole(
            service,
            places=list(service.places.all()),
            schedules=list(service.schedules.all()),
            phones=list(service.phones.all()),
            areas=list(service.areas.all()),
            costs=list(service.cost_options.all()),
            tags=[link.term.name for link in service.terms.all() if link.term.name != link.term.code],
            claims=[*service.claims.all(), *(claim for other in service.merged.all() for claim in other.claims.all())],
        )
        for service in services
    ]


def listings_of(whole: Whole) -> list[Listing]:
    """One listing a place; one without a place where there is none."""
    places: list[ServiceAtLocation | None] = [*whole.places]
    return [_listing(whole, place) for place in places or [None]]


def _listing(whole: Whole, place: ServiceAtLocation | None) -> Listing:
    service, organisation = whole.service, whole.service.organisation
    fact = told(whole.claims, place.pk if place else None)
    listing = Listing(pk=place.pk if place else service.pk, service=service, place=place, source_id=service.source_id)
    listing.name = fact("name") or service.name
    listing.organisation_name = organisation.name if organisation and organisation.name != service.name else ""
    listing.summary = fact("summary") or service.description or (organisation.description if organisation else "")
    number = whole.phones[0].number if whole.phones else organisation.phone if organisation else ""
    listing.phone = fact("phone") or number
    listing.email = fact("email") or service.email or (organisation.email if organisation else "")
    listing.website = fact("website") or service.url or (organisation.website if organisation else "")
    _where(listing, whole.areas, place.location if place else None, fact)
    _what(listing, fact)
    _for_whom(listing, fact)
    _cost(listing, whole, fact)
    _when(listing, [s for s in whole.schedules if s.place_id in (None, place.pk if place else None)], fact)
    _how_sure(listing, service, fact)
    listing.slug = slug_of(listing, service.slug if len(whole.places) < 2 else "")
    listing.search_words = _search_words(listing, whole.tags)
    return listing


def _where(listing: Listing, areas: list[ServiceArea], location: Location | None, fact: Told) -> None:
    if location:
        listing.place_kind = location.kind
        listing.address = ", ".join(dict.fromkeys(filter(None, (location.name, location.address))))[:400]
        listing.town, listing.postcode = location.town, location.postcode
        listing.lat, listing.lon, listing.precision = location.lat, location.lon, location.precision
    elif areas and areas[0].lat is not None:
        listing.place_kind, listing.lat, listing.lon = PlaceKind.AREA, areas[0].lat, areas[0].lon
    listing.area = "; ".join(area.name for area in areas)[:400]
    listing.reach_km = areas[0].reach_km if areas else None
    listing.scope = fact("scope") or ""
    listing.formats = fact("formats")
    if listing.formats and not set(listing.formats) & {"in_person", "at_home"} and listing.scope == "place":
        listing.scope = ""
    listing.reaches_far = (
        listing.scope in {Scope.NATIONAL, Scope.AREA}
        or bool(set(listing.formats or ()) & {"online", "phone"})
        or listing.reach_km is not None
        or listing.lat is None
    )
    listing.cells = cells.words_of(listing.lat, listing.lon, is_far=listing.reaches_far)


def _what(listing: Listing, fact: Told) -> None:
    listing.kinds = [kind for kind in fact("kinds") or [] if kind in _KINDS]
    listing.kind = listing.kinds[0] if listing.kinds else ""
    listing.topics = [topic for topic in fact("topics") or [] if topic in _TOPICS]
    listing.cautions = sorted(fact.cautions)
    listing.sector = fact("sector") or ""


def _for_whom(listing: Listing, fact: Told) -> None:
    listing.can_join = fact("can_join")
    listing.open_to_everyone = fact("open_to_everyone")
    listing.needs_referral = fact("needs_referral")
    listing.minimum_age, listing.maximum_age = fact("minimum_age"), fact("maximum_age")
    listing.audiences = [code for code in fact("audiences") or [] if code in _AUDIENCES]
    listing.is_only_for_audiences = fact("is_only_for_audiences") if listing.audiences else None
    if listing.is_only_for_audiences and listing.open_to_everyone:
        listing.is_only_for_audiences = False
    listing.languages = fact("languages")
    yes_or_no = {code: fact(code) for code in _FACETS}
    listing.known_yes = [code for code, value in yes_or_no.items() if value is True]
    listing.known_no = [code for code, value in yes_or_no.items() if value is False]


def _cost(listing: Listing, whole: Whole, fact: Told) -> None:
    listing.is_free = fact("is_free")
    price = fact("price")
    listing.price = Decimal(str(price)) if price is not None and 0 <= price < 100_000 else None
    if listing.price == 0 and listing.is_free is None:
        listing.is_free = True
    options = [" ".join(filter(None, (cost.option, cost.words))) for cost in whole.costs]
    listing.cost_words = (whole.service.fees or "; ".join(filter(None, options)))[:400]


def _when(listing: Listing, mine: list[Schedule], fact: Told) -> None:
    said = fact("opening")
    if said:
        openings = [Schedule(weekday=o.weekday, opens_at=o.opens_at, closes_at=o.closes_at) for o in of_sentence(said)]
        listing.hours_words = said
    else:
        openings = _current(mine)
        listing.hours_words = "\n".join(dict.fromkeys(s.words for s in mine if s.words))
        ends = [s.valid_to for s in mine]
        listing.runs_until = max(day for day in ends if day) if ends and all(ends) else None
    dated = [s for s in openings if s.weekday]
    listing.days = sorted({s.weekday for s in dated if s.weekday}) or None
    parts = {part for s in dated for part in parts_of(s)}
    listing.day_parts = sorted(parts) or None
    listing.hours = sorted(
        {
            (s.weekday, f"{s.opens_at:%H:%M}", f"{s.closes_at:%H:%M}", s.rule)
            for s in dated
            if s.opens_at and s.closes_at
        }
    )


def _current(schedules: list[Schedule]) -> list[Schedule]:
    """The latest timetable: what has no end, else what ends with the last of it."""
    endless = [s for s in schedules if s.valid_to is None]
    if endless or not schedules:
        return endless
    last = max(s.valid_to for s in schedules if s.valid_to)
    return [s for s in schedules if s.valid_to and (last - s.valid_to).days <= 60]


def parts_of(schedule: Schedule) -> list[str]:
    """The parts of the day that it fills for three quarters of an hour or more."""
    if not (schedule.opens_at and schedule.closes_at):
        return []
    start = schedule.opens_at.hour * 60 + schedule.opens_at.minute
    end = schedule.closes_at.hour * 60 + schedule.closes_at.minute
    end += 24 * 60 if end <= start else 0
    enough = min(45, end - start)
    return [
        f"{schedule.weekday}-{name}" for name, opens, closes in _PARTS if min(end, closes) - max(start, opens) >= enough
    ]


def _how_sure(listing: Listing, service: Service, fact: Told) -> None:
    listing.assured_on, listing.changed_on = service.assured_on, service.changed_on
    listing.has_closed = bool(fact("has_closed")) or service.status != Service.Status.ACTIVE
    listing.is_withdrawn = service.is_withdrawn
    listing.known_count = sum(
        value not in (None, "")
        for value in (
            listing.is_free if listing.is_free is not None else listing.price,
            listing.days,
            listing.open_to_everyone,
            listing.minimum_age,
            listing.needs_referral,
            listing.formats,
            listing.known("step_free"),
            listing.lat,
            listing.phone or listing.email or listing.website,
        )
    )


def slug_of(listing: Listing, given: str) -> str:
    """A readable address: the name and the town, and a few letters that make it the only one."""
    if given:
        return given
    words = slugify(listing.name)[:60].strip("-")
    town = slugify(listing.town)[:30].strip("-")
    parts = [words or "place", town if town and town not in words else "", listing.pk.hex[:8]]
    return "-".join(part for part in parts if part)


@cache
def _labels() -> dict[str, str]:
    with translation.override("en-gb"):
        return {choice.value: str(choice.label) for choices in (Kind, Topic) for choice in choices}


def _search_words(listing: Listing, tags: list[str]) -> str:
    """Words that find it beside its name and description. Topics' labels are in English, as the data are."""
    labels = [_labels()[code] for code in (*listing.topics[:6], *listing.kinds[:2])]
    return " ".join(
        dict.fromkeys(filter(None, (listing.organisation_name, listing.address, listing.town, *labels, *tags)))
    )


def project(service_ids: Iterable[uuid.UUID]) -> None:
    """Make the listings of these services say what their claims say now."""
    ids = list(service_ids)
    save(ids, wholes(ids))


def save(service_ids: list[uuid.UUID], known: list[Whole]) -> None:
    """Write the listings of these services, and take away those that are no more."""
    listings = [listing for whole in known for listing in listings_of(whole)]
    Listing.objects.filter(service__in=service_ids).exclude(pk__in=[listing.pk for listing in listings]).delete()
    _free_slugs(listings)
    write(Listing, listings, keep=("twin_of",))


def _free_slugs(listings: list[Listing]) -> None:
    """A slug that a feed gives belongs to the first who gave it."""
    given = {listing.slug: listing for listing in listings if listing.slug == listing.service.slug}
    taken = Listing.objects.filter(slug__in=given).exclude(pk__in=[listing.pk for listing in listings])
    for slug in taken.values_list("slug", flat=True):
        given[slug].slug = slug_of(given[slug], "")

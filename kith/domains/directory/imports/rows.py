"""From a record to rows: the tables' instances with ids that are the same at every reading, not yet saved."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import uuid
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils import timezone

from kith.domains.directory import classify
from kith.domains.directory.geo import locate
from kith.domains.directory.imports.hours import Opening
from kith.domains.directory.imports.records import Cost, OrganisationRecord, PlaceRecord, ServiceRecord
from kith.domains.directory.imports.text import one_line
from kith.domains.directory.models import (
    Accessibility,
    Claim,
    Contact,
    CostOption,
    Eligibility,
    Language,
    Location,
    Organisation,
    Phone,
    PlaceKind,
    SaidBy,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceTerm,
    Source,
    Taxonomy,
    TaxonomyTerm,
)

# Raise it when the same record would now give other rows; the word lists count by themselves.
VERSION = "4"
LANGUAGES = {
    "english": "en", "welsh": "cy", "cymraeg": "cy", "gaelic": "gd", "polish": "pl", "urdu": "ur", "punjabi": "pa",
    "panjabi": "pa", "bengali": "bn", "sylheti": "syl", "gujarati": "gu", "hindi": "hi", "arabic": "ar", "somali": "so",
    "romanian": "ro", "portuguese": "pt", "spanish": "es", "french": "fr", "chinese": "zh", "mandarin": "zh",
    "cantonese": "yue", "turkish": "tr", "kurdish": "ku", "farsi": "fa", "persian": "fa", "dari": "prs",
    "pashto": "ps", "tamil": "ta", "ukrainian": "uk", "russian": "ru", "lithuanian": "lt", "slovak": "sk",
    "czech": "cs", "italian": "it", "german": "de", "greek": "el", "tigrinya": "ti", "amharic": "am", "yiddish": "yi",
    "british sign language": "bfi", "bsl": "bfi",
}  # fmt: skip
_FOR_SOME = re.compile(
    r"(?i)\b(child|children|kids?|bab(y|ies)|toddlers?|junior|under|over \d|aged?|school|student|conc(ession)?(ary|s)?|"
    r"unwaged|unemployed|low income|benefits?|pensioners?|seniors?|oap|carers?|companions?|members?|disabled|first|"
    r"taster|trial)\b"
)
_ROOT = uuid.UUID("8c8a63b0-33f4-5a9c-9a11-0f6a3a0c1d52")


@dataclass
class Rows:
    """Everything that one record becomes. Parents are shared between records by their ids."""

    service: Service
    organisations: list[Organisation] = field(default_factory=list)
    locations: list[Location] = field(default_factory=list)
    places: list[ServiceAtLocation] = field(default_factory=list)
    taxonomies: list[Taxonomy] = field(default_factory=list)
    terms: list[TaxonomyTerm] = field(default_factory=list)
    children: list[Any] = field(default_factory=list)


def service_id(source: Source, key: str) -> uuid.UUID:
    """The same service of the same source has the same id for ever."""
    return uuid.uuid5(source.pk, f"service {key}")


def digest(record: ServiceRecord) -> str:
    """What a record says and how we read it today: equal means that nothing is to be done."""
    return hashlib.blake2b(f"{record.digest()} {_reading()}".encode(), digest_size=16).hexdigest()


@cache
def _reading() -> str:
    packed = b"".join(path.read_bytes() for path in sorted(classify.DATA.glob("*.toml")))
    return VERSION + hashlib.blake2b(packed, digest_size=8).hexdigest()


def rows_of(record: ServiceRecord, source: Source, at: dt.datetime, mark: str) -> Rows:
    """A record as rows."""
    pk = service_id(source, record.key)
    organisation = _organisation(record.organisation, source) if record.organisation else None
    service = Service(
        pk=pk,
        source=source,
        source_key=record.key,
        digest=mark,
        slug=record.slug,
        organisation=organisation,
        name=record.name,
        description=record.description,
        url=record.url,
        email=record.email,
        status=record.status,
        fees=record.fees,
        alert=record.alert,
        application=record.application,
        assured_on=record.assured_on,
        assured_by=record.assured_by,
        changed_on=record.changed_on,
        first_read_at=at,
    )
    rows = Rows(service, organisations=[organisation] if organisation else [])
    for place in record.places:
        _add_place(rows, place, record, source)
    _add_details(rows, record)
    rows.children += [_schedule(service, opening, None, n) for n, opening in enumerate(record.openings)]
    _add_terms(rows, record)
    _add_claims(rows, record, source)
    return rows


def _organisation(record: OrganisationRecord, source: Source) -> Organisation:
    return Organisation(
        pk=uuid.uuid5(source.pk, f"organisation {record.key}"),
        source=source,
        source_key=record.key,
        name=record.name,
        description=record.description,
        website=record.website,
        email=record.email,
        phone=record.phone,
        sector=record.sector,
        identifiers=record.identifiers,
        address=record.address,
        postcode=record.postcode,
    )


def _add_place(rows: Rows, record: PlaceRecord, service: ServiceRecord, source: Source) -> None:
    location = Location(
        pk=uuid.uuid5(source.pk, f"location {record.key}"),
        source=source,
        source_key=record.key,
        name=record.name,
        address=record.address,
        town=record.town,
        postcode=record.postcode,
        lat=record.lat,
        lon=record.lon,
        precision="point" if record.lat is not None else "",
        kind=record.kind,
        transport=record.transport,
        identifiers=record.identifiers,
    )
    _find(location)
    place = ServiceAtLocation(
        pk=uuid.uuid5(rows.service.pk, f"at {location.pk}"), service=rows.service, location=location, words=record.words
    )
    rows.locations.append(location)
    rows.places.append(place)
    rows.children += [
        Accessibility(pk=uuid.uuid5(location.pk, f"access {n}"), location=location, words=words)
        for n, words in enumerate(record.accessibility)
    ]
    rows.children += [_schedule(rows.service, opening, place, n) for n, opening in enumerate(record.openings)]
    said = _Voice(SaidBy.LIST, source, list_date(service))
    rows.children += [_claim(rows, said, fact, value, place) for fact, value in record.facts.items()]


def _find(location: Location) -> None:
    """Put a place without a point on the map by its postcode, as exactly as the postcode allows."""
    if location.lat is not None or not location.postcode:
        return
    found = locate(location.postcode)
    if found:
        location.lat, location.lon = found.lat, found.lon
        location.precision = "postcode" if found.is_exact else str(found.precision)


def _schedule(service: Service, opening: Opening, place: ServiceAtLocation | None, number: int) -> Schedule:
    return Schedule(
        pk=uuid.uuid5(place.pk if place else service.pk, f"schedule {number}"),
        service=service,
        place=place,
        weekday=opening.weekday,
        opens_at=opening.opens_at,
        closes_at=opening.closes_at,
        is_after_midnight=opening.is_after_midnight,
        rule=opening.rule[:120],
        valid_from=opening.valid_from,
        valid_to=opening.valid_to,
        attending=opening.attending,
        words=opening.words,
        capacity=opening.capacity,
        has_waiting_list=opening.has_waiting_list,
    )


def _add_details(rows: Rows, record: ServiceRecord) -> None:
    service = rows.service

    def pk(kind: str, number: int) -> uuid.UUID:
        return uuid.uuid5(service.pk, f"{kind} {number}")

    rows.children += [
        Phone(pk=pk("phone", n), service=service, number=number, description=words)
        for n, (number, words) in enumerate(record.phones)
    ]
    rows.children += [
        Contact(pk=pk("contact", n), service=service, name=p.name, title=p.title, email=p.email)
        for n, p in enumerate(record.people)
    ]
    rows.children += [
        CostOption(pk=pk("cost", n), service=service, option=c.option, amount=c.amount, words=c.words)
        for n, c in enumerate(record.costs)
    ]
    rows.children += [
        Language(pk=pk("language", n), service=service, code=code, name=name)
        for n, (code, name) in enumerate(record.languages)
    ]
    if record.eligibility or record.minimum_age is not None or record.maximum_age is not None:
        rows.children.append(
            Eligibility(
                pk=pk("eligibility", 0),
                service=service,
                words=record.eligibility,
                minimum_age=record.minimum_age,
                maximum_age=record.maximum_age,
            )
        )
    office = next((at for at in rows.locations if at.lat is not None and at.kind == PlaceKind.OFFICE), None)
    rows.children += [
        ServiceArea(
            pk=pk("area", n),
            service=service,
            name=area.name,
            is_national=area.is_national,
            lat=office.lat if office else None,
            lon=office.lon if office else None,
            reach_km=area.reach_km,
        )
        for n, area in enumerate(record.areas)
    ]


def _add_terms(rows: Rows, record: ServiceRecord) -> None:
    for term in record.terms:
        taxonomy = Taxonomy(pk=uuid.uuid5(_ROOT, term.taxonomy), code=_slug(term.taxonomy), name=term.taxonomy[:200])
        found = TaxonomyTerm(
            pk=uuid.uuid5(taxonomy.pk, term.code), taxonomy=taxonomy, code=term.code[:120], name=term.name[:200]
        )
        rows.taxonomies.append(taxonomy)
        rows.terms.append(found)
        rows.children.append(
            ServiceTerm(pk=uuid.uuid5(rows.service.pk, str(found.pk)), service=rows.service, term=found)
        )


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())[:60] or "tags"


def _add_claims(rows: Rows, record: ServiceRecord, source: Source) -> None:
    """What the list says, and what its words tell where the list says nothing."""
    said = _Voice(SaidBy.LIST, source, list_date(record))
    stated = {**stated_facts(record), **record.facts}
    for fact, value in stated.items():
        rows.children.append(_claim(rows, said, fact, value))
    reading = classify.read(words_of(record))
    worked_out: dict[str, Any] = {**reading.facts, **record.hints}
    if reading.audiences:
        worked_out["audiences"] = reading.audiences
    if not (worked_out.get("audiences") or stated.get("audiences")):
        worked_out.pop("is_only_for_audiences", None)
    worked_out |= {"kinds": reading.kinds, "topics": reading.topics}
    if reading.cautions:
        worked_out["cautions"] = reading.cautions
    for fact, value in worked_out.items():
        if fact not in stated or fact in {"kinds", "topics", "cautions"}:
            rows.children.append(_claim(rows, _Voice(SaidBy.WORDS, source, None), fact, value))


@dataclass(frozen=True)
class _Voice:
    """Who says it, and when."""

    said_by: str
    source: Source
    at: dt.datetime | None


def _claim(rows: Rows, voice: _Voice, fact: str, value: Any, place: ServiceAtLocation | None = None) -> Claim:
    return Claim(
        pk=uuid.uuid5(place.pk if place else rows.service.pk, f"{voice.said_by} {fact}"),
        service=rows.service,
        place=place,
        fact=fact,
        value=value,
        said_by=voice.said_by,
        source=voice.source,
        said_at=voice.at,
    )


def words_of(record: ServiceRecord) -> classify.Words:
    """What the classifier reads of a record."""
    names = [term.name for term in record.terms if term.name != term.code]
    prices = one_line(record.fees)
    return classify.Words(
        name=record.name,
        description="\n".join(filter(None, (record.description, record.eligibility, prices, *_access(record)))),
        organisation=record.organisation.name if record.organisation else "",
        more=" ".join(filter(None, (record.more_words, ", ".join(names)))),
        tags=tuple(f"{term.taxonomy}:{term.code}" for term in record.terms),
        topics=tuple(record.topics),
    )


def _access(record: ServiceRecord) -> list[str]:
    return [words for place in record.places for words in place.accessibility]


def stated_facts(record: ServiceRecord) -> dict[str, Any]:
    """Facts that stand in the record's own fields."""
    facts: dict[str, Any] = {}
    if record.minimum_age is not None:
        facts["minimum_age"] = record.minimum_age
    if record.maximum_age is not None:
        facts["maximum_age"] = record.maximum_age
    amounts = _amounts(record.costs)
    if amounts:
        facts["is_free"] = max(amounts) == 0
        facts["price"] = float(min(filter(None, amounts), default=0))
    codes = sorted({code for name in record.languages if (code := language_code(*name))})
    if codes:
        facts["languages"] = codes
    if record.status == "defunct":
        facts["has_closed"] = True
    return facts


def _amounts(costs: list[Cost]) -> list[Decimal]:
    """What one visit of anybody costs: what only some people pay, or a first visit, is no price for everybody."""
    amounts = [(cost.amount, f"{cost.option} {cost.words}") for cost in costs if cost.amount is not None]
    return [amount for amount, words in amounts if not _FOR_SOME.search(words)] or [amount for amount, _ in amounts]


def language_code(code: str, name: str) -> str:
    """A language by its short code, from a code or from its English name."""
    return code.lower().split("-")[0] if code else LANGUAGES.get(name.strip().lower(), "")


def list_date(record: ServiceRecord) -> dt.datetime | None:
    """When the list says that it was said; a list without dates says nothing about it."""
    day = record.assured_on or record.changed_on
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12))) if day else None

"""One service of an Open Referral feed in our words; a field that cannot be used is dropped and reported."""

from __future__ import annotations

import datetime as dt
import decimal
import re
from typing import Any

from kith.domains.directory.imports import text as words_of
from kith.domains.directory.imports.hours import Opening, of_sentence
from kith.domains.directory.imports.records import (
    Area,
    Cost,
    OrganisationRecord,
    Person,
    PlaceRecord,
    Problem,
    ServiceRecord,
    Term,
)
from kith.domains.directory.imports.tables import date_of
from kith.domains.directory.models.facts import FACTS, Sector
from kith.kernel.clock import today

Thing = dict[str, Any]
Problems = list[Problem]
_DAYS = {"MO": 1, "TU": 2, "WE": 3, "TH": 4, "FR": 5, "SA": 6, "SU": 7}
_STATUS = {"active", "inactive", "defunct", "temporarily closed"}
_ATTENDING = (
    ("online", r"online|remote|virtual|video|zoom|teams|webinar"),
    ("phone", r"phone|helpline|text message"),
    ("at_home", r"\bhome\b|outreach"),
    ("in_person", r"in.person|venue|face|physical|on.?site|visit"),
)


def service_of(key: str, thing: Thing, problems: Problems) -> ServiceRecord:
    """The whole service, from its own words down to each place."""
    service = ServiceRecord(key=key[:190], name=_line(thing.get("name"))[:255])
    service.description = _text(thing.get("description"), "description", problems)
    service.url = _web(thing.get("url"), "url", problems)
    service.email = _mail(thing.get("email"), "email", problems)
    service.fees = _text(thing.get("fees_description") or thing.get("fees"), "fees", problems)
    service.alert = _text(thing.get("alert"), "alert", problems)
    service.application = _text(thing.get("application_process"), "application_process", problems)
    service.eligibility = _text(thing.get("eligibility_description"), "eligibility_description", problems)
    service.minimum_age = _age(thing.get("minimum_age"), "minimum_age", problems)
    service.maximum_age = _age(thing.get("maximum_age"), "maximum_age", problems)
    _dates(service, thing, problems)
    _status(service, thing, problems)
    service.organisation = _organisation(thing.get("organization"), problems)
    service.phones = _phones(thing, problems)
    service.people = [
        Person(
            _line(c.get("name"))[:200], _line(c.get("title"))[:200], _mail(c.get("email"), "contact.email", problems)
        )
        for c in _things(thing.get("contacts"))
        if c.get("name") or c.get("title") or c.get("email")
    ]
    service.costs = [_cost(c, problems) for c in _things(thing.get("cost_options"))]
    service.languages = _languages(thing, problems)
    service.areas = [area for area in (_area(a) for a in _things(thing.get("service_areas"))) if area]
    service.openings = _openings(thing, problems)
    service.terms = _terms(thing)
    service.places = [p for p in (_place(at, problems) for at in _things(thing.get("service_at_locations"))) if p]
    _formats(service, thing)
    _own_facts(service, thing)
    return service


def _own_facts(service: ServiceRecord, thing: Thing) -> None:
    """Facts in our own codes, for a feed that speaks them: `x_facts` of the service and of its places."""
    service.slug = re.sub(r"[^a-z0-9-]", "", str(thing.get("x_slug") or "").lower())[:100]
    service.facts |= known_facts(thing.get("x_facts"))
    if service.organisation and isinstance(thing.get("organization"), dict):
        service.organisation.sector = _sector(thing["organization"].get("x_sector"))
        if service.organisation.sector:
            service.facts["sector"] = service.organisation.sector
    service.assured_by = service.assured_by or _line(thing.get("x_checked_by"))[:120]


def _sector(given: Any) -> str:
    return given if given in Sector.values else ""


def known_facts(given: Any) -> dict[str, Any]:
    """Only facts that we have a word for."""
    return {code: value for code, value in given.items() if code in FACTS} if isinstance(given, dict) else {}


def _formats(service: ServiceRecord, thing: Thing) -> None:
    """How one takes part, where schedules or locations say so."""
    every = [*service.openings, *(o for p in service.places for o in p.openings)]
    formats = {o.attending for o in every if o.attending}
    kinds = {
        str((at.get("location") or {}).get("location_type") or "") for at in _things(thing.get("service_at_locations"))
    }
    formats |= {"online"} if "virtual" in kinds else set()
    if formats:
        service.facts["formats"] = sorted(formats | ({"in_person"} if "physical" in kinds else set()))
    if any(area.is_national for area in service.areas) and not service.places:
        service.facts["scope"] = "national"
    elif service.places:
        service.facts["scope"] = "place"
    elif service.areas:
        service.facts["scope"] = "area"


def _place(at: Thing, problems: Problems) -> PlaceRecord | None:
    location = at.get("location") if isinstance(at.get("location"), dict) else {}
    if not isinstance(location, dict) or not location or location.get("location_type") == "virtual":
        return None
    addresses = _things(location.get("addresses"))
    address = next((a for a in addresses if a.get("address_type") != "postal"), addresses[0] if addresses else {})
    parts = [_line(address.get(f)) for f in ("address_1", "address_2", "city", "region")]
    place = PlaceRecord(key=str(location.get("id") or location.get("name") or at.get("id"))[:190])
    place.name = _line(location.get("name"))[:255]
    place.address = ", ".join(dict.fromkeys(p for p in parts if p))[:400]
    place.town = _line(address.get("city"))[:100]
    written = str(address.get("postal_code") or "")
    place.postcode = words_of.postcode(written)
    if written.strip() and not place.postcode:
        problems.append(Problem("postal_code", "not_a_postcode", written[:120]))
    place.lat, place.lon = _point(location, problems)
    place.transport = _line(location.get("transportation"))[:400]
    place.words = _line(at.get("description"))[:400]
    place.accessibility = [
        words
        for a in _things(location.get("accessibility"))
        if (words := " ".join(filter(None, (_line(a.get("description")), _line(a.get("details"))))))
    ]
    if location.get("external_identifier"):
        scheme = str(location.get("external_identifier_type") or "id")
        place.identifiers = {scheme[:40]: str(location["external_identifier"])[:80]}
    place.openings = _openings(at, problems) + _openings(location, problems)
    place.facts = known_facts(location.get("x_facts"))
    is_empty = not (place.address or place.postcode or place.lat is not None or place.name)
    if is_empty:
        problems.append(Problem("location", "no_place_given"))
    return None if is_empty else place


def _point(location: Thing, problems: Problems) -> tuple[float | None, float | None]:
    given = location.get("latitude"), location.get("longitude")
    if given in ((None, None), ("", ""), (0, 0), (0.0, 0.0)):
        return None, None
    try:
        lat, lon = float(str(given[0])), float(str(given[1]))
    except ValueError:
        lat, lon = 999.0, 999.0
    if words_of.is_in_these_islands(lon, lat):
        problems.append(Problem("latitude", "point_turned_round", f"{given[0]},{given[1]}"))
        return lon, lat
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        problems.append(Problem("latitude", "not_a_point", f"{given[0]},{given[1]}"[:120]))
        return None, None
    return lat, lon


def _organisation(given: Any, problems: Problems) -> OrganisationRecord | None:
    if not isinstance(given, dict) or not _line(given.get("name")):
        return None
    identifiers = {
        str(i.get("identifier_scheme") or i.get("identifier_type") or "id")[:40]: str(i["identifier"])[:80]
        for i in _things(given.get("organization_identifiers"))
        if i.get("identifier")
    }
    return OrganisationRecord(
        key=str(given.get("id") or given["name"])[:190],
        name=_line(given.get("name"))[:255],
        description=_text(given.get("description"), "organization.description", problems),
        website=_web(given.get("website") or given.get("url"), "organization.website", problems),
        email=_mail(given.get("email"), "organization.email", problems),
        identifiers=identifiers,
    )


def _phones(thing: Thing, problems: Problems) -> list[tuple[str, str]]:
    given = [
        *_things(thing.get("phones")),
        *(p for c in _things(thing.get("contacts")) for p in _things(c.get("phones"))),
    ]
    found: dict[str, str] = {}
    for phone in given:
        number = " ".join(str(phone.get("number") or "").split())
        if sum(letter.isdigit() for letter in number) >= 3:
            found.setdefault(number[:60], _line(phone.get("description"))[:200])
        elif number:
            problems.append(Problem("phone", "not_a_phone_number", number[:120]))
    return list(found.items())


def _openings(thing: Thing, problems: Problems) -> list[Opening]:
    openings: list[Opening] = []
    for schedule in _things(thing.get("schedules")):
        days = [_DAYS[d[-2:]] for d in re.split(r"[,\s]+", str(schedule.get("byday") or "").upper()) if d[-2:] in _DAYS]
        opens, closes = _time(schedule.get("opens_at"), problems), _time(schedule.get("closes_at"), problems)
        words = _line(schedule.get("description"))
        read = [Opening(day, opens, closes) for day in dict.fromkeys(days)] or of_sentence(words) or [Opening(None)]
        ordinal = re.search(r"-?\d", str(schedule.get("byday") or ""))
        every = schedule.get("interval")
        for opening in read:
            opening.is_after_midnight = bool(opens and closes and closes <= opens) or opening.is_after_midnight
            if ordinal or str(schedule.get("freq") or "").upper() == "MONTHLY" or (every or 1) not in (1, "1"):
                opening.rule = (
                    opening.rule or f"{schedule.get('freq')} {schedule.get('byday') or ''} {every or ''}"[:120]
                )
            opening.valid_from = date_of(str(schedule.get("valid_from") or ""))
            opening.valid_to = date_of(str(schedule.get("valid_to") or schedule.get("until") or ""))
            opening.attending = _attending(schedule.get("attending_type"))
        read[0].words = words
        openings += read
    return openings


def _attending(given: Any) -> str:
    words = str(given or "").lower()
    return next((code for code, pattern in _ATTENDING if re.search(pattern, words)), "")


def _time(given: Any, problems: Problems) -> dt.time | None:
    written = str(given or "").strip().removesuffix("Z").split("+")[0]
    if not written:
        return None
    try:
        return dt.time.fromisoformat(written).replace(tzinfo=None)
    except ValueError:
        problems.append(Problem("schedule", "not_a_time", str(given)[:120]))
        return None


def _cost(given: Thing, problems: Problems) -> Cost:
    cost = Cost(option=_line(given.get("option"))[:200], words=_line(given.get("amount_description"))[:400])
    if given.get("amount") not in (None, ""):
        try:
            cost.amount = decimal.Decimal(str(given["amount"])).quantize(decimal.Decimal("0.01"))
        except decimal.InvalidOperation:
            problems.append(Problem("cost_option.amount", "not_an_amount", str(given["amount"])[:120]))
    return cost


def _languages(thing: Thing, problems: Problems) -> list[tuple[str, str]]:
    found = []
    for language in _things(thing.get("languages")):
        code, name = _line(language.get("code")), _line(language.get("name")) or _line(language.get("language"))
        if code or name:
            found.append((code[:10], (name or code)[:100]))
        else:
            problems.append(Problem("language", "language_without_name"))
    return found


def _area(given: Thing) -> Area | None:
    name = _line(given.get("name")) or _line(given.get("service_area")) or _line(given.get("description"))
    wide = str(given.get("extent_type") or "").lower() in {"national", "country"} or bool(
        re.fullmatch(
            r"(?i)(the )?(whole )?(uk|united kingdom|england|wales|scotland|great britain|national(ly|wide)?)\W*", name
        )
    )
    return Area(name[:400], is_national=wide) if name else None


def _terms(thing: Thing) -> list[Term]:
    found = []
    for attribute in _things(thing.get("attributes")):
        term = attribute.get("taxonomy_term")
        if isinstance(term, dict) and _line(term.get("name")):
            taxonomy = term.get("taxonomy") if isinstance(term.get("taxonomy"), str) else ""
            code = str(term.get("code") or term.get("id") or term["name"])
            found.append(Term(taxonomy or "open-referral", code[:120], _line(term["name"])[:200]))
    return found


def _dates(service: ServiceRecord, thing: Thing, problems: Problems) -> None:
    """The day somebody assured it: taken as given or not at all."""
    for field, attribute in (("assured_date", "assured_on"), ("last_modified", "changed_on")):
        written = str(thing.get(field) or "").strip()
        day = date_of(written)
        if written and day is None:
            problems.append(Problem(field, "not_a_date", written[:120]))
        elif day and day > today():
            problems.append(Problem(field, "date_in_the_future", written[:120]))
        elif day:
            setattr(service, attribute, day)
    service.assured_by = _mail(thing.get("assurer_email"), "assurer_email", problems)[:120]


def _status(service: ServiceRecord, thing: Thing, problems: Problems) -> None:
    status = str(thing.get("status") or "").strip().lower()
    if status in _STATUS:
        service.status = status
    elif status:
        problems.append(Problem("status", "status_unknown", status[:120]))
    if service.status == "defunct":
        service.facts["has_closed"] = True


def _age(given: Any, field: str, problems: Problems) -> int | None:
    if given in (None, ""):
        return None
    try:
        age = int(float(str(given)))
    except ValueError:
        age = -1
    if 0 <= age <= 150:
        return age
    problems.append(Problem(field, "not_an_age", str(given)[:120]))
    return None


def _text(given: Any, field: str, problems: Problems) -> str:
    if not isinstance(given, str):
        return ""
    if words_of.has_markup(given):
        problems.append(Problem(field, "markup_removed"))
    return words_of.plain(given)


def _web(given: Any, field: str, problems: Problems) -> str:
    address = words_of.web_address(given) if isinstance(given, str) else ""
    if given and not address:
        problems.append(Problem(field, "not_a_web_address", str(given)[:120]))
    return address


def _mail(given: Any, field: str, problems: Problems) -> str:
    address = words_of.mail_address(given) if isinstance(given, str) else ""
    if given and not address:
        web = isinstance(given, str) and words_of.web_address(given)
        problems.append(Problem(field, "email_is_a_web_address" if web else "not_an_email", str(given)[:120]))
    return address


def _line(given: Any) -> str:
    return words_of.one_line(given) if isinstance(given, str) else str(given) if isinstance(given, int | float) else ""


def _things(given: Any) -> list[Thing]:
    return [item for item in given if isinstance(item, dict)] if isinstance(given, list) else []

"""From the directory to candidates: one limited question to the database for one person.

What they asked for comes first, then what is known to break nothing, then what is near. The question only narrows:
whatever it brings is judged again, so a limit does not rest on it.
"""

from __future__ import annotations

import datetime as dt
from math import cos, radians
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, F, FloatField, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from kith.domains.directory.matching.candidate import AT_A_DISTANCE, Candidate
from kith.domains.directory.matching.meaning import next_to
from kith.domains.directory.matching.profile import Profile
from kith.domains.directory.matching.wishes import Wish, wishes
from kith.domains.directory.models import Listing
from kith.kernel.access import Viewer

MOST = 600
_KM_PER_DEGREE = 111.2
_FAR_AWAY = 1e6
_FIELDS = (
    "id", "name", "slug", "source__code", "organisation_name", "summary", "place_kind", "postcode", "lat", "lon",
    "precision", "scope", "reach_km", "formats", "kinds", "topics", "cautions", "sector", "open_to_everyone",
    "needs_referral", "minimum_age", "maximum_age", "audiences", "is_only_for_audiences", "languages", "is_free",
    "price", "days", "day_parts", "known_yes", "known_no", "assured_on", "address",
)  # fmt: skip


def candidates(profile: Profile, as_of: dt.date, viewer: Viewer, most: int = MOST) -> list[Candidate]:
    """What may be there for this person, the likeliest first."""
    listings = Listing.objects.visible_to(viewer).for_ideas(as_of).filter(_within_sight(profile))
    orders = (_answers(wishes(profile)), _breaks(profile), _away(profile))
    listings = listings.order_by(*(order for order in orders if order is not None), "id")
    return [candidate_of(row) for row in listings.values(*_FIELDS)[:most]]


def _within_sight(profile: Profile) -> Q:
    """Three times as far as they would go, to be able to say what is nearest; and what needs no going."""
    if profile.here is None:
        return Q()
    km = min(120.0, max(30.0, 3 * profile.reach_km))
    north = km / _KM_PER_DEGREE
    east = north / max(0.2, cos(radians(profile.here.lat)))
    around = Q(
        lat__range=(profile.here.lat - north, profile.here.lat + north),
        lon__range=(profile.here.lon - east, profile.here.lon + east),
    )
    return around | Q(scope="national") | Q(formats__overlap=list(AT_A_DISTANCE)) | Q(lat=None)


def _answers(wanted: tuple[Wish, ...]) -> Case | None:
    """0 what they named, 1 an area of life or words of theirs, 2 what is next to it, 3 anything else."""
    named = sorted({topic for wish in wanted if not wish.is_area for topic in wish.fine_topics})
    areas = sorted({topic for wish in wanted if wish.is_area for topic in wish.topics})
    near = sorted({other for topic in named for other in next_to(topic)})
    cases = [When(topics__overlap=named, then=Value(0))] if named else []
    words = _words(wanted)
    if words is not None:
        cases.append(When(words=words, then=Value(0)))
    if areas:
        cases.append(When(topics__overlap=areas, then=Value(1)))
    if near:
        cases.append(When(topics__overlap=near, then=Value(2)))
    return Case(*cases, default=Value(3), output_field=IntegerField()) if cases else None


def _words(wanted: tuple[Wish, ...]) -> SearchQuery | None:
    """All the words of any one wish."""
    query = None
    for wish in wanted:
        if wish.stems and not wish.is_area and wish.field != "belongs":
            one = SearchQuery(" ".join(wish.stems), config="english", search_type="plain")
            query = one if query is None else query | one
    return query


def _breaks(profile: Profile) -> Case | None:
    """1 where the row already shows that a limit is broken; it may still be the nearest thing to name."""
    broken = [Q(maximum_age__lt=age) | Q(minimum_age__gt=age) for age in profile.everyone[:1]]
    if profile.max_price is not None:
        broken.append(Q(price__gt=profile.max_price))
        broken += [Q(is_free=False, price=None)] if profile.max_price == 0 else []
    if profile.access:
        broken.append(Q(known_no__overlap=list(profile.access)))
    if profile.days:
        broken.append(~Q(days=None) & ~Q(days__overlap=sorted(profile.days)))
    cases = [When(one, then=Value(1)) for one in broken]
    return Case(*cases, default=Value(0), output_field=IntegerField()) if cases else None


def _away(profile: Profile) -> Case | None:
    """Roughly how far, for the order only: a venue by its distance, what needs no going as if it were near."""
    if profile.here is None:
        return None
    shrink = cos(radians(profile.here.lat))
    north, east = F("lat") - profile.here.lat, (F("lon") - profile.here.lon) * shrink
    return Case(
        When(Q(scope="national") | Q(formats__overlap=list(AT_A_DISTANCE)), then=Value(0.0)),
        default=Coalesce(north * north + east * east, Value(_FAR_AWAY)),
        output_field=FloatField(),
    )


def of_listings(listings: QuerySet[Listing]) -> list[Candidate]:
    """These listings as candidates."""
    return [candidate_of(row) for row in listings.values(*_FIELDS)]


def candidate_of(row: dict[str, Any]) -> Candidate:
    """One row of listings as a candidate; the empty word is "not known" too."""
    return Candidate(
        id=str(row["id"]),
        name=row["name"],
        source=row["source__code"],
        slug=row["slug"],
        organisation=row["organisation_name"],
        summary=row["summary"],
        address=row["address"],
        place_kind=row["place_kind"],
        postcode=row["postcode"],
        lat=row["lat"],
        lon=row["lon"],
        precision=row["precision"],
        scope=row["scope"] or None,
        reach_km=row["reach_km"],
        formats=_set(row["formats"]),
        kinds=tuple(row["kinds"]),
        topics=tuple(row["topics"]),
        cautions=frozenset(row["cautions"]),
        sector=row["sector"] or None,
        open_to_everyone=row["open_to_everyone"],
        needs_referral=row["needs_referral"],
        minimum_age=row["minimum_age"],
        maximum_age=row["maximum_age"],
        audiences=frozenset(row["audiences"]),
        only_for_audiences=row["is_only_for_audiences"],
        languages=_languages(row["languages"]),
        is_free=row["is_free"],
        price=None if row["price"] is None else float(row["price"]),
        days=frozenset(row["days"]) if row["days"] else None,
        day_parts=_parts(row["day_parts"]),
        yes=frozenset(row["known_yes"]),
        no=frozenset(row["known_no"]),
        assured_on=row["assured_on"],
    )


def _set(codes: list[str] | None) -> frozenset[str] | None:
    return frozenset(codes) if codes else None


def _languages(codes: list[str] | None) -> frozenset[str] | None:
    """Codes without their country: en-GB is en."""
    return frozenset(code.lower().split("-")[0] for code in codes) if codes else None


def _parts(codes: list[str] | None) -> frozenset[tuple[int, str]] | None:
    return (
        frozenset((int(day), part) for day, _dash, part in (code.partition("-") for code in codes)) if codes else None
    )

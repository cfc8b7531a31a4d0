"""Things to do for tests, made the way a list makes them: rows and claims first, then the listing."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from django.utils import timezone

from kith.domains.directory.models import (
    Claim,
    Listing,
    Location,
    Organisation,
    Phone,
    Service,
    ServiceAtLocation,
    Source,
)
from kith.domains.directory.projection import project

_numbers = itertools.count(1)
MARLBECK = (54.0113, -2.5192)
HERE = "203.0.113.7"  # where a question or a report comes from


def make_source(code: str = "a-list", **given: Any) -> Source:
    """A list; the same one for the same code."""
    source, _ = Source.objects.get_or_create(
        code=code, defaults={"name": given.pop("name", "A list"), "created_at": timezone.now(), **given}
    )
    return source


def make_listing(
    name: str = "Chapel Choir",
    *,
    at: tuple[float, float] | None = MARLBECK,
    source: Source | None = None,
    organisation: str = "",
    facts: dict[str, Any] | None = None,
    said_by: str = "list",
    said_on: dt.date | None = None,
    postcode: str = "",
    phone: str = "",
    **service: Any,
) -> Listing:
    """A service at a place (or at none) with these facts claimed by its list."""
    number, source = next(_numbers), source or make_source()
    made = Service.objects.create(
        source=source,
        source_key=f"service {number}",
        name=name,
        first_read_at=timezone.now(),
        organisation=_organisation(source, organisation, number),
        **service,
    )
    if phone:
        Phone.objects.create(service=made, number=phone)
    if at:
        location = Location.objects.create(
            source=source,
            source_key=f"place {number}",
            lat=at[0],
            lon=at[1],
            precision="point",
            town="Marlbeck",
            address="1 High Street",
            postcode=postcode,
        )
        ServiceAtLocation.objects.create(service=made, location=location)
    said_at = timezone.make_aware(dt.datetime.combine(said_on, dt.time(12))) if said_on else None
    claimed = {"kinds": ["music"], "topics": ["singing"], **(facts or {})}
    Claim.objects.bulk_create(
        Claim(service=made, fact=fact, value=value, said_by=said_by, source=source, said_at=said_at)
        for fact, value in claimed.items()
    )
    project([made.pk])
    return Listing.objects.get(service=made)


def _organisation(source: Source, name: str, number: int) -> Organisation | None:
    if not name:
        return None
    return Organisation.objects.create(source=source, source_key=f"organisation {number}", name=name)

"""Listings, by their ids or by the name in an address."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from kith.domains.directory.models import Listing
from kith.kernel.access import Viewer


def listing(viewer: Viewer, listing_id: uuid.UUID) -> Listing | None:
    """One thing to do."""
    return Listing.objects.visible_to(viewer).filter(pk=listing_id).first()


def listings_by_id(viewer: Viewer, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Listing]:
    """Several things to do at once."""
    return Listing.objects.visible_to(viewer).in_bulk(list(ids))


def listing_by_slug(viewer: Viewer, slug: str) -> Listing | None:
    """One thing to do, as its address names it."""
    return Listing.objects.visible_to(viewer).filter(slug=slug).first()

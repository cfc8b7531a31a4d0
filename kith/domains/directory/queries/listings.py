"""One listing, by its id or by the name in its address."""

from __future__ import annotations

import uuid

from kith.domains.directory.models import Listing
from kith.kernel.access import Viewer


def listing(viewer: Viewer, listing_id: uuid.UUID) -> Listing | None:
    """One thing to do."""
    return Listing.objects.visible_to(viewer).filter(pk=listing_id).first()


def listing_by_slug(viewer: Viewer, slug: str) -> Listing | None:
    """One thing to do, as its address names it."""
    return Listing.objects.visible_to(viewer).filter(slug=slug).first()

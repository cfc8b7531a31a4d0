"""What may be seen of the directory."""

from kith.domains.directory.queries.cards import Card, card
from kith.domains.directory.queries.desk import (
    Waiting,
    checks,
    found_at_desk,
    history,
    listings_of,
    proposal,
    proposals,
    question,
    questions,
    report,
    reports,
    waiting,
)
from kith.domains.directory.queries.ideas import Idea, Suggestions, ideas_for
from kith.domains.directory.queries.instead import Instead, instead
from kith.domains.directory.queries.listings import listing, listing_by_slug, listings_by_id
from kith.domains.directory.queries.picture import Picture, picture
from kith.domains.directory.queries.reading import next_read
from kith.domains.directory.queries.search import Hit, Results, Search, search
from kith.domains.directory.queries.things import Thing, service_of, thing, value_now

__all__ = [
    "Card",
    "Hit",
    "Idea",
    "Instead",
    "Picture",
    "Results",
    "Search",
    "Suggestions",
    "Thing",
    "Waiting",
    "card",
    "checks",
    "found_at_desk",
    "history",
    "ideas_for",
    "instead",
    "listing",
    "listing_by_slug",
    "listings_by_id",
    "listings_of",
    "next_read",
    "picture",
    "proposal",
    "proposals",
    "question",
    "questions",
    "report",
    "reports",
    "search",
    "service_of",
    "thing",
    "value_now",
    "waiting",
]

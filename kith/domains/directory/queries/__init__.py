"""What may be seen of the directory."""

from kith.domains.directory.queries.cards import Card, card
from kith.domains.directory.queries.ideas import Idea, Suggestions, ideas_for
from kith.domains.directory.queries.instead import Instead, instead
from kith.domains.directory.queries.listings import listing, listing_by_slug
from kith.domains.directory.queries.picture import Picture, picture
from kith.domains.directory.queries.search import Hit, Results, Search, search

__all__ = [
    "Card",
    "Hit",
    "Idea",
    "Instead",
    "Picture",
    "Results",
    "Search",
    "Suggestions",
    "card",
    "ideas_for",
    "instead",
    "listing",
    "listing_by_slug",
    "picture",
    "search",
]

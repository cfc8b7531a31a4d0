"""What may be seen of the rooms."""

# Doors
from kith.domains.rooms.queries.doors import (
    agreement_for,
    agreement_to_read,
    me,
    open_room,
    open_rooms,
    team_of,
    was_seen_lately,
)
from kith.domains.rooms.queries.hall import Door, doors, noticeboard
from kith.domains.rooms.queries.reading import Here, ReadingFacts, reading_facts, who_is_here

__all__ = [
    "Door",
    "Here",
    "ReadingFacts",
    "agreement_for",
    "agreement_to_read",
    "doors",
    "me",
    "noticeboard",
    "open_room",
    "open_rooms",
    "reading_facts",
    "team_of",
    "was_seen_lately",
    "who_is_here",
]

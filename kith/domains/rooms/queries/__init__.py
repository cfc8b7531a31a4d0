"""What may be seen of the rooms."""

# Doors
from kith.domains.rooms.queries.doors import me, open_room, open_rooms, team_of

__all__ = [
    "me",
    "open_room",
    "open_rooms",
    "team_of",
]

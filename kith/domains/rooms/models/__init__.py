"""What the rooms are about, by noun."""

from kith.domains.rooms.models.keys import Key, KeyEnd, KeyKind
from kith.domains.rooms.models.living_room import Hosting, Line, LineCount, Slowing, Whisper
from kith.domains.rooms.models.places import (
    Agreement,
    Community,
    Exclusion,
    ForWhom,
    Look,
    PlaceNotice,
    Room,
    RoomKind,
    rooms_open_to,
)
from kith.domains.rooms.models.profiles import Agreed, Block, Mute, MutedWord, Profile, Side
from kith.domains.rooms.models.topics import (
    ContentNote,
    Draft,
    Post,
    Reaction,
    ReactionKind,
    Read,
    Topic,
    Wording,
)

__all__ = [
    "Agreed",
    "Agreement",
    "Block",
    "Community",
    "ContentNote",
    "Draft",
    "Exclusion",
    "ForWhom",
    "Hosting",
    "Key",
    "KeyEnd",
    "KeyKind",
    "Line",
    "LineCount",
    "Look",
    "Mute",
    "MutedWord",
    "PlaceNotice",
    "Post",
    "Profile",
    "Reaction",
    "ReactionKind",
    "Read",
    "Room",
    "RoomKind",
    "Side",
    "Slowing",
    "Topic",
    "Whisper",
    "Wording",
    "rooms_open_to",
]

"""What may be seen of the rooms."""

# Doors
from kith.domains.rooms.queries.doors import (
    agreement_for,
    agreement_to_read,
    me,
    open_room,
    open_rooms,
    own_team,
    team_of,
    was_seen_lately,
)
from kith.domains.rooms.queries.drafts import draft_of
from kith.domains.rooms.queries.hall import Door, doors, noticeboard
from kith.domains.rooms.queries.keys import KeyRow, keys_of, room_key, rooms_to_give
from kith.domains.rooms.queries.profiles import (
    Folding,
    break_until,
    folding,
    kept_apart,
    may_say_has_been_there,
    muted_words,
    profile_seen,
)
from kith.domains.rooms.queries.reading import Here, ReadingFacts, reading_facts, who_is_here
from kith.domains.rooms.queries.search import FirstPost, Found, first_posts_waiting, search_posts
from kith.domains.rooms.queries.topics import (
    ShownPost,
    TopicPage,
    own_post,
    post_in,
    post_seen,
    topic_page,
    topic_seen,
    topics_in,
)

__all__ = [
    "Door",
    "FirstPost",
    "Folding",
    "Found",
    "Here",
    "KeyRow",
    "ReadingFacts",
    "ShownPost",
    "TopicPage",
    "agreement_for",
    "agreement_to_read",
    "break_until",
    "doors",
    "draft_of",
    "first_posts_waiting",
    "folding",
    "kept_apart",
    "keys_of",
    "may_say_has_been_there",
    "me",
    "muted_words",
    "noticeboard",
    "open_room",
    "open_rooms",
    "own_post",
    "own_team",
    "post_in",
    "post_seen",
    "profile_seen",
    "reading_facts",
    "room_key",
    "rooms_to_give",
    "search_posts",
    "team_of",
    "topic_page",
    "topic_seen",
    "topics_in",
    "was_seen_lately",
    "who_is_here",
]

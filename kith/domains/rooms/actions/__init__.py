"""What can be done in the rooms."""

# Many at once
# Doors
from kith.domains.rooms.actions.doors import agree, enter, show_oneself

# Topics
from kith.domains.rooms.actions.following import tell_followers
from kith.domains.rooms.actions.keys import convert_key, give_back_key, give_key, take_back_key
from kith.domains.rooms.actions.loading import bring_in
from kith.domains.rooms.actions.posts import edit, lock_topic, pin_topic, react, withdraw
from kith.domains.rooms.actions.profiles import (
    block,
    come_back_early,
    describe_oneself,
    mute,
    mute_words,
    show_that_one_has_been_there,
    take_a_break,
    unblock,
    unmute,
)
from kith.domains.rooms.actions.reading import follow, keep_draft, mark_read
from kith.domains.rooms.actions.topics import Sent, SentBefore, reply, start_topic


__all__ = [
    "Sent",
    "SentBefore",
    "agree",
    "block",
    "bring_in",
    "come_back_early",
    "convert_key",
    "describe_oneself",
    "edit",
    "enter",
    "follow",
    "give_back_key",
    "give_key",
    "keep_draft",
    "lock_topic",
    "mark_read",
    "mute",
    "mute_words",
    "pin_topic",
    "react",
    "reply",
    "show_oneself",
    "show_that_one_has_been_there",
    "start_topic",
    "take_a_break",
    "take_back_key",
    "tell_followers",
    "unblock",
    "unmute",
    "withdraw",
]

"""What can be done in the rooms."""

from kith.domains.rooms.actions.doors import agree, enter, show_oneself
from kith.domains.rooms.actions.following import tell_followers
from kith.domains.rooms.actions.hosting import (
    begin_hosting,
    end_hosting,
    offer_hosting,
    read_whisper,
    slow_down,
    stay_here,
    whisper,
)
from kith.domains.rooms.actions.keys import convert_key, give_back_key, give_key, take_back_key
from kith.domains.rooms.actions.lines import hide_line, say, show_line, take_back_line
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
from kith.domains.rooms.actions.tidying import forget_old
from kith.domains.rooms.actions.topics import Sent, SentBefore, reply, start_topic

__all__ = [
    "Sent",
    "SentBefore",
    "agree",
    "begin_hosting",
    "block",
    "bring_in",
    "come_back_early",
    "convert_key",
    "describe_oneself",
    "edit",
    "end_hosting",
    "enter",
    "follow",
    "forget_old",
    "give_back_key",
    "give_key",
    "hide_line",
    "keep_draft",
    "lock_topic",
    "mark_read",
    "mute",
    "mute_words",
    "offer_hosting",
    "pin_topic",
    "react",
    "read_whisper",
    "reply",
    "say",
    "show_line",
    "show_oneself",
    "show_that_one_has_been_there",
    "slow_down",
    "start_topic",
    "stay_here",
    "take_a_break",
    "take_back_key",
    "take_back_line",
    "tell_followers",
    "unblock",
    "unmute",
    "whisper",
    "withdraw",
]

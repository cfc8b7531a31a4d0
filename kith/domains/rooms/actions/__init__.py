"""What can be done in the rooms."""

from kith.domains.rooms.actions.belonging import agree_to_words, decline_words, name_experiences, propose_words
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
from kith.domains.rooms.actions.places import (
    add_room,
    change_look,
    change_room,
    end_reader,
    keep_rooms_apart,
    let_clinicians_read,
    name_reader,
    open_community,
    put_up_notice,
    set_up_community,
    take_down_notice,
    write_agreement,
)
from kith.domains.rooms.actions.posts import edit, lock_topic, pin_topic, react, withdraw
from kith.domains.rooms.actions.profiles import (
    block,
    choose_what_stays,
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
    "add_room",
    "agree",
    "agree_to_words",
    "begin_hosting",
    "block",
    "bring_in",
    "change_look",
    "change_room",
    "choose_what_stays",
    "come_back_early",
    "convert_key",
    "decline_words",
    "describe_oneself",
    "edit",
    "end_hosting",
    "end_reader",
    "enter",
    "follow",
    "forget_old",
    "give_back_key",
    "give_key",
    "hide_line",
    "keep_draft",
    "keep_rooms_apart",
    "let_clinicians_read",
    "lock_topic",
    "mark_read",
    "mute",
    "mute_words",
    "name_experiences",
    "name_reader",
    "offer_hosting",
    "open_community",
    "pin_topic",
    "propose_words",
    "put_up_notice",
    "react",
    "read_whisper",
    "reply",
    "say",
    "set_up_community",
    "show_line",
    "show_oneself",
    "show_that_one_has_been_there",
    "slow_down",
    "start_topic",
    "stay_here",
    "take_a_break",
    "take_back_key",
    "take_back_line",
    "take_down_notice",
    "tell_followers",
    "unblock",
    "unmute",
    "whisper",
    "withdraw",
    "write_agreement",
]

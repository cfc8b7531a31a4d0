"""Who may do what in the rooms."""

from kith.domains.people.queries import is_self
from kith.domains.rooms.posting import is_not_blocked, is_shown, takes_replies, watches_over, wrote_it
from kith.domains.rooms.predicates import gives_keys, is_inside, is_of_the_team, is_own_profile, sets_up_rooms
from kith.domains.rooms.talking import decides_in_talk, is_told_to_them, may_host, watches_talk
from kith.kernel.access import Policy, is_the_house

POLICY = Policy(
    "rooms",
    {
        # Many at once, and the demo
        "bring_in": is_the_house,
        "forget_old": is_the_house,
        # Doors
        "enter": is_inside,
        "show_oneself": is_inside,
        "agree": is_inside,
        # Setting up
        "set_up_community": sets_up_rooms | is_the_house,
        "change_look": sets_up_rooms,
        "open_community": sets_up_rooms,
        "write_agreement": sets_up_rooms | is_the_house,
        "add_room": sets_up_rooms | is_the_house,
        "change_room": sets_up_rooms,
        "keep_rooms_apart": sets_up_rooms | is_the_house,
        "let_clinicians_read": sets_up_rooms,
        "name_reader": sets_up_rooms,
        "end_reader": sets_up_rooms,
        "put_up_notice": sets_up_rooms | (is_inside & is_of_the_team),
        "take_down_notice": sets_up_rooms | (is_inside & is_of_the_team),
        # Keys
        "give_key": gives_keys | is_the_house,
        "convert_key": gives_keys | is_the_house,
        "take_back_key": gives_keys | is_the_house,
        "give_back_key": is_self,
        # What a group says of itself
        "propose_words": is_inside,
        "agree_to_words": is_inside & is_of_the_team,
        "decline_words": is_inside & is_of_the_team,
        "name_experiences": is_inside & (wrote_it | watches_over),
        # Oneself in the rooms
        "describe_oneself": is_own_profile,
        "mute": is_own_profile,
        "unmute": is_own_profile,
        "block": is_own_profile,
        "unblock": is_own_profile,
        "mute_words": is_own_profile,
        "take_a_break": is_own_profile,
        "come_back_early": is_own_profile,
        "show_that_one_has_been_there": is_own_profile,
        "choose_what_stays": is_own_profile,
        # Topics
        "start_topic": is_inside,
        "reply": is_inside & is_not_blocked & takes_replies,
        "edit": is_inside & wrote_it,
        "withdraw": is_inside & wrote_it,
        "react": is_inside & is_not_blocked & is_shown & ~wrote_it,
        "pin_topic": is_inside & watches_over,
        "lock_topic": is_inside & watches_over,
        "mark_read": is_inside,
        "follow": is_inside & is_not_blocked,
        "keep_draft": is_inside,
        "tell_followers": is_the_house,
        "remind_of_welcomes": is_the_house,
        # The living room
        "say": is_the_house,
        "take_back_line": is_inside & wrote_it,
        "put_line_aside": is_inside & watches_talk,
        "hide_line": is_inside & decides_in_talk,
        "show_line": is_inside & decides_in_talk,
        "begin_hosting": is_inside & may_host,
        "stay_here": is_inside & may_host,
        "offer_hosting": is_inside & may_host,
        "end_hosting": is_inside & may_host,
        "slow_down": is_inside & watches_talk,
        "whisper": is_inside & watches_talk,
        "read_whisper": is_inside & is_told_to_them,
    },
)

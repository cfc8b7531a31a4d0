"""What can be done about safety."""

from kith.domains.safety.actions.aftercare import forget_exposures, look_after_oneself, take_talk
from kith.domains.safety.actions.appeals import answer_appeal, appeal, look_again
from kith.domains.safety.actions.cases import (
    acknowledge,
    bring_to_duty,
    close_case,
    hand_back,
    hand_over,
    keep_case,
    look_at_case,
)
from kith.domains.safety.actions.contacts import add_number, check_numbers, review_number, stop_number
from kith.domains.safety.actions.escalating import call_next, take_back, wake_early
from kith.domains.safety.actions.hours import end_hours, mark_day, set_calendar, set_hours, unmark_day
from kith.domains.safety.actions.loading import bring_in
from kith.domains.safety.actions.moderation import (
    add_content_note,
    claim,
    end_turn,
    escalate,
    hide,
    look,
    move,
    put_aside,
    read_up_to,
    release,
    reply_privately,
    restore,
    unclaim,
)
from kith.domains.safety.actions.on_the_spot import hide_on_the_spot, put_aside_on_the_spot, show_on_the_spot
from kith.domains.safety.actions.openings import (
    agree_to_open,
    ask_for_sheet,
    look_at_sheet,
    note_told,
    remind_of_reviews,
    review_opening,
)
from kith.domains.safety.actions.phrases import agree_phrase, end_phrase, propose_phrase, try_phrase
from kith.domains.safety.actions.probing import note_arrival, send_probe, watch_probe
from kith.domains.safety.actions.readiness import sign_policy, sign_record, write_policy
from kith.domains.safety.actions.reports import report
from kith.domains.safety.actions.rota import add_turn, forget_old, remove_turn, watch_rota
from kith.domains.safety.actions.sanctions import cool_off, lift
from kith.domains.safety.actions.screening import Met, Written, keep_screened, keep_screened_many, screen_again

__all__ = [
    "Met",
    "Written",
    "acknowledge",
    "add_content_note",
    "add_number",
    "add_turn",
    "agree_phrase",
    "agree_to_open",
    "answer_appeal",
    "appeal",
    "ask_for_sheet",
    "bring_in",
    "bring_to_duty",
    "call_next",
    "check_numbers",
    "claim",
    "close_case",
    "cool_off",
    "end_hours",
    "end_phrase",
    "end_turn",
    "escalate",
    "forget_exposures",
    "forget_old",
    "hand_back",
    "hand_over",
    "hide",
    "hide_on_the_spot",
    "keep_case",
    "keep_screened",
    "keep_screened_many",
    "lift",
    "look",
    "look_after_oneself",
    "look_again",
    "look_at_case",
    "look_at_sheet",
    "mark_day",
    "move",
    "note_arrival",
    "note_told",
    "propose_phrase",
    "put_aside",
    "put_aside_on_the_spot",
    "read_up_to",
    "release",
    "remind_of_reviews",
    "remove_turn",
    "reply_privately",
    "report",
    "restore",
    "review_number",
    "review_opening",
    "screen_again",
    "send_probe",
    "set_calendar",
    "set_hours",
    "show_on_the_spot",
    "sign_policy",
    "sign_record",
    "stop_number",
    "take_back",
    "take_talk",
    "try_phrase",
    "unclaim",
    "unmark_day",
    "wake_early",
    "watch_probe",
    "watch_rota",
    "write_policy",
]

"""What can be done about safety."""

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
from kith.domains.safety.actions.openings import (
    agree_to_open,
    ask_for_sheet,
    look_at_sheet,
    remind_of_reviews,
    review_opening,
)
from kith.domains.safety.actions.rota import add_turn, forget_old, remove_turn, watch_rota
from kith.domains.safety.actions.screening import Met, Written, keep_screened, keep_screened_many, screen_again

__all__ = [
    "Met",
    "Written",
    "acknowledge",
    "agree_to_open",
    "ask_for_sheet",
    "add_number",
    "add_turn",
    "bring_to_duty",
    "call_next",
    "check_numbers",
    "close_case",
    "end_hours",
    "forget_old",
    "hand_back",
    "hand_over",
    "keep_case",
    "keep_screened",
    "keep_screened_many",
    "look_at_case",
    "look_at_sheet",
    "mark_day",
    "remove_turn",
    "remind_of_reviews",
    "review_number",
    "review_opening",
    "screen_again",
    "set_calendar",
    "set_hours",
    "stop_number",
    "take_back",
    "unmark_day",
    "wake_early",
    "watch_rota",
]

"""What can be done about safety."""

from kith.domains.safety.actions.contacts import add_number, check_numbers, review_number, stop_number
from kith.domains.safety.actions.hours import end_hours, mark_day, set_calendar, set_hours, unmark_day
from kith.domains.safety.actions.rota import add_turn, forget_old, remove_turn, watch_rota

__all__ = [
    "add_number",
    "add_turn",
    "check_numbers",
    "end_hours",
    "forget_old",
    "mark_day",
    "remove_turn",
    "review_number",
    "set_calendar",
    "set_hours",
    "stop_number",
    "unmark_day",
    "watch_rota",
]

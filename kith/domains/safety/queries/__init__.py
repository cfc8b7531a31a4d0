"""What may be seen of safety: help numbers, when a team reads, and who is on the rota."""

from kith.domains.safety.queries.contacts import after_harm, harm_numbers, help_for, numbers, overdue_numbers, panel
from kith.domains.safety.queries.hours import (
    Promise,
    gaps,
    gaps_ahead,
    next_read,
    open_hours,
    soonest_read,
    teams_with_rota,
)
from kith.domains.safety.queries.readiness import Away, Missing, families, ready_to_open, unstaffed_words
from kith.domains.safety.queries.reading import free_to_write, read_words, resting
from kith.domains.safety.queries.rota import turns

__all__ = [
    "Away",
    "Missing",
    "Promise",
    "after_harm",
    "families",
    "free_to_write",
    "gaps",
    "gaps_ahead",
    "harm_numbers",
    "help_for",
    "next_read",
    "numbers",
    "open_hours",
    "overdue_numbers",
    "panel",
    "read_words",
    "ready_to_open",
    "resting",
    "soonest_read",
    "teams_with_rota",
    "turns",
    "unstaffed_words",
]

"""What can be done about notices."""

from kith.domains.notices.actions.by_hand import note_call, post_letter, settle
from kith.domains.notices.actions.delivering import claim, mark_came_back, note_outcome
from kith.domains.notices.actions.forgetting import forget_old
from kith.domains.notices.actions.sending import gather, send

__all__ = [
    "claim",
    "forget_old",
    "gather",
    "mark_came_back",
    "note_call",
    "note_outcome",
    "post_letter",
    "send",
    "settle",
]

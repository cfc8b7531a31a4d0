"""Who may do what about safety."""

from typing import Any

from kith.domains.people.queries.viewers import acts_as_themselves
from kith.domains.safety.predicates import (
    answers_for_people,
    has_case,
    opened_it,
    proposed_it,
    sees_case,
    was_called,
    watches,
)
from kith.domains.safety.predicates_moderation import (
    can_see_the_words,
    decides_about_it,
    decides_for_a_team,
    had_no_hand_in_it,
    is_about_their_words,
    reads_for_a_team,
    reads_it,
    sits_before_it,
    somebody_else_decided,
    was_asked_for_a_talk,
)
from kith.kernel.access import Policy, Viewer, holds_role, is_signed_in, is_the_house, predicate

looks_after_numbers = holds_role("administrator", "safety_officer") & acts_as_themselves
signs = holds_role("safety_officer") & acts_as_themselves
keeps_phrases = holds_role("clinician", "moderator", "safety_officer", "administrator") & acts_as_themselves
reviews = holds_role("clinician", "safety_officer", "administrator")
reads_rooms = holds_role("clinician", "moderator", "peer_worker", "safety_officer") & acts_as_themselves
writes_as_themselves = is_signed_in & acts_as_themselves
administers = holds_role("administrator") & acts_as_themselves


@predicate("they work in this team")
def is_of_team(viewer: Viewer, thing: Any) -> bool:
    """Staff who hold a role in the team that the thing is, or belongs to."""
    team_id = getattr(thing, "team_id", None) or getattr(thing, "pk", None)
    return viewer.is_staff and viewer.on_behalf_of is None and team_id in viewer.teams


POLICY = Policy(
    "safety",
    {
        # Many at once, and the demo
        "bring_in": is_the_house,
        # Help numbers
        "review_number": looks_after_numbers,
        "add_number": looks_after_numbers,
        "stop_number": looks_after_numbers,
        "check_numbers": is_the_house,
        # When a team reads
        "set_calendar": administers | is_the_house,
        "set_hours": administers | is_the_house,
        "end_hours": administers,
        "mark_day": administers | is_the_house,
        "unmark_day": administers,
        # Who is there
        "add_turn": is_of_team | administers | is_the_house,
        "remove_turn": is_of_team | administers,
        "watch_rota": is_the_house,
        "forget_old": is_the_house,
        # What is written, and what worries
        "keep_screened": writes_as_themselves | is_the_house,
        "keep_screened_many": writes_as_themselves | is_the_house,
        "screen_again": writes_as_themselves | is_the_house,
        "bring_to_duty": watches & reads_rooms,
        # Cases
        "look_at_case": sees_case,
        "acknowledge": sees_case & (answers_for_people | was_called),
        "keep_case": sees_case & has_case,
        "hand_back": sees_case & has_case,
        "hand_over": sees_case & has_case,
        "close_case": sees_case & has_case,
        # Finding out who bears a handle
        "ask_for_sheet": has_case & sees_case & answers_for_people,
        "agree_to_open": sees_case & answers_for_people & ~opened_it,
        "look_at_sheet": opened_it & sees_case,
        "review_opening": sees_case & reviews & ~opened_it,
        "note_told": is_the_house,
        "remind_of_reviews": is_the_house,
        # Before rooms open, and the words a service adds
        "write_policy": looks_after_numbers | is_the_house,
        "sign_policy": signs,
        "sign_record": signs,
        "propose_phrase": keeps_phrases,
        "try_phrase": is_the_house,
        "agree_phrase": keeps_phrases & answers_for_people & ~proposed_it,
        "end_phrase": keeps_phrases,
        # The clock, and the probe that shows it is alive
        "send_probe": is_the_house,
        "note_arrival": is_the_house,
        "watch_probe": is_the_house,
        "call_next": is_the_house,
        "take_back": is_the_house,
        "wake_early": is_the_house,
        # Moderation: what everybody who reads may do
        "report": can_see_the_words & acts_as_themselves,
        "claim": reads_it,
        "unclaim": reads_it,
        "end_turn": reads_for_a_team & acts_as_themselves,
        "read_up_to": reads_for_a_team & acts_as_themselves,
        "look": reads_it,
        "reply_privately": reads_it,
        "add_content_note": reads_it,
        "put_aside": reads_it,
        "escalate": reads_it,
        # Moderation: what takes something away, or gives it back (R003-42: never a peer)
        "release": decides_about_it,
        "hide": decides_about_it,
        "restore": decides_about_it,
        "move": decides_about_it,
        "cool_off": decides_about_it,
        "lift": decides_about_it,
        "look_again": decides_about_it & somebody_else_decided,
        "answer_appeal": decides_about_it & had_no_hand_in_it,
        "appeal": is_about_their_words & acts_as_themselves,
        # Moderation: whoever hosts live talk, where it stands (R003-42 holds there too)
        "put_aside_on_the_spot": sits_before_it & reads_for_a_team & acts_as_themselves,
        "hide_on_the_spot": sits_before_it & decides_for_a_team & acts_as_themselves,
        "show_on_the_spot": sits_before_it & decides_for_a_team & acts_as_themselves,
        # Moderation: whoever reads hard words
        "look_after_oneself": reads_for_a_team & acts_as_themselves,
        "take_talk": was_asked_for_a_talk,
        "forget_exposures": is_the_house,
    },
)

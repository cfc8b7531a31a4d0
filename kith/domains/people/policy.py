"""Who may do what about people."""

from typing import Any

from kith.domains.people.models import CARE_ROLES, ENDING_ROLES, RoleHeld
from kith.domains.people.queries.viewers import acts_as_themselves, acts_for_owner, is_self, works_with_them
from kith.kernel.access import Policy, Viewer, anybody, holds_role, is_the_house, predicate

__all__ = ["CARE_ROLES", "POLICY", "acts_for_owner", "is_self", "works_with_them"]

administers = holds_role("administrator") & acts_as_themselves


@predicate("it is about a member")
def is_a_member(viewer: Viewer, thing: Any) -> bool:
    """Staff's accounts are ended by whoever looks after them."""
    return getattr(thing, "sphere", "") == "member"


@predicate("they opened it from an alert, with a reason")
def opened_it(viewer: Viewer, thing: Any) -> bool:
    """Safety has asked its own policy before, and keeps the reason."""
    return viewer.is_staff and getattr(thing, "by_id", None) == viewer.id


@predicate("they hold a role in its team, and not as a peer only")
def may_end_it(viewer: Viewer, thing: Any) -> bool:
    """Link workers, facilitators and clinicians of the team that works with the person."""
    return thing.team_id in set(RoleHeld.objects.of(viewer, *ENDING_ROLES).values_list("team_id", flat=True))


POLICY = Policy(
    "people",
    {
        # Keys
        "issue_key": works_with_them | is_the_house,
        "issue_return_key": works_with_them | is_the_house,
        "revoke_key": works_with_them | is_the_house,
        "try_key": anybody,
        "try_pin": anybody,
        # Joining and coming back
        "choose_name": anybody,
        "join": anybody,
        "come_back": anybody,
        "ask_confirmation": anybody,
        "confirm": anybody,
        "recover": anybody,
        "hold_to_limit": anybody,
        "renew_recovery_sheet": is_self,
        "change_consent": is_self | acts_for_owner,
        "tidy_up": is_the_house,
        # Who works with whom
        "add_person": holds_role(*CARE_ROLES) & acts_as_themselves,
        "begin_involvement": works_with_them,
        "end_involvement": works_with_them & may_end_it,
        "look": works_with_them,
        "begin_on_behalf": works_with_them,
        "change_contact": works_with_them,
        # The team's own accounts
        "create_admin": is_the_house,
        "make_team": administers | is_the_house,
        "invite_staff": administers,
        "invite_again": administers,
        "accept_invitation": anybody,
        "give_role": administers,
        "end_role": administers,
        "disable_staff": administers & ~is_self,
        "check_second_step": anybody,
        "set_up_second_step": is_self,
        "renew_spare_codes": is_self,
        "move_second_step": is_self,
        "link_one_human": is_the_house,
        # Many at once, and the demo
        "bring_in": is_the_house,
        "enter_demo": is_the_house,
        # What matters
        "say_what_matters": is_self | acts_for_owner,
        "forget_what_matters": is_self | acts_for_owner,
        "choose_display": is_self,
        "choose_language": is_self | acts_for_owner,
        "choose_notices": is_self | acts_for_owner,
        "keep_contact": is_self | acts_for_owner,
        # How to find somebody when it cannot wait
        "keep_sheet": is_a_member & (is_self | acts_for_owner),
        "show_sheet": opened_it & acts_as_themselves,
        # A copy of everything, closing, forgetting
        "ask_for_copy": is_self,
        "make_copy": is_the_house,
        "give_up_copy": is_the_house,
        "fetch_copy": is_self,
        "ask_to_close": is_a_member & (is_self | acts_for_owner),
        "keep_open": is_a_member & (is_self | acts_for_owner),
        "close_account": is_the_house,
        "forget_old": is_the_house,
        # Devices
        "end_visit": is_self,
        "end_other_visits": is_self,
    },
)

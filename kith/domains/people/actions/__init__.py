"""What can be done about people."""

from kith.domains.people.actions.caseload import (
    WAYS,
    add_person,
    begin_involvement,
    begin_on_behalf,
    change_contact,
    end_involvement,
    look,
)
from kith.domains.people.actions.closing import ask_to_close, close_account, keep_open
from kith.domains.people.actions.consents import change_consent
from kith.domains.people.actions.demo import enter_demo
from kith.domains.people.actions.devices import end_other_visits, end_visit
from kith.domains.people.actions.download import ask_for_copy, fetch_copy, give_up_copy, make_copy
from kith.domains.people.actions.forgetting import forget_old
from kith.domains.people.actions.joining import DoorClosed, Joined, come_back, join
from kith.domains.people.actions.keys import (
    IDENTIFIERS,
    IssuedKey,
    Tried,
    issue_key,
    issue_return_key,
    revoke_key,
    try_key,
    try_pin,
)
from kith.domains.people.actions.limits import hold_to_limit
from kith.domains.people.actions.loading import Bond, Newcomer, bring_in
from kith.domains.people.actions.naming import choose_name
from kith.domains.people.actions.opening import ask_confirmation, confirm
from kith.domains.people.actions.recovery import recover, renew_recovery_sheet
from kith.domains.people.actions.second_step import (
    check_second_step,
    move_second_step,
    renew_spare_codes,
    set_up_second_step,
)
from kith.domains.people.actions.sheet import Opened, keep_sheet, show_sheet
from kith.domains.people.actions.staff import (
    accept_invitation,
    create_admin,
    disable_staff,
    end_role,
    give_role,
    invite_again,
    invite_staff,
    link_one_human,
    make_team,
)
from kith.domains.people.actions.tidying import tidy_up
from kith.domains.people.actions.use import choose_display, choose_language, choose_notices, keep_contact
from kith.domains.people.actions.what_matters import Answers, forget_what_matters, say_what_matters

__all__ = [
    "IDENTIFIERS",
    "WAYS",
    "Answers",
    "Bond",
    "DoorClosed",
    "IssuedKey",
    "Joined",
    "Newcomer",
    "Opened",
    "Tried",
    "accept_invitation",
    "add_person",
    "ask_confirmation",
    "ask_for_copy",
    "ask_to_close",
    "begin_involvement",
    "begin_on_behalf",
    "bring_in",
    "change_consent",
    "change_contact",
    "check_second_step",
    "choose_display",
    "choose_language",
    "choose_name",
    "choose_notices",
    "close_account",
    "come_back",
    "confirm",
    "create_admin",
    "disable_staff",
    "end_involvement",
    "end_other_visits",
    "end_role",
    "end_visit",
    "enter_demo",
    "fetch_copy",
    "forget_old",
    "forget_what_matters",
    "give_role",
    "give_up_copy",
    "hold_to_limit",
    "invite_again",
    "invite_staff",
    "issue_key",
    "issue_return_key",
    "join",
    "keep_contact",
    "keep_open",
    "keep_sheet",
    "link_one_human",
    "look",
    "make_copy",
    "make_team",
    "move_second_step",
    "recover",
    "renew_recovery_sheet",
    "renew_spare_codes",
    "revoke_key",
    "say_what_matters",
    "set_up_second_step",
    "show_sheet",
    "tidy_up",
    "try_key",
    "try_pin",
]

"""What may be seen of people, and who is looking."""

from kith.domains.people import vocabulary
from kith.domains.people.addresses import address_of
from kith.domains.people.models import AgeBand
from kith.domains.people.queries.accounts import (
    account_of,
    door_of,
    free_names,
    has_second_step,
    invitation_of,
    recovery_codes_left,
    spare_codes_left,
)
from kith.domains.people.queries.caseload import (
    CaseRow,
    caseload,
    colleagues,
    involvement_of,
    key_of,
    own_teams,
    person_file,
    team_of,
)
from kith.domains.people.queries.messages import (
    ConfirmationMessage,
    InvitationMessage,
    confirmation_message,
    invitation_message,
)
from kith.domains.people.queries.names import (
    WhoAmI,
    names_of,
    own_handle,
    own_names,
    persons_behind,
    shown_name,
    who_am_i,
)
from kith.domains.people.queries.staff import staff, staff_member, team, teams, teams_as, to_hand_over
from kith.domains.people.queries.viewers import (
    acts_as_themselves,
    acts_for_owner,
    is_anyone_here,
    is_self,
    person_of,
    person_seen,
    viewer_of,
    viewer_of_person,
    works_with,
    works_with_them,
)
from kith.domains.people.queries.what_matters import WhatMatters, what_matters

__all__ = [
    "AgeBand",
    "CaseRow",
    "ConfirmationMessage",
    "InvitationMessage",
    "WhatMatters",
    "WhoAmI",
    "account_of",
    "acts_as_themselves",
    "acts_for_owner",
    "address_of",
    "caseload",
    "colleagues",
    "confirmation_message",
    "door_of",
    "free_names",
    "has_second_step",
    "invitation_message",
    "invitation_of",
    "involvement_of",
    "is_anyone_here",
    "is_self",
    "key_of",
    "names_of",
    "own_handle",
    "own_names",
    "own_teams",
    "person_file",
    "person_of",
    "person_seen",
    "persons_behind",
    "recovery_codes_left",
    "shown_name",
    "spare_codes_left",
    "staff",
    "staff_member",
    "team",
    "team_of",
    "teams",
    "teams_as",
    "to_hand_over",
    "viewer_of",
    "viewer_of_person",
    "vocabulary",
    "what_matters",
    "who_am_i",
    "works_with",
    "works_with_them",
]

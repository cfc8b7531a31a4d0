"""What may be seen of people, and who is looking."""

from kith.domains.people import vocabulary
from kith.domains.people.queries.messages import (
    ConfirmationMessage,
    InvitationMessage,
    confirmation_message,
    invitation_message,
)
from kith.domains.people.queries.names import WhoAmI, names_of, shown_name, who_am_i
from kith.domains.people.queries.viewers import (
    acts_for_owner,
    is_anyone_here,
    is_self,
    person_of,
    person_seen,
    viewer_of,
    viewer_of_person,
    works_with,
)
from kith.domains.people.queries.what_matters import WhatMatters, what_matters

__all__ = [
    "ConfirmationMessage",
    "InvitationMessage",
    "WhatMatters",
    "WhoAmI",
    "acts_for_owner",
    "confirmation_message",
    "invitation_message",
    "is_anyone_here",
    "is_self",
    "names_of",
    "person_of",
    "person_seen",
    "shown_name",
    "viewer_of",
    "viewer_of_person",
    "vocabulary",
    "what_matters",
    "who_am_i",
    "works_with",
]

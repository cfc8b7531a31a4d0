"""What people is about, by noun."""

from kith.domains.people.models.account import Account
from kith.domains.people.models.copies import DataCopy
from kith.domains.people.models.involvement import Involvement
from kith.domains.people.models.person import Person, Pseudonym, RoleHeld, Team
from kith.domains.people.models.preferences_of_use import ContactRoute, DisplayChoice, NoticeChoice
from kith.domains.people.models.what_matters import AccessNeed, Interest, Need, Preference

__all__ = [
    "AccessNeed",
    "Account",
    "ContactRoute",
    "DataCopy",
    "DisplayChoice",
    "Interest",
    "Involvement",
    "Need",
    "NoticeChoice",
    "Person",
    "Preference",
    "Pseudonym",
    "RoleHeld",
    "Team",
]

"""What people is about, by noun."""

from kith.domains.people.models.account import Account
from kith.domains.people.models.consents import Consent, ConsentKind
from kith.domains.people.models.copies import DataCopy
from kith.domains.people.models.involvement import Involvement
from kith.domains.people.models.keys import AgeBand, KeyGrant, KeyPurpose, KeyState, TryCount
from kith.domains.people.models.person import Person, Pseudonym, Sphere
from kith.domains.people.models.preferences_of_use import ContactRoute, DisplayChoice, NoticeChoice
from kith.domains.people.models.proofs import Confirmation, ConfirmationRoute, Invitation, RecoveryCode
from kith.domains.people.models.sheet import EmergencySheet
from kith.domains.people.models.teams import CARE_ROLES, ENDING_ROLES, Role, RoleHeld, Team
from kith.domains.people.models.what_matters import AccessNeed, Interest, Need, Preference

__all__ = [
    "CARE_ROLES",
    "ENDING_ROLES",
    "AccessNeed",
    "Account",
    "AgeBand",
    "Confirmation",
    "ConfirmationRoute",
    "Consent",
    "ConsentKind",
    "ContactRoute",
    "DataCopy",
    "DisplayChoice",
    "EmergencySheet",
    "Interest",
    "Invitation",
    "Involvement",
    "KeyGrant",
    "KeyPurpose",
    "KeyState",
    "Need",
    "NoticeChoice",
    "Person",
    "Preference",
    "Pseudonym",
    "RecoveryCode",
    "Role",
    "RoleHeld",
    "Sphere",
    "Team",
    "TryCount",
]

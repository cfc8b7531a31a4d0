"""What people is about, by noun."""

from kith.domains.people.models.account import Account
from kith.domains.people.models.involvement import Involvement
from kith.domains.people.models.person import Person, Pseudonym, RoleHeld, Team

__all__ = ["Account", "Involvement", "Person", "Pseudonym", "RoleHeld", "Team"]

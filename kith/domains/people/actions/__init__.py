"""What can be done about people."""

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
from kith.domains.people.actions.what_matters import Answers, forget_what_matters, say_what_matters

__all__ = [
    "IDENTIFIERS",
    "Answers",
    "IssuedKey",
    "Tried",
    "forget_what_matters",
    "issue_key",
    "issue_return_key",
    "revoke_key",
    "say_what_matters",
    "try_key",
    "try_pin",
]

"""Who may do what about people."""

from kith.domains.people.queries.viewers import acts_for_owner, is_self, works_with_them
from kith.kernel.access import Policy, anybody, is_the_house

__all__ = ["POLICY", "acts_for_owner", "is_self", "works_with_them"]

POLICY = Policy(
    "people",
    {
        # Keys
        "issue_key": works_with_them | is_the_house,
        "issue_return_key": works_with_them | is_the_house,
        "revoke_key": works_with_them | is_the_house,
        "try_key": anybody,
        "try_pin": anybody,
        # What matters
        "say_what_matters": is_self | acts_for_owner,
        "forget_what_matters": is_self | acts_for_owner,
    },
)

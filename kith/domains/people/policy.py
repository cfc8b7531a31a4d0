"""Who may do what about people."""

from kith.domains.people.queries.viewers import acts_for_owner, is_self
from kith.kernel.access import Policy

__all__ = ["POLICY", "acts_for_owner", "is_self"]

POLICY = Policy(
    "people",
    {
        "say_what_matters": is_self | acts_for_owner,
        "forget_what_matters": is_self | acts_for_owner,
    },
)

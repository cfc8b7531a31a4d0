"""What can be done about people."""

from kith.domains.people.actions.what_matters import Answers, forget_what_matters, say_what_matters

__all__ = ["Answers", "forget_what_matters", "say_what_matters"]

"""Who may do what in the rooms."""

from kith.kernel.access import Policy

POLICY = Policy("rooms", {})

"""What may be seen of people, and who is looking."""

from kith.domains.people.queries.viewers import viewer_of, viewer_of_person, works_with
from kith.domains.people.queries.what_matters import WhatMatters, what_matters

__all__ = ["WhatMatters", "viewer_of", "viewer_of_person", "what_matters", "works_with"]

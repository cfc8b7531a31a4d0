"""What may be seen of people, and who is looking."""

from kith.domains.people.queries.viewers import viewer_of, viewer_of_person, works_with

__all__ = ["viewer_of", "viewer_of_person", "works_with"]

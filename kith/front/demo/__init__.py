"""The story of Marlbeck Vale, told into the database through the same use cases that everybody uses."""

from kith.front.demo.story import person_id, tries_for

__all__ = ["person_id", "tries_for"]

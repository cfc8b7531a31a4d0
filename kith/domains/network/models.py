"""The map somebody draws of who and what is in their life, how it changed, and what it brought to mind."""

from __future__ import annotations

import uuid
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.people.queries import works_with
from kith.kernel.access import Viewer
from kith.kernel.sealed import SealedJSON, SealedText

Row = TypeVar("Row", bound=models.Model)


class Circle(models.TextChoices):
    """How much somebody or something matters: the only thing that a place on the map says."""

    INNER = "inner", _("Matters most")
    MIDDLE = "middle", _("Matters a lot")
    OUTER = "outer", _("Matters")


class Kind(models.TextChoices):
    """Who or what it is."""

    FAMILY = "family", _("Family")
    FRIEND = "friend", _("Friend")
    NEIGHBOUR = "neighbour", _("Neighbour or work")
    MISSED = "missed", _("Someone I miss")
    GROUP = "group", _("Group or faith")
    HELPER = "helper", _("Helper")
    PLACE = "place", _("Place")
    ACTIVITY = "activity", _("Activity")
    PET = "pet", _("Pet")
    ONLINE = "online", _("Online")


class Family(models.TextChoices):
    """Kinds that share a colour and a shape."""

    PEOPLE = "people", _("People")
    GROUPS = "groups", _("Groups")
    HELPERS = "helpers", _("Helpers")
    THINGS = "things", _("Places, pets and things")


FAMILY_OF = {
    Kind.FAMILY: Family.PEOPLE,
    Kind.FRIEND: Family.PEOPLE,
    Kind.NEIGHBOUR: Family.PEOPLE,
    Kind.MISSED: Family.PEOPLE,
    Kind.GROUP: Family.GROUPS,
    Kind.HELPER: Family.HELPERS,
    Kind.PLACE: Family.THINGS,
    Kind.ACTIVITY: Family.THINGS,
    Kind.PET: Family.THINGS,
    Kind.ONLINE: Family.THINGS,
}


class Contact(models.TextChoices):
    """How often they are in touch, or go there. "" is "did not say"."""

    DAILY = "daily", _("Most days")
    WEEKLY = "weekly", _("Most weeks")
    MONTHLY = "monthly", _("Most months")
    YEARLY = "yearly", _("A few times a year")
    NOT_NOW = "not_now", _("Not at the moment")


class Question(models.TextChoices):
    """What the map may bring to mind. Each may be skipped."""

    EVERYDAY = "everyday", _("Who or what helps with everyday things?")
    HEALTH = "health", _("Who or what helps when your health is not good?")
    LIFT = "lift", _("Who or what lifts your mood?")
    HARD = "hard", _("What can be hard?")
    MORE = "more", _("What would you like more of?")


class OwnQuerySet(models.QuerySet[Row]):
    """What somebody drew and wrote for themselves."""

    def visible_to(self, viewer: Viewer) -> OwnQuerySet[Row]:
        """One's own; for staff, that of the person they act for and work with now. Nobody else's, ever."""
        if viewer.on_behalf_of is not None:
            return self._of(viewer) if works_with(viewer, viewer.subject) else self.none()
        return self._of(viewer) if viewer.is_signed_in else self.none()

    def _of(self, viewer: Viewer) -> OwnQuerySet[Row]:
        return self.filter(person_id=viewer.subject)


class PrivateQuerySet(OwnQuerySet[Row]):
    """The same, where some rows are marked private: those are not shown to staff who act for the person."""

    def _of(self, viewer: Viewer) -> PrivateQuerySet[Row]:
        own = self.filter(person_id=viewer.subject)
        return own if viewer.on_behalf_of is None else own.filter(is_private=False)


class NetworkMap(models.Model):
    """The one drawing a person has now.

    `version` grows with every change of the drawing, `words_version` with every change of the five answers: two
    windows never overwrite each other.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField("people.Person", models.CASCADE, related_name="network_map")
    version = models.PositiveIntegerField(default=0)
    words_version = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = OwnQuerySet["NetworkMap"].as_manager()

    def __str__(self) -> str:
        return f"map {self.pk}"


class Tie(models.Model):
    """Someone or something in the person's life: a nickname or initials are enough, contact details are not asked.

    `version` is the map's version at which this tie last changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network_map = models.ForeignKey("network.NetworkMap", models.CASCADE, related_name="ties")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    name = SealedText()
    note = SealedText(null=True)
    kind = models.CharField(max_length=10, choices=Kind)
    circle = models.CharField(max_length=6, choices=Circle)
    contact = models.CharField(max_length=8, choices=Contact, blank=True)
    is_private = models.BooleanField(default=False)
    is_hard = models.BooleanField(default=False)
    position = models.PositiveIntegerField()
    version = models.PositiveIntegerField()

    objects = PrivateQuerySet["Tie"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="tie_kind_is_known"),
            models.CheckConstraint(condition=models.Q(circle__in=Circle.values), name="tie_circle_is_known"),
            models.CheckConstraint(condition=models.Q(contact__in=["", *Contact.values]), name="tie_contact_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.circle}"


class Did(models.TextChoices):
    """What a change was, so that undo can say what it will do."""

    ADDED = "added", _("added")
    MOVED = "moved", _("moved")
    CHANGED = "changed", _("changed")
    REMOVED = "removed", _("removed")


class Change(models.Model):
    """One step of drawing: how the tie was before it, so that it can be taken back. Only the last few are kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network_map = models.ForeignKey("network.NetworkMap", models.CASCADE, related_name="changes")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    did = models.CharField(max_length=8, choices=Did)
    tie_id = models.UUIDField()
    before = SealedJSON(null=True)
    is_private = models.BooleanField(default=False)
    version = models.PositiveIntegerField()

    objects = PrivateQuerySet["Change"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_map", "version"], name="change_is_one_a_version"),
            models.CheckConstraint(
                condition=models.Q(did=Did.ADDED) ^ models.Q(before__isnull=False), name="change_knows_what_was_before"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.did} at {self.version}"


class Reflection(models.Model):
    """The person's own words to one of the five questions. What can be hard is private unless they say otherwise."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network_map = models.ForeignKey("network.NetworkMap", models.CASCADE, related_name="reflections")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    question = models.CharField(max_length=8, choices=Question)
    words = SealedText()
    is_private = models.BooleanField(default=False)

    objects = PrivateQuerySet["Reflection"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_map", "question"], name="reflection_once_a_question"),
            models.CheckConstraint(condition=models.Q(question__in=Question.values), name="reflection_is_known"),
        ]

    def __str__(self) -> str:
        return self.question

"""Key: who may be in which room, from when until when, and why."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.people.queries import AgeBand
from kith.domains.people.queries.reach import people_worked_with
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.sealed import SealedText


class KeyKind(models.TextChoices):
    """Why somebody holds it."""

    CARE = "care", _("they use the service")
    CARER = "carer", _("somebody they care for uses the service")
    WAITING = "waiting", _("they wait for an assessment")
    ALUMNI = "alumni", _("they used the service and stay welcome")


class KeyEnd(models.TextChoices):
    """How a key ended before its time."""

    REVOKED = "revoked", _("taken back")
    CONVERTED = "converted", _("changed into another")
    GIVEN_BACK = "given_back", _("given back by its holder")
    MISTAKE = "mistake", _("given by mistake")
    OVER = "over", _("its days were over")


class KeyQuerySet(models.QuerySet["Key"]):
    """Keys to rooms."""

    def visible_to(self, viewer: Viewer) -> KeyQuerySet:
        """One's own; for staff those of the people they work with."""
        if viewer.is_system:
            return self
        if viewer.is_staff and viewer.on_behalf_of is None:
            return self.filter(person_id__in=people_worked_with(viewer))
        return self.filter(person_id=viewer.subject) if viewer.is_signed_in else self.none()

    def live(self) -> KeyQuerySet:
        """Open a door at this instant."""
        at = now()
        return self.filter(models.Q(until_at=None) | models.Q(until_at__gt=at), from_at__lte=at, ended_at=None)


class Key(models.Model):
    """A key of one person to one room. Ending it closes what is open through it within a second."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="room_keys")
    room = models.ForeignKey("rooms.Room", models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=8, choices=KeyKind)
    age_band = models.CharField(max_length=10, choices=AgeBand, default=AgeBand.ADULT)
    reason = SealedText(owner="person_id", null=True)
    both_reason = SealedText(owner="person_id", null=True)
    """Why a clinician gave it although it excludes another that the person holds."""
    given_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    ended_how = models.CharField(max_length=10, choices=KeyEnd, blank=True)
    became = models.OneToOneField("self", models.SET_NULL, null=True, related_name="was")

    objects = KeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "room"], condition=models.Q(ended_at=None), name="one_live_key_a_room"
            ),
            models.CheckConstraint(
                condition=models.Q(until_at=None) | models.Q(until_at__gt=models.F("from_at")),
                name="room_key_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_how="") | ~models.Q(ended_at=None) & ~models.Q(ended_how=""),
                name="an_ended_key_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"room key {self.id}"

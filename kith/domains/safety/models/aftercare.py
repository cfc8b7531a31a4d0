"""Exposure, Aftercare: what reading hard words does to whoever reads them, and who looks after that."""

from __future__ import annotations

import uuid

from django.db import models

from kith.domains.people.queries import teams_as
from kith.kernel.access import Viewer
from kith.kernel.sealed import SealedText


class ExposureQuerySet(models.QuerySet["Exposure"]):
    """Hard words that somebody had before them."""

    def visible_to(self, viewer: Viewer) -> ExposureQuerySet:
        """One's own. Nobody counts anybody else's."""
        return self if viewer.is_system else self.filter(person_id=viewer.id)


class Exposure(models.Model):
    """Somebody of the team opened words of tier 3 or 4: counted for their own sake, and gone after a short while."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    screened = models.ForeignKey("safety.Screened", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = ExposureQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "screened"], name="exposed_once")]
        indexes = [models.Index(fields=["person", "at"], name="exposures_of_a_person")]

    def __str__(self) -> str:
        return f"exposure of {self.person_id}"


class AftercareQuerySet(models.QuerySet["Aftercare"]):
    """What somebody of the team asked for after hard words."""

    def visible_to(self, viewer: Viewer) -> AftercareQuerySet:
        """One's own; and where a talk is asked for, those of the team who may give it."""
        if viewer.is_system:
            return self
        theirs = models.Q(team_id__in=teams_as(viewer, "clinician", "safety_officer"), wants_a_talk=True)
        return self.filter(models.Q(person_id=viewer.id) | theirs)


class Aftercare(models.Model):
    """A note for one's own supervision, and perhaps the wish to talk to somebody today."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    team = models.ForeignKey("people.Team", models.CASCADE, related_name="+")
    words = SealedText(owner="person_id", null=True)
    """Read by nobody else."""
    wants_a_talk = models.BooleanField(default=False)
    at = models.DateTimeField()
    talked_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    talked_at = models.DateTimeField(null=True)

    objects = AftercareQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "aftercare"
        constraints = [
            models.CheckConstraint(condition=~models.Q(talked_by=models.F("person")), name="nobody_debriefs_themselves")
        ]
        indexes = [
            models.Index(fields=["team"], condition=models.Q(wants_a_talk=True, talked_at=None), name="talks_asked_for")
        ]

    def __str__(self) -> str:
        return f"aftercare of {self.person_id}"

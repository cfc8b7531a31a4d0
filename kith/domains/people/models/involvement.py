"""Who works with whom, why, from when until when: the care relationship that lets a team see a person."""

from __future__ import annotations

import uuid

from django.db import models

from kith.domains.people.models.teams import CARE_ROLES, RoleHeld
from kith.kernel.access import Viewer
from kith.kernel.clock import now


class InvolvementQuerySet(models.QuerySet["Involvement"]):
    """Care relationships."""

    def active(self) -> InvolvementQuerySet:
        """Those that hold at this instant."""
        at = now()
        return self.filter(from_at__lte=at).filter(models.Q(until_at=None) | models.Q(until_at__gt=at))

    def of(self, viewer: Viewer) -> InvolvementQuerySet:
        """Those of this worker or one of their teams, that hold now; who is kept apart has no teams, only a worker."""
        return self.active().filter(models.Q(worker_id=viewer.id) | _by_team(viewer))

    def visible_to(self, viewer: Viewer) -> InvolvementQuerySet:
        """The person sees who works with them; staff see those of their own team."""
        if viewer.is_system:
            return self
        if viewer.is_staff and viewer.on_behalf_of is None:
            return self.filter(models.Q(worker_id=viewer.id) | _by_team(viewer))
        return self.filter(person_id=viewer.subject) if viewer.is_signed_in else self.none()


def _by_team(viewer: Viewer) -> models.Q:
    teams = RoleHeld.objects.of(viewer, *CARE_ROLES).values("team_id")
    return models.Q(team_id__in=teams, person__is_kept_apart=False)


class Involvement(models.Model):
    """A worker, or a team, works with a person for a stated reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="involvements")
    worker = models.ForeignKey("people.Person", models.CASCADE, null=True, related_name="works_with")
    team = models.ForeignKey("people.Team", models.PROTECT, related_name="involvements")
    why = models.CharField(max_length=120)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    objects = InvolvementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_at=None) | models.Q(until_at__gte=models.F("from_at")),
                name="involvement_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.team_id} works with {self.person_id}"

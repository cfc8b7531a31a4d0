"""Team, and the roles that staff hold in one."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.kernel.access import Viewer
from kith.kernel.clock import now


class Role(models.TextChoices):
    """What somebody may be in a team."""

    LINK_WORKER = "link_worker", _("link worker")
    FACILITATOR = "facilitator", _("facilitator")
    CLINICIAN = "clinician", _("clinician")
    PEER_WORKER = "peer_worker", _("peer worker")
    MODERATOR = "moderator", _("moderator")
    COLLEGE = "college", _("college")
    EVALUATOR = "evaluator", _("evaluator")
    SAFETY_OFFICER = "safety_officer", _("safety officer")
    DIRECTORY_EDITOR = "directory_editor", _("directory editor")
    ADMINISTRATOR = "administrator", _("administrator")


CARE_ROLES = (Role.LINK_WORKER, Role.FACILITATOR, Role.CLINICIAN, Role.PEER_WORKER)
"""Who of a team works with people. Its moderators know handles, and no names."""
ENDING_ROLES = (Role.LINK_WORKER, Role.FACILITATOR, Role.CLINICIAN)
"""Who of them may say that a team works with somebody no longer: peers hold lesser powers (R003-42)."""


class Team(models.Model):
    """People who work together for a service."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    service = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


class RoleHeldQuerySet(models.QuerySet["RoleHeld"]):
    """Roles that staff hold."""

    def of(self, viewer: Viewer, *roles: str) -> RoleHeldQuerySet:
        """Those of these roles that the viewer holds now."""
        at = now()
        held = self.filter(person_id=viewer.id, role__in=roles, from_at__lte=at)
        return held.filter(models.Q(until_at=None) | models.Q(until_at__gt=at))


class RoleHeld(models.Model):
    """A role that a member of staff holds in a team, from when until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="roles_held")
    role = models.CharField(max_length=20, choices=Role)
    team = models.ForeignKey("people.Team", models.PROTECT, related_name="roles_held")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    objects = RoleHeldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "team"], condition=models.Q(until_at=None), name="role_is_held_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} in {self.team_id}"

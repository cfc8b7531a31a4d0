"""Rota: who of the team is there, and from when until when."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.kernel.access import Viewer


class Task(models.TextChoices):
    """What somebody on the rota does."""

    DUTY = "duty", _("reads what comes in")
    LEAD = "lead", _("reads, and leads the shift")
    ON_CALL = "on_call", _("can be called")
    READER = "reader", _("reads while nobody of the team is there")


class RotaQuerySet(models.QuerySet["Rota"]):
    """Turns on the rota."""

    def visible_to(self, viewer: Viewer) -> RotaQuerySet:
        """Staff see all turns, as colleagues do; members never see who works when."""
        return self if viewer.is_system or (viewer.is_staff and viewer.on_behalf_of is None) else self.none()

    def between(self, start: dt.datetime, end: dt.datetime) -> RotaQuerySet:
        """Turns that touch this time."""
        return self.filter(from_at__lt=end, until_at__gt=start)


class Rota(models.Model):
    """One turn: a person of the team does this from then until then. Not being on it looks like leave."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey("people.Team", models.CASCADE, related_name="rota")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="rota_turns")
    task = models.CharField(max_length=10, choices=Task, default=Task.DUTY)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()

    objects = RotaQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "rota"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_at__gt=models.F("from_at")), name="turn_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["team", "person", "task", "from_at"], name="one_turn_at_a_time"),
        ]
        indexes = [models.Index(fields=["team", "until_at"], name="turns_of_a_team")]

    def __str__(self) -> str:
        return f"{self.task} {self.from_at:%Y-%m-%d %H:%M}"

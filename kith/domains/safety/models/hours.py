"""TeamHours: when a team reads what people write. Every promise of an answer is worked out from these rows."""

from __future__ import annotations

import uuid
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.safety.models.contacts import Nation
from kith.kernel.access import Viewer


class Weekday(models.IntegerChoices):
    """ISO weekdays."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


Row = TypeVar("Row", bound=models.Model)


class TeamRowsQuerySet(models.QuerySet[Row]):
    """Rows about teams, which say nothing of any member."""

    def visible_to(self, viewer: Viewer) -> TeamRowsQuerySet[Row]:
        """Everybody signed in: when a team reads is no secret, it is a promise."""
        return self if viewer.is_signed_in or viewer.is_system else self.none()


class TeamCalendar(models.Model):
    """How a team's days are: the nation whose bank holidays it keeps, and whether a rota says who reads."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.OneToOneField("people.Team", models.CASCADE, related_name="calendar")
    nation = models.CharField(max_length=16, choices=Nation, default=Nation.ENGLAND)
    works_on_bank_holidays = models.BooleanField(default=False)
    has_rota = models.BooleanField(default=False)

    objects = TeamRowsQuerySet["TeamCalendar"].as_manager()

    def __str__(self) -> str:
        return f"calendar of {self.team_id}"


class TeamHours(models.Model):
    """The team reads on this weekday from one time to another; past midnight where it closes before it opens."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey("people.Team", models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    opens = models.TimeField()
    closes = models.TimeField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    objects = TeamRowsQuerySet["TeamHours"].as_manager()

    class Meta:
        verbose_name_plural = "team hours"
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__range=(1, 7)), name="hours_weekday_is_a_day"),
            models.CheckConstraint(condition=~models.Q(opens=models.F("closes")), name="hours_are_not_empty"),
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("from_on")),
                name="hours_end_after_they_begin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}-{self.closes}"


class HoursException(models.Model):
    """One day that is not as usual: closed (no times), or open at other times, also on a bank holiday."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey("people.Team", models.CASCADE, related_name="hours_exceptions")
    on = models.DateField()
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)

    objects = TeamRowsQuerySet["HoursException"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "on"], name="one_exception_a_day"),
            models.CheckConstraint(
                condition=models.Q(opens=None, closes=None)
                | (models.Q(opens__isnull=False, closes__isnull=False) & ~models.Q(opens=models.F("closes"))),
                name="exception_is_closed_or_has_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.opens or 'closed'}"

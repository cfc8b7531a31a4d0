"""CrisisContact: where somebody turns when they need help now. Data with an owner and a date, never template text."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.kernel.access import Viewer
from kith.kernel.clock import today

REVIEW_EVERY = dt.timedelta(days=90)
NOT_REVIEWED = "review before use"
IN_A_PANEL = 3


class Nation(models.TextChoices):
    """The four nations; numbers and holidays differ."""

    ENGLAND = "england", _("England")
    WALES = "wales", _("Wales")
    SCOTLAND = "scotland", _("Scotland")
    NORTHERN_IRELAND = "northern_ireland", _("Northern Ireland")


class Kind(models.TextChoices):
    """How urgent: the order of a page, and whether it stands in a red card."""

    EMERGENCY = "emergency", _("life at risk")
    URGENT = "urgent", _("urgent help")
    LISTENING = "listening", _("someone to talk to")


class CrisisContactQuerySet(models.QuerySet["CrisisContact"]):
    """Help numbers."""

    def visible_to(self, viewer: Viewer) -> CrisisContactQuerySet:
        """Everybody sees those in use; staff see all."""
        return self if viewer.is_staff or viewer.is_system else self.filter(is_in_use=True)

    def in_order(self) -> CrisisContactQuerySet:
        """Emergency first, then urgent, then listening, each as the service ordered them."""
        urgency = models.Case(
            *(models.When(kind=kind, then=place) for place, kind in enumerate(Kind.values)),
            output_field=models.IntegerField(),
        )
        return self.order_by("nation", urgency, "position", "code")

    def overdue(self, on: dt.date | None = None) -> CrisisContactQuerySet:
        """In use, and nobody answers for them any more, or nobody ever did."""
        due = models.Q(review_due_on=None) | models.Q(review_due_on__lte=on or today())
        return self.filter(due, is_in_use=True)


class CrisisContact(models.Model):
    """A number to call or text in one nation, in words that can be read in a hurry."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nation = models.CharField(max_length=16, choices=Nation)
    code = models.SlugField(max_length=24)
    kind = models.CharField(max_length=10, choices=Kind)
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=60)
    name_cy = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=160)
    words_cy = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    sms = models.CharField(max_length=20, blank=True)
    sms_words = models.CharField(max_length=20, blank=True)
    hours = models.CharField(max_length=80)
    hours_cy = models.CharField(max_length=80, blank=True)
    source = models.URLField()
    owner = models.CharField(max_length=80, default=NOT_REVIEWED)
    reviewed_on = models.DateField(null=True)
    review_due_on = models.DateField(null=True)
    welsh_reviewed_by = models.CharField(max_length=80, blank=True)
    is_in_use = models.BooleanField(default=True)

    objects = CrisisContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nation", "code"], name="help_number_once_a_nation"),
            models.CheckConstraint(condition=models.Q(nation__in=Nation.values), name="help_nation_is_known"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="help_kind_is_known"),
            models.CheckConstraint(
                condition=~models.Q(phone="") | ~models.Q(sms=""), name="help_number_can_be_called_or_texted"
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_on=None, review_due_on=None)
                | models.Q(review_due_on__gt=models.F("reviewed_on")),
                name="help_review_is_due_after_the_last",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.nation}"

    @property
    def is_overdue(self) -> bool:
        return self.is_in_use and (self.review_due_on is None or self.review_due_on <= today())

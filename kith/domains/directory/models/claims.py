"""Facts as claims: what somebody said about a service, when, and what people told or asked us."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.directory.models.facts import FACTS, SaidBy

if TYPE_CHECKING:
    from kith.kernel.access import Viewer


class ForEditors(models.QuerySet[Any]):
    """What people told or asked us is read by the directory's editors only."""

    def visible_to(self, viewer: Viewer) -> Self:
        is_editor = viewer.is_staff and viewer.has_role("directory_editor", "administrator")
        return self if is_editor else self.none()


class Claim(models.Model):
    """Somebody says that a fact about a service has this value. A null value is somebody saying: not known.

    Claims are never edited; a newer one wins. `said_at` is null when the source gives no date.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="claims")
    place = models.ForeignKey(
        "directory.ServiceAtLocation", on_delete=models.CASCADE, related_name="claims", null=True, blank=True
    )
    fact = models.CharField(max_length=24, choices=list(FACTS.items()))
    value = models.JSONField(null=True)
    said_by = models.CharField(max_length=10, choices=SaidBy)
    source = models.ForeignKey(
        "directory.Source", on_delete=models.PROTECT, related_name="claims", null=True, blank=True
    )
    said_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "place", "fact", "said_by", "source"],
                condition=models.Q(said_by__in=["words", "list"]),
                nulls_distinct=False,
                name="directory_claim_once_a_list",
            )
        ]

    def __str__(self) -> str:
        return f"{self.fact}={self.value} ({self.said_by})"


class Question(models.Model):
    """Something not known that people want to know; a directory editor asks and records the answer as a claim."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="questions")
    fact = models.CharField(max_length=24, choices=list(FACTS.items()))
    times_asked = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ForEditors.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "fact"], condition=models.Q(answered_at=None), name="directory_question_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.fact}?"


class Report(models.Model):
    """Somebody tells us that a listing is wrong, or that something happened there. We keep no name."""

    class About(models.TextChoices):
        CLOSED = "closed", _("It has closed")
        WRONG = "wrong", _("A detail is wrong")
        UNSAFE = "unsafe", _("I did not feel safe there")
        MONEY = "money", _("Somebody asked for money or my details")
        OTHER = "other", _("Something else")

    class Outcome(models.TextChoices):
        MENDED = "mended", _("We put it right")
        CONFIRMED = "confirmed", _("We checked, it was right")
        WITHDRAWN = "withdrawn", _("We took the listing down")
        PASSED_ON = "passed_on", _("We passed it on")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="reports")
    about = models.CharField(max_length=10, choices=About)
    words = models.TextField(blank=True)
    told_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = ForEditors.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="", settled_at=None)
                | (~models.Q(outcome="") & models.Q(settled_at__isnull=False)),
                name="directory_report_settled_with_outcome",
            )
        ]

    def __str__(self) -> str:
        return self.about

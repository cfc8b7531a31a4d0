"""What somebody agreed to, or not, each thing by itself and each answer with its day."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.people.models.what_matters import OwnQuerySet
from kith.kernel.clock import now

if TYPE_CHECKING:
    from kith.domains.people.models.person import Person


class ConsentKind(models.TextChoices):
    """What is asked. Only the rules are needed to come in; all else is a choice."""

    RULES = "rules", _("Keep to the house rules")
    TELL_REFERRER = "tell_referrer", _("Tell the person who gave me my key that I have joined")
    REMINDERS = "reminders", _("Send me reminders I ask for, by e-mail or text")
    LEARNING = "learning", _("Use what I do here, without my name, to learn what helps")


class ConsentQuerySet(OwnQuerySet["Consent"]):
    """Answers, visible to the person who gave them."""

    def record(self, person: Person, answers: Mapping[str, bool], *, how: str = "") -> None:
        """Write down each answer with its day and how it was given."""
        at = now()
        self.bulk_create(
            Consent(person=person, kind=kind, is_given=bool(answers[kind]), said_at=at, how=how)
            for kind in ConsentKind.values
            if kind in answers
        )


class Consent(models.Model):
    """One answer. A changed mind is a new row, so what held on any day can be told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=16, choices=ConsentKind)
    is_given = models.BooleanField()
    said_at = models.DateTimeField()
    how = models.CharField(max_length=80, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=ConsentKind.values), name="consent_kind_is_known")
        ]
        indexes = [models.Index(fields=["person", "kind", "-said_at"], name="latest_consent")]

    def __str__(self) -> str:
        return f"{self.kind}: {'yes' if self.is_given else 'no'}"

"""EmergencySheet: what somebody needs who has to find a person quickly, and nothing more."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models

from kith.domains.people.models.what_matters import OwnQuerySet
from kith.kernel.sealed import SealedJSON

ASKED_EVERY = dt.timedelta(days=90)
PARTS = ("phone", "staying", "trusted", "gp", "coordinator")


class EmergencySheet(models.Model):
    """Where somebody is, whom to ring, who their GP is: sealed, and asked again every 90 days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField("people.Person", models.CASCADE, related_name="emergency_sheet")
    said = SealedJSON(owner="person_id", null=True)
    checked_at = models.DateTimeField()
    """When they last said that it is right."""

    objects = OwnQuerySet["EmergencySheet"].as_manager()

    def __str__(self) -> str:
        return f"emergency sheet of {self.person_id}"

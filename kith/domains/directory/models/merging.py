"""The same service from two sources: proposed, and decided by a person unless it is certain."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.directory.models.claims import ForEditors


class MergeProposal(models.Model):
    """Two services that may be one. `looks_same` folds the second under the first until somebody decides."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for a decision")
        MERGED = "merged", _("One and the same")
        APART = "apart", _("Two different things")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    keep = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="proposals_to_keep")
    other = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="proposals_to_fold")
    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    looks_same = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    is_automatic = models.BooleanField(default=False)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ForEditors.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["keep", "other"], name="directory_proposal_once"),
            models.CheckConstraint(condition=~models.Q(keep=models.F("other")), name="directory_proposal_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.keep_id} + {self.other_id}: {self.score}"

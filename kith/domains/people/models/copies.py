"""The copy of everything about somebody that they may ask for."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.kernel.access import Viewer
from kith.kernel.sealed import SealedBytes
from kith.kernel.states import Lifecycle


class CopyState(models.TextChoices):
    """How far a copy is."""

    PREPARING = "preparing", _("We are making your copy")
    READY = "ready", _("Your copy is ready")
    EXPIRED = "expired", _("This copy is gone")
    FAILED = "failed", _("This copy did not work")


COPY = Lifecycle(
    "people.data_copy",
    {
        CopyState.PREPARING: {"finish": CopyState.READY, "fail": CopyState.FAILED},
        CopyState.READY: {"expire": CopyState.EXPIRED},
        CopyState.FAILED: {},
        CopyState.EXPIRED: {},
    },
)


class DataCopyQuerySet(models.QuerySet["DataCopy"]):
    """Copies people asked for."""

    def visible_to(self, viewer: Viewer) -> DataCopyQuerySet:
        """One's own and nobody else's, not even for staff who act for the person: it holds what they keep private."""
        if viewer.is_system:
            return self
        if not viewer.is_signed_in or viewer.on_behalf_of is not None:
            return self.none()
        return self.filter(person_id=viewer.id)


class DataCopy(models.Model):
    """Everything about one person in one sealed file, for seven days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="data_copies")
    state = models.CharField(max_length=10, choices=CopyState, default=CopyState.PREPARING)
    language = models.CharField(max_length=8, default="en-gb")
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    content = SealedBytes(null=True)

    objects = DataCopyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=CopyState.READY, content__isnull=False, expires_at__isnull=False)
                | (~models.Q(state=CopyState.READY) & models.Q(content__isnull=True)),
                name="data_copy_is_there_while_ready",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state=CopyState.PREPARING), name="one_copy_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"copy of {self.person_id}, {self.state}"

"""What lets somebody in once: a link for new staff, a code for an open account, a code of the recovery sheet."""

from __future__ import annotations

import uuid
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.sealed import SealedText

CODE_TRIES = 5


class ConfirmationRoute(models.TextChoices):
    """How a code reaches somebody who opens an account without a team."""

    EMAIL = "email", _("by e-mail")
    SMS = "sms", _("by text message")


Row = TypeVar("Row", bound=models.Model)


class HouseQuerySet(models.QuerySet[Row]):
    """Rows no page lists: only the house works with them."""

    def visible_to(self, viewer: Viewer) -> HouseQuerySet[Row]:
        return self if viewer.is_system else self.none()


class Invitation(models.Model):
    """A one-time link with which a member of staff makes their own way to sign in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    token = SealedText(null=True)
    """Kept sealed until it is used, so that it can be sent; NULL where it was shown on a screen instead."""
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = HouseQuerySet["Invitation"].as_manager()

    def __str__(self) -> str:
        return f"invitation {self.id}"

    @property
    def stands_open(self) -> bool:
        return self.used_at is None and self.expires_at > now()


class Confirmation(models.Model):
    """A code sent to an address, to see that it is theirs; it also stands for the unfinished open account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="confirmations")
    route = models.CharField(max_length=8, choices=ConfirmationRoute)
    code_digest = models.CharField(max_length=64)
    code = SealedText(null=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    objects = HouseQuerySet["Confirmation"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wrong_codes__lte=CODE_TRIES), name="five_wrong_codes_end_a_confirmation"
            )
        ]

    def __str__(self) -> str:
        return f"confirmation {self.id}"

    @property
    def takes_codes(self) -> bool:
        """Whether a code may still be tried."""
        return self.confirmed_at is None and self.wrong_codes < CODE_TRIES and self.expires_at > now()

    @property
    def stands_open(self) -> bool:
        """Whether the person may go on to make their account."""
        return self.confirmed_at is not None and self.used_at is None


class RecoveryCode(models.Model):
    """One code of a person's recovery sheet; only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = HouseQuerySet["RecoveryCode"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "digest"], name="recovery_code_is_once")]

    def __str__(self) -> str:
        return f"recovery code {self.id}"

"""Keys: how somebody joins whom a team works with, or comes back when their recovery sheet is lost."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.people.models.involvement import Involvement
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.states import Lifecycle

PIN_TRIES = 5


class AgeBand(models.TextChoices):
    """What a key says of its holder's age; this release serves adults."""

    ADULT = "adult", _("18 or over")
    UNDER_18 = "under_18", _("under 18")


class KeyPurpose(models.TextChoices):
    """What a key opens."""

    JOIN = "join", _("to join")
    RETURN = "return", _("to sign in again without the recovery sheet")


class KeyState(models.TextChoices):
    """Where a key is in its life."""

    ISSUED = "issued", _("given out, not used yet")
    USED = "used", _("used")
    LOCKED = "locked", _("locked after five wrong PINs")
    REVOKED = "revoked", _("taken back")
    EXPIRED = "expired", _("too old")


KEY = Lifecycle(
    "people.key",
    {
        KeyState.ISSUED: {
            "use": KeyState.USED,
            "lock": KeyState.LOCKED,
            "revoke": KeyState.REVOKED,
            "expire": KeyState.EXPIRED,
        },
        KeyState.LOCKED: {"revoke": KeyState.REVOKED},
        KeyState.USED: {},
        KeyState.REVOKED: {},
        KeyState.EXPIRED: {},
    },
)


class KeyGrantQuerySet(models.QuerySet["KeyGrant"]):
    """Keys, as far as the viewer may know of them; the words and the PIN are not kept anywhere."""

    def visible_to(self, viewer: Viewer) -> KeyGrantQuerySet:
        """One's own; for staff, those of the people they work with now."""
        if viewer.is_system:
            return self
        if not viewer.is_signed_in:
            return self.none()
        if viewer.is_staff and viewer.on_behalf_of is None:
            return self.filter(person__in=Involvement.objects.of(viewer).values("person_id"))
        return self.filter(person_id=viewer.subject)


class KeyGrant(models.Model):
    """A key given to one person: single use, for 14 days, useless after five wrong PINs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="keys")
    team = models.ForeignKey("people.Team", models.PROTECT, related_name="keys")
    issued_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="keys_issued")
    purpose = models.CharField(max_length=8, choices=KeyPurpose, default=KeyPurpose.JOIN)
    age_band = models.CharField(max_length=10, choices=AgeBand)
    digest = models.CharField(max_length=64, unique=True)
    pin_digest = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=KeyState, default=KeyState.ISSUED)
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = KeyGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state=KeyState.ISSUED), name="one_live_key_a_person"
            ),
            models.CheckConstraint(
                condition=models.Q(wrong_pins__lt=PIN_TRIES)
                | (models.Q(wrong_pins=PIN_TRIES) & ~models.Q(state__in=[KeyState.ISSUED, KeyState.USED])),
                name="five_wrong_pins_end_a_key",
            ),
            models.CheckConstraint(
                condition=models.Q(state=KeyState.ISSUED, ended_at=None)
                | (~models.Q(state=KeyState.ISSUED) & models.Q(ended_at__isnull=False)),
                name="key_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return f"key {self.id}"

    @property
    def standing(self) -> str:
        """The state as it is at this instant: an issued key may have grown too old meanwhile."""
        is_old = self.state == KeyState.ISSUED and self.expires_at <= now()
        return KeyState.EXPIRED if is_old else self.state

    def end(self, verb: str) -> None:
        """Lead the key out of use, by a verb of its lifecycle."""
        self.state, self.ended_at = KEY.after(self.state, verb), now()
        self.save(update_fields=["state", "ended_at", "wrong_pins"])

    @property
    def stands_open(self) -> bool:
        return self.standing == KeyState.ISSUED


class TryCount(models.Model):
    """How many wrong tries were made at one kind of door in one hour, from one place or by all together.

    `bucket` is "all", or a keyed digest that changes every day: nobody's address is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12)
    bucket = models.CharField(max_length=64)
    hour_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "bucket", "hour_at"], name="one_count_an_hour")]

    def __str__(self) -> str:
        return f"{self.count} x {self.kind}"

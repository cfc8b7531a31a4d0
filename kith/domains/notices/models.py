"""Notice: that something is to be told. Delivery: one way it goes. Letter: the sheet of paper somebody prints."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.people.queries.reach import people_worked_with
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.sealed import SealedJSON
from kith.kernel.states import Lifecycle


class Channel(models.TextChoices):
    """The ways a notice can go."""

    APP = "app", _("on this site")
    EMAIL = "email", _("by e-mail")
    SMS = "sms", _("by text message")
    PHONE = "phone", _("by telephone")
    LETTER = "letter", _("by letter")
    IN_PERSON = "in_person", _("when you next meet")


BY_MACHINE = (Channel.EMAIL, Channel.SMS)
BY_CALL = (Channel.PHONE, Channel.IN_PERSON)


class State(models.TextChoices):
    """How far a delivery is."""

    QUEUED = "queued", _("waiting to go")
    HELD = "held", _("held until the morning")
    SENT = "sent", _("sent")
    BOUNCED = "bounced", _("came back")
    GIVEN_UP = "given_up", _("given up after several tries")
    WITHDRAWN = "withdrawn", _("no longer needed")


DELIVERY = Lifecycle(
    "notices.delivery",
    {
        State.QUEUED: {
            "send": State.SENT,
            "hold": State.HELD,
            "bounce": State.BOUNCED,
            "give_up": State.GIVEN_UP,
            "withdraw": State.WITHDRAWN,
        },
        State.HELD: {"release": State.QUEUED, "withdraw": State.WITHDRAWN},
        State.SENT: {"bounce": State.BOUNCED},
        State.BOUNCED: {"settle": State.WITHDRAWN},
        State.GIVEN_UP: {"settle": State.WITHDRAWN},
        State.WITHDRAWN: {},
    },
)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """What was told to whom."""

    def visible_to(self, viewer: Viewer) -> NoticeQuerySet:
        """One's own; staff who act for somebody see that person's."""
        if viewer.is_system:
            return self
        if not viewer.is_signed_in:
            return self.none()
        own = self.filter(person_id=viewer.subject)
        return own.filter(person_id__in=people_worked_with(viewer)) if viewer.on_behalf_of else own


class Notice(models.Model):
    """Something to tell one person: a kind, and the ids, codes and dates that its words need."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=24)
    data = models.JSONField(default=dict)
    once = models.CharField(max_length=100, blank=True)
    """Told at most once under this name, however often it is asked for; empty when it may be told again."""
    made_at = models.DateTimeField()

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "once"], condition=~models.Q(once=""), name="told_once")
        ]
        indexes = [models.Index(fields=["person", "-made_at"], name="newest_notices")]

    def __str__(self) -> str:
        return f"{self.kind} to {self.person_id}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """The ways that notices took."""

    def visible_to(self, viewer: Viewer) -> DeliveryQuerySet:
        """One's own; staff see those of the people they work with, so that they can post, ring and put right."""
        if viewer.is_system:
            return self
        if not viewer.is_signed_in:
            return self.none()
        if viewer.is_staff and viewer.on_behalf_of is None:
            return self.filter(models.Q(person_id=viewer.id) | models.Q(person_id__in=people_worked_with(viewer)))
        return self.filter(person_id=viewer.subject)

    def due(self) -> DeliveryQuerySet:
        """What a machine may try now: released, or its next try has come."""
        return self.filter(state__in=[State.QUEUED, State.HELD], channel__in=BY_MACHINE)

    def calls(self) -> DeliveryQuerySet:
        """What somebody is to say, by telephone or when they meet."""
        is_free = models.Q(claimed_until=None) | models.Q(claimed_until__lte=now())
        return self.filter(is_free, state=State.QUEUED, channel__in=BY_CALL)

    def troubles(self) -> DeliveryQuerySet:
        """What came back or was given up and nobody has looked at yet."""
        return self.filter(state__in=[State.BOUNCED, State.GIVEN_UP])


class Delivery(models.Model):
    """One notice on its way by one channel. What was sent is kept sealed for a while, to show what left the house."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey("notices.Notice", models.CASCADE, related_name="deliveries")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    """Nobody tries before: a worker is at it, or nobody answered the telephone today."""
    ended_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=100, blank=True)
    problem = models.CharField(max_length=40, blank=True)
    sent = SealedJSON(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="one_delivery_a_channel"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="delivery_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(state__in=[State.QUEUED, State.HELD], ended_at=None)
                | (~models.Q(state__in=[State.QUEUED, State.HELD]) & models.Q(ended_at__isnull=False)),
                name="delivery_ends_once",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state__in=["queued", "held"]), name="deliveries_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.channel}, {self.state}"

    @property
    def leaves_now(self) -> bool:
        """Whether a machine carries it at once; what is held until the morning is found by the sweep."""
        return self.channel in BY_MACHINE and self.state == State.QUEUED


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters to print."""

    def visible_to(self, viewer: Viewer) -> LetterQuerySet:
        """Staff see the letters to people they work with; nobody else has letters to print."""
        if viewer.is_system:
            return self
        if not viewer.is_staff or viewer.on_behalf_of is not None:
            return self.none()
        return self.filter(delivery__person_id__in=people_worked_with(viewer))

    def to_print(self) -> LetterQuerySet:
        return self.filter(delivery__state=State.QUEUED)


class Letter(models.Model):
    """A letter that waits until somebody has printed and posted it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    delivery = models.OneToOneField("notices.Delivery", models.CASCADE, related_name="letter")
    format = models.CharField(max_length=10)
    language = models.CharField(max_length=8)
    posted_at = models.DateTimeField(null=True)
    posted_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="letters_posted")

    objects = LetterQuerySet.as_manager()

    def __str__(self) -> str:
        return f"letter {self.id}"

    @property
    def person_id(self) -> uuid.UUID:
        """To whom it goes."""
        return self.delivery.person_id

"""Line, Hosting, Whisper: live talk, and who of the team sits there."""

from __future__ import annotations

import uuid

from django.db import models

from kith.domains.rooms.models.places import rooms_open_to
from kith.kernel.access import Viewer
from kith.kernel.contributions import Contribution
from kith.kernel.sealed import SealedText


class LineQuerySet(models.QuerySet["Line"]):
    """Lines of live talk."""

    def visible_to(self, viewer: Viewer) -> LineQuerySet:
        """Those of rooms that stand open to the viewer."""
        return self if viewer.is_system else self.filter(room__in=rooms_open_to(viewer))


class Line(Contribution):
    """One line of live talk. `seq` counts up within its room without a gap and commits with the line."""

    room = models.ForeignKey("rooms.Room", models.CASCADE, related_name="+")
    author = models.ForeignKey("rooms.Profile", models.PROTECT, related_name="+")
    seq = models.BigIntegerField()
    sent_key = models.UUIDField()
    """Made by the sender for each line: the same one twice is one line."""
    changed_at = models.DateTimeField(null=True)
    """When it was hidden, shown again or taken back: who was away meanwhile hears of it on return."""

    objects = LineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="line_has_its_place"),
            models.UniqueConstraint(fields=["author", "sent_key"], name="line_is_sent_once"),
        ]
        indexes = [
            models.Index(fields=["author", "-written_at"], name="lines_of_author"),
            models.Index(fields=["room", "changed_at"], condition=~models.Q(changed_at=None), name="lines_changed"),
        ]


class LineCount(models.Model):
    """The last number given out in a room; its row is the lock that keeps lines in order."""

    room = models.OneToOneField("rooms.Room", models.CASCADE, primary_key=True, related_name="+")
    last_seq = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.last_seq}"


class Doors(models.Model):
    """One row that every change to a door moves on, in the transaction of the change; triggers see to it.

    While it stands still, whoever was inside may stay: streams ask for it at each delivery and not for everybody.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "doors"

    def __str__(self) -> str:
        return f"doors as of {self.version}"


class HostingQuerySet(models.QuerySet["Hosting"]):
    """Who hosted which room, and when."""

    def visible_to(self, viewer: Viewer) -> HostingQuerySet:
        """Those of rooms that stand open to the viewer."""
        return self if viewer.is_system else self.filter(room__in=rooms_open_to(viewer))


class WhisperQuerySet(models.QuerySet["Whisper"]):
    """Words of a host to one member."""

    def visible_to(self, viewer: Viewer) -> WhisperQuerySet:
        """Of rooms that stand open to the viewer; whose they are, the query that shows them says."""
        return self if viewer.is_system else self.filter(room__in=rooms_open_to(viewer))


class Hosting(models.Model):
    """Somebody of the team sits in the room, from when until when; two may overlap while one hands over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey("rooms.Room", models.CASCADE, related_name="hostings")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="hostings")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    last_here_at = models.DateTimeField()
    """The host's page says so every few seconds: no room shows a host who is gone."""
    ended_at = models.DateTimeField(null=True)
    hands_over_at = models.DateTimeField(null=True)
    """Since when they would like somebody else to take over; until one comes, they stay."""

    objects = HostingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "person"], condition=models.Q(ended_at=None), name="hosts_a_room_once"
            )
        ]

    def __str__(self) -> str:
        return f"hosting of {self.room_id}"


class Slowing(models.Model):
    """A host asked for a slower room for a while."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey("rooms.Room", models.CASCADE, related_name="slowings")
    seconds = models.PositiveIntegerField()
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"one line in {self.seconds} s"


class Whisper(models.Model):
    """A word of the host to one member alone, seen by the two of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey("rooms.Room", models.CASCADE, related_name="+")
    to = models.ForeignKey("rooms.Profile", models.CASCADE, related_name="whispers")
    by = models.ForeignKey("rooms.Profile", models.CASCADE, related_name="+")
    about = models.ForeignKey(Line, models.SET_NULL, null=True, related_name="+")
    body = SealedText(owner="to_id")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = WhisperQuerySet.as_manager()

    def __str__(self) -> str:
        return f"whisper {self.id}"

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

    objects = LineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="line_has_its_place"),
            models.UniqueConstraint(fields=["author", "sent_key"], name="line_is_sent_once"),
        ]


class LineCount(models.Model):
    """The last number given out in a room; its row is the lock that keeps lines in order."""

    room = models.OneToOneField("rooms.Room", models.CASCADE, primary_key=True, related_name="+")
    last_seq = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.last_seq}"


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

    def __str__(self) -> str:
        return f"whisper {self.id}"

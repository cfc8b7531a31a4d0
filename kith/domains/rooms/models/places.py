"""Community, Agreement, Room: where people meet, under which rules, and who reads."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kith.domains.people.queries import teams_as
from kith.domains.rooms.models.keys import Key
from kith.kernel import prepared
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.rows import Rule
from kith.ui.words import language

HOST_ROLES = ("moderator", "peer_worker")


class Look(models.TextChoices):
    """A community's own colour; every one meets the same contrast."""

    SAGE = "sage", _("sage")
    SKY = "sky", _("sky")
    SAND = "sand", _("sand")
    LILAC = "lilac", _("lilac")


class Community(models.Model):
    """One service's part of the building: its rooms, its agreement, its team. The name says nothing of illness."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=24, unique=True)
    name = models.CharField(max_length=40, unique=True)
    team = models.OneToOneField("people.Team", models.PROTECT, related_name="community")
    look = models.CharField(max_length=8, choices=Look, default=Look.SAGE)
    position = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    """When it passed the go-live check; before that nobody enters."""

    class Meta:
        verbose_name_plural = "communities"

    def __str__(self) -> str:
        return self.name


class Agreement(models.Model):
    """What members of a community promise each other: versioned, and never changed once anybody agreed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    community = models.ForeignKey(Community, models.CASCADE, related_name="agreements")
    version = models.PositiveIntegerField()
    lines = models.JSONField()
    lines_cy = models.JSONField(default=list)
    because = models.CharField(max_length=200, blank=True)
    """Why it was changed, in words for those who agreed to the one before."""
    from_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "version"], name="agreement_version")]

    def __str__(self) -> str:
        return f"agreement of {self.community_id}, version {self.version}"

    @property
    def said(self) -> list[str]:
        """Its lines in the language of the page, where somebody wrote them in it."""
        return list(self.lines_cy if language() == "cy" and self.lines_cy else self.lines)


class RoomKind(models.TextChoices):
    """How people talk in it."""

    TOPICS = "topics", _("topics and replies")
    LIVING_ROOM = "living_room", _("live chat")


class ForWhom(models.TextChoices):
    """Who is given its key."""

    MEMBERS = "members", _("people who use the service")
    CARERS = "carers", _("families, partners and carers")
    WAITING = "waiting", _("people who wait for an assessment")
    EVERYBODY = "everybody", _("everybody with a key")


class RoomQuerySet(models.QuerySet["Room"]):
    """Rooms, as far as somebody holds their keys."""

    def visible_to(self, viewer: Viewer) -> RoomQuerySet:
        """Those one holds a key for; for staff the rooms of their own service; with either, the living room."""
        return self if viewer.is_system else self.filter(pk__in=rooms_open_to(viewer))


class Room(models.Model):
    """A room: its neutral name for the door, what it is for once inside, and its rules as data.

    The living room belongs to no one community; everybody with a key may sit there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    community = models.ForeignKey(Community, models.CASCADE, null=True, related_name="rooms")
    slug = models.SlugField(max_length=24, unique=True)
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=RoomKind, default=RoomKind.TOPICS)
    for_whom = models.CharField(max_length=10, choices=ForWhom, default=ForWhom.MEMBERS)
    opening = models.CharField(max_length=160)
    inside = models.CharField(max_length=240)
    opening_cy = models.CharField(max_length=200, blank=True)
    inside_cy = models.CharField(max_length=300, blank=True)
    subjects = ArrayField(models.CharField(max_length=14), default=list)
    """Families of words that are this room's own subject: they alone never rise above tier 1."""
    reads_first = models.BooleanField(default=False)
    slow_seconds = models.PositiveIntegerField(default=0)
    quiet_slow_seconds = models.PositiveIntegerField(default=0)
    """Between two lines of one writer while nobody of the team is there."""
    closes_when_empty = models.BooleanField(default=False)
    """The living room is closed, not quiet, while nobody of the team hosts it (only if the trust chooses so)."""
    allows_messages = models.BooleanField(default=False)
    notes = ArrayField(models.CharField(max_length=12), default=list)
    """Content notes that its writers are offered."""
    clinicians_read = models.BooleanField(default=True)
    clinicians_from_at = models.DateTimeField(null=True)
    """From when, where this was changed later: the noticeboard says so first."""
    reply_hours = models.PositiveSmallIntegerField(default=24)
    """Within how many hours every first post gets a human reply."""
    position = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=True)

    objects = RoomQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=RoomKind.LIVING_ROOM) | models.Q(community__isnull=False),
                name="only_the_living_room_has_no_community",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def on_the_door(self) -> str:
        """What everybody with a key reads before they enter, in the language of the page."""
        return _said(self.opening, self.opening_cy)

    @property
    def within(self) -> str:
        """Whom it is for: told inside only."""
        return _said(self.inside, self.inside_cy)

    @property
    def is_living_room(self) -> bool:
        return self.kind == RoomKind.LIVING_ROOM


class Exclusion(models.Model):
    """Nobody holds the keys of both rooms without a clinician's reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    one = models.ForeignKey(Room, models.CASCADE, related_name="+")
    other = models.ForeignKey(Room, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="rooms_exclude_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="exclusion_is_written_one_way"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} or {self.other_id}"


class Reader(models.Model):
    """Somebody of the team, by name, who may read a room beyond those who hold its team's roles. Announced first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="readers")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    why = models.CharField(max_length=120)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "person"], condition=models.Q(until_at=None), name="reads_a_room_once"
            )
        ]

    def __str__(self) -> str:
        return f"reader of {self.room_id}"


class Entry(models.Model):
    """When somebody of the team was last inside, so that the room can show who of them is there (R002-5).

    Members leave no such trace: nobody sees when they come and go.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="entries")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    last_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [models.UniqueConstraint(fields=["room", "person"], name="enters_a_room_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.room_id}"


class PlaceNotice(models.Model):
    """A line on a room's noticeboard, also when the circle of those who can read it is about to grow (R003-46)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="notices")
    words = models.CharField(max_length=300)
    words_cy = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())
    until_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"notice in {self.room_id}"

    @property
    def said(self) -> str:
        """In the language of the page."""
        return _said(self.words, self.words_cy)


def _said(english: str, welsh: str) -> str:
    return welsh if welsh and language() == "cy" else english


def rooms_open_to(viewer: Viewer) -> Any:
    """The ids of the rooms whose door stands open to this viewer, as a subquery: the first of the two walls."""
    if viewer.on_behalf_of is not None or not viewer.is_signed_in:
        return Room._base_manager.none().values("pk")
    rooms = Room._base_manager.filter(is_open=True, community__opened_at__isnull=False)
    mine = rooms.filter(_is_staffs(viewer) if viewer.is_staff else _holds_a_key(viewer))
    living = Room._base_manager.filter(is_open=True, kind=RoomKind.LIVING_ROOM)
    return (mine | living.filter(models.Exists(mine))).values("pk")


OPEN = Rule(rooms_open_to)


def is_open_to(viewer: Viewer, room_id: uuid.UUID) -> bool:
    """Whether the door of this one room stands open to the viewer."""
    rule, known = OPEN.said(viewer)
    found = prepared.run(f"SELECT %(room)s::uuid IN ({rule})".encode(), {**known, "room": room_id}).fetchone()
    return bool(found and found[0])


def _holds_a_key(viewer: Viewer) -> models.Q:
    return models.Q(pk__in=Key.objects.filter(person_id=viewer.id).live().values("room_id"))


def _is_staffs(viewer: Viewer) -> models.Q:
    """The rooms of the service where they moderate, work as a peer, or are a clinician; and where they were named."""
    at = now()
    clinicians_may = models.Q(clinicians_from_at=None) | models.Q(clinicians_from_at__lte=at)
    named = Reader.objects.filter(models.Q(until_at=None) | models.Q(until_at__gt=at), from_at__lte=at)
    return (
        models.Q(community__team_id__in=teams_as(viewer, *HOST_ROLES))
        | (models.Q(community__team_id__in=teams_as(viewer, "clinician"), clinicians_read=True) & clinicians_may)
        | models.Q(pk__in=named.filter(person_id=viewer.id).values("room_id"))
    )

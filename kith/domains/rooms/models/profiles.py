"""Profile: how somebody is seen in the rooms. A member's is their handle and holds nothing that leads to a name."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.people.queries import own_handle
from kith.domains.rooms.models.living_room import Line
from kith.domains.rooms.models.places import rooms_open_to
from kith.domains.rooms.models.topics import Post
from kith.kernel.access import Viewer
from kith.kernel.sealed import SealedText


class Side(models.TextChoices):
    """Members are anonymous; the team is not."""

    MEMBER = "member", _("member")
    TEAM = "team", _("team")


_ROLES = {
    "moderator": _("moderator"),
    "peer_worker": _("peer worker"),
    "clinician": _("clinician"),
    "reader": _("reads along"),
}


class ProfileQuerySet(models.QuerySet["Profile"]):
    """Profiles."""

    def visible_to(self, viewer: Viewer) -> ProfileQuerySet:
        """One's own, and whoever wrote where the viewer may read: nobody browses all of them."""
        if viewer.is_system:
            return self
        if not viewer.is_signed_in or viewer.on_behalf_of is not None:
            return self.none()
        inside = {"author": models.OuterRef("pk"), "room__in": rooms_open_to(viewer)}
        wrote = models.Exists(Post.objects.filter(**inside)) | models.Exists(Line.objects.filter(**inside))
        return self.filter(_own(viewer) | wrote)

    def own(self, viewer: Viewer) -> ProfileQuerySet:
        """The one as which the viewer is seen."""
        return self.filter(_own(viewer)) if viewer.is_signed_in and viewer.on_behalf_of is None else self.none()


def _own(viewer: Viewer) -> models.Q:
    return models.Q(pk=own_handle(viewer)) if viewer.is_member else models.Q(person_id=viewer.id)


class Profile(models.Model):
    """One who is seen in the rooms. A member's id is that of their Pseudonym: whose that is, only the vault knows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    side = models.CharField(max_length=6, choices=Side)
    person = models.OneToOneField("people.Person", models.CASCADE, null=True, related_name="profile")
    """Only for the team: they are seen as who they are."""
    shown_name = models.CharField(max_length=40)
    role = models.CharField(max_length=20, blank=True)
    avatar = models.CharField(max_length=32)
    about = models.CharField(max_length=160, blank=True)
    likes = models.CharField(max_length=160, blank=True)
    pronouns = models.CharField(max_length=24, blank=True)
    has_been_there = models.BooleanField(default=False)
    """Shows that they used the service before, because they chose to say so (R002-25)."""
    away_until = models.DateTimeField(null=True)
    """Taking a break: nothing reaches them and nobody sees why."""
    leaves_words = models.BooleanField(default=False)
    """What they wrote stays, nameless, when they close their account; otherwise it is taken back."""
    left_at = models.DateTimeField(null=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(side=Side.TEAM, person__isnull=False) | models.Q(side=Side.MEMBER, person=None),
                name="only_the_team_has_a_name",
            )
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def is_team(self) -> bool:
        return self.side == Side.TEAM

    @property
    def role_words(self) -> str:
        """What somebody of the team is here, in words; nothing for members."""
        return str(_ROLES.get(self.role, ""))


class Agreed(models.Model):
    """This profile said yes to this version of a community's agreement."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    profile = models.ForeignKey(Profile, models.CASCADE, related_name="agreed")
    agreement = models.ForeignKey("rooms.Agreement", models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "agreed"
        constraints = [models.UniqueConstraint(fields=["profile", "agreement"], name="agreed_once")]

    def __str__(self) -> str:
        return f"{self.profile_id} agreed"


class Mute(models.Model):
    """What this other writes stays folded for me. They never learn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    profile = models.ForeignKey(Profile, models.CASCADE, related_name="mutes")
    other = models.ForeignKey(Profile, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "other"], name="muted_once")]

    def __str__(self) -> str:
        return f"{self.profile_id} mutes"


class Block(models.Model):
    """Neither sees what the other writes. Silent, mutual, undone by who made it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    profile = models.ForeignKey(Profile, models.CASCADE, related_name="blocks")
    other = models.ForeignKey(Profile, models.CASCADE, related_name="blocked_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "other"], name="blocked_once"),
            models.CheckConstraint(condition=~models.Q(profile=models.F("other")), name="nobody_blocks_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id} blocks"


class MutedWord(models.Model):
    """A word that folds whatever holds it, for me alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    profile = models.ForeignKey(Profile, models.CASCADE, related_name="muted_words")
    word = SealedText(owner="profile_id")

    def __str__(self) -> str:
        return f"muted word {self.id}"

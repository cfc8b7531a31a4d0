"""Person, and the names they go by."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.people.models.involvement import Involvement
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.sealed import SealedJSON, SealedText


class Sphere(models.TextChoices):
    """On which side somebody stands. A human with both sides is two Persons, joined only in the vault."""

    MEMBER = "member", _("member")
    STAFF = "staff", _("team")


class PersonQuerySet(models.QuerySet["Person"]):
    """People, as far as the viewer may see them."""

    def visible_to(self, viewer: Viewer) -> PersonQuerySet:
        """Oneself; for staff the members they or their team work with now, and their colleagues."""
        mine = models.Q(pk=viewer.subject)
        if viewer.is_system:
            return self
        if not viewer.is_staff:
            return self.filter(mine) if viewer.is_signed_in else self.none()
        known = Involvement.objects.of(viewer).values("person_id")
        return self.filter(
            models.Q(pk=viewer.id) | models.Q(sphere=Sphere.STAFF) | models.Q(sphere=Sphere.MEMBER, pk__in=known)
        )


class Person(models.Model):
    """A human known to a service, on one side: they may have no login, no e-mail and no handle."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sphere = models.CharField(max_length=8, choices=Sphere)
    name = SealedText(owner="id", null=True)
    known_as = SealedText(owner="id", null=True)
    contact = SealedJSON(owner="id", null=True)
    language = models.CharField(max_length=8, default="en-gb")
    is_open_account = models.BooleanField(default=False)
    is_kept_apart = models.BooleanField(default=False)
    """Seen by a named worker only, not by whole teams: for one who is also somebody's colleague, and others."""
    created_at = models.DateTimeField()
    closing_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = PersonQuerySet.as_manager()

    def __str__(self) -> str:
        return f"person {self.id}"


SHUFFLED = 24  # other handles that are written anew with each new one, which moves them within their table


def month_of(at: dt.datetime) -> dt.datetime:
    """The first instant of its month."""
    return at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


class PseudonymQuerySet(models.QuerySet["Pseudonym"]):
    """Handles, which say nothing of who bears them."""

    def visible_to(self, viewer: Viewer) -> PseudonymQuerySet:
        """Nobody browses handles here: the rooms show their own."""
        return self if viewer.is_system else self.none()

    def bear(self, handle: str, folded: str, avatar: str) -> Pseudonym:
        """A new handle, in a month but on no day, and at no known place among the others.

        Otherwise a thief could lay the handles beside the accounts, both in the order in which they were made.
        """
        one = self.create(handle=handle, folded=folded, avatar=avatar, created_at=month_of(now()))
        others = self.exclude(pk=one.pk).order_by("?").values_list("pk", flat=True)[:SHUFFLED]
        self.filter(pk__in=list(others)).update(avatar=models.F("avatar"))
        return one


class Pseudonym(models.Model):
    """A handle and a picture made from a random seed. Whose it is, only the vault knows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    handle = models.CharField(max_length=40)
    folded = models.CharField(max_length=40, unique=True)
    """The handle as `handles.fold` gives it: no two may look alike, and signing in forgives capitals and spaces."""
    avatar = models.CharField(max_length=32)
    created_at = models.DateTimeField()

    objects = PseudonymQuerySet.as_manager()

    def __str__(self) -> str:
        return self.handle

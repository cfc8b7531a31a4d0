"""What matters to somebody: asked once, every part of it optional, used wherever something is suggested.

Words that somebody typed are sealed. So are the codes that say something about health or belonging.
"""

from __future__ import annotations

import uuid
from typing import TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.domains.people.models.involvement import Involvement
from kith.domains.people.vocabulary import (
    AccessCode,
    Area,
    Attitude,
    Company,
    DayPart,
    Energy,
    ForWhom,
    Setting,
    SingleSex,
    TravelMode,
)
from kith.kernel.access import Viewer
from kith.kernel.sealed import SealedJSON, SealedText

Row = TypeVar("Row", bound=models.Model)

WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]


class OwnQuerySet(models.QuerySet[Row]):
    """Rows that somebody wrote about themselves."""

    def visible_to(self, viewer: Viewer) -> OwnQuerySet[Row]:
        """One's own; for staff, those of the person they act for and work with now; the house sees all."""
        if viewer.is_system:
            return self
        if not viewer.is_signed_in:
            return self.none()
        own = self.filter(person=viewer.subject)
        if viewer.on_behalf_of is None:
            return own
        return own.filter(person__in=Involvement.objects.of(viewer).values("person_id"))


def _codes(choices: type[models.TextChoices]) -> ArrayField[list[str] | None, list[str] | None]:
    return ArrayField(models.CharField(max_length=20, choices=choices), null=True)


def _only(field: str, allowed: list[str] | list[int]) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(**{field: None}) | models.Q(**{f"{field}__contained_by": allowed}),
        name=f"preference_{field}_are_known_codes",
    )


class Preference(models.Model):
    """How somebody likes things to be: where, when, how far, for how much. Null or "" is "did not say"."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField("people.Person", models.CASCADE, related_name="preference")
    for_whom = models.CharField(max_length=10, choices=ForWhom, default=ForWhom.ME)
    age = models.PositiveSmallIntegerField(null=True)
    ages = ArrayField(models.PositiveSmallIntegerField(), null=True)
    postcode = SealedText(null=True)
    travel_km = models.PositiveSmallIntegerField(null=True)
    travel_modes = _codes(TravelMode)
    max_price = models.PositiveSmallIntegerField(null=True)
    languages = ArrayField(models.CharField(max_length=8), null=True)
    days = ArrayField(models.PositiveSmallIntegerField(), null=True)
    day_parts = _codes(DayPart)
    energy = models.CharField(max_length=8, choices=Energy, blank=True)
    company = models.CharField(max_length=14, choices=Company, blank=True)
    setting = models.CharField(max_length=10, choices=Setting, blank=True)
    online_ok = models.BooleanField(null=True)
    phone_ok = models.BooleanField(null=True)
    single_sex = models.CharField(max_length=6, choices=SingleSex, blank=True)
    is_single_sex_needed = models.BooleanField(default=False)
    barriers = SealedJSON(null=True)
    belongs = SealedJSON(null=True)
    faith = SealedText(null=True)
    culture = SealedText(null=True)
    changed_at = models.DateTimeField()

    objects = OwnQuerySet["Preference"].as_manager()

    class Meta:
        constraints = [
            _only("travel_modes", TravelMode.values),
            _only("day_parts", DayPart.values),
            _only("days", WEEKDAYS),
            models.CheckConstraint(
                condition=models.Q(age=None) | models.Q(age__lte=120), name="preference_age_is_an_age"
            ),
        ]

    def __str__(self) -> str:
        return f"preferences {self.pk}"


class Need(models.Model):
    """Something somebody would like more of, or that gets in the way, in one area of life."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="needs")
    area = models.CharField(max_length=8, choices=Area)
    words = SealedText(null=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OwnQuerySet["Need"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "area"], condition=~models.Q(area=Area.OWN), name="need_once_an_area"
            )
        ]

    def __str__(self) -> str:
        return self.area


class Interest(models.Model):
    """A thing to do that somebody likes, used to love, wants to try, or does not want."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="interests")
    attitude = models.CharField(max_length=10, choices=Attitude)
    words = SealedText()
    position = models.PositiveSmallIntegerField(default=0)

    objects = OwnQuerySet["Interest"].as_manager()

    def __str__(self) -> str:
        return self.attitude


class AccessNeed(models.Model):
    """What a place needs to have, so that somebody can come."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="access_needs")
    code = models.CharField(max_length=20, choices=AccessCode)

    objects = OwnQuerySet["AccessNeed"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "code"], name="access_need_once")]

    def __str__(self) -> str:
        return self.code


def erase_what_matters(person_id: uuid.UUID) -> None:
    """Remove all that a person said about what matters; taking it back and closing an account ask for this."""
    for model in (Interest, Need, AccessNeed, Preference):
        model.objects.filter(person_id=person_id).delete()

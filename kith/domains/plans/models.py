"""Goals, which are the person's own hopes, and the steps of their ladders."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.people.queries import works_with
from kith.kernel.sealed import SealedText
from kith.kernel.states import Lifecycle

if TYPE_CHECKING:
    from kith.kernel.access import Viewer


class StepState(models.TextChoices):
    """How it stands with a step. None of the four is a failure (R004-41)."""

    NOT_YET = "not_yet", _("Not yet")
    TRYING = "trying", _("Trying")
    DID_IT = "did_it", _("Did it")
    CHANGED_MY_MIND = "changed_my_mind", _("Changed my mind")


# Any state may follow any other: going back a step is normal (R004-44).
LADDER = Lifecycle(
    "plans.step",
    {state: {other.value: other.value for other in StepState if other != state} for state in StepState},
)


class Company(models.TextChoices):
    """Alone, or with whom."""

    ALONE = "alone", _("On my own")
    WITH_SOMEONE = "with_someone", _("With someone I choose")
    WITH_WORKER = "with_worker", _("With somebody from my team")


class Support(models.TextChoices):
    """What would make the first time easier (R001-5)."""

    CALL_AHEAD = "call_ahead", _("Somebody rings first and says I am coming")
    MEET_AT_DOOR = "meet_at_door", _("Somebody meets me at the door")
    TRAVEL = "travel", _("Help to get there")
    COST = "cost", _("Help with what it costs")
    LOOK_FIRST = "look_first", _("A quiet look before I join in")


Row = TypeVar("Row", bound=models.Model)


class OwnQuerySet(models.QuerySet[Row]):
    """What is the person's own: theirs alone, or of staff who act for them (settled.md)."""

    def visible_to(self, viewer: Viewer) -> OwnQuerySet[Row]:
        """One's own; for staff who act for a person they work with, what the person does not hide."""
        if not viewer.is_signed_in:
            return self.none()
        mine = self.filter(person_id=viewer.subject)
        if viewer.on_behalf_of is None:
            return mine
        return mine.exclude(self._hidden()) if works_with(viewer, viewer.subject) else self.none()

    def _hidden(self) -> models.Q:
        return models.Q(is_hidden=True) if self.model is Goal else models.Q(goal__is_hidden=True)


class Goal(models.Model):
    """A hope in the person's own words; area and importance only where they want them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="goals")
    words = SealedText()
    area = models.CharField(max_length=12, blank=True)
    own_area = SealedText(null=True)
    importance = models.PositiveSmallIntegerField(null=True)
    is_hidden = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(importance__range=(1, 10)), name="importance_is_1_to_10")
        ]

    def __str__(self) -> str:
        return f"goal {self.id}"


class Step(models.Model):
    """Something small to try; it may stand on a goal's ladder, and it may come from an idea."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="steps")
    goal = models.ForeignKey("plans.Goal", models.CASCADE, null=True, related_name="steps")
    listing = models.ForeignKey("directory.Listing", models.SET_NULL, null=True, related_name="+")
    words = SealedText()
    state = models.CharField(max_length=16, choices=StepState, default=StepState.NOT_YET)
    first_on = models.DateField(null=True)
    company = models.CharField(max_length=12, choices=Company, blank=True)
    with_whom = SealedText(null=True)
    support = models.JSONField(default=list)
    confidence = models.PositiveSmallIntegerField(null=True)
    how_it_went = SealedText(null=True)
    in_the_way = models.JSONField(default=list)
    suggested_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    map_offer_at = models.DateTimeField(null=True)
    order = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(confidence__range=(0, 10)), name="confidence_is_0_to_10"),
        ]

    def __str__(self) -> str:
        return f"step {self.id}"

    @property
    def support_words(self) -> list[str]:
        """What would make it easier, in words."""
        return [str(Support(code).label) for code in self.support if code in Support.values]

"""Phrase, UnstaffedPolicy, SafetyRecord, Probe: what has to be in place before rooms open, and stays watched."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.safety.models.screened import Family
from kith.kernel.access import Viewer
from kith.kernel.states import Lifecycle


class PhraseState(models.TextChoices):
    """Where a service's own phrase is in its life."""

    PROPOSED = "proposed", _("proposed")
    IN_USE = "in_use", _("in use")
    ENDED = "ended", _("no longer used")


PHRASE = Lifecycle(
    "safety.phrase",
    {
        PhraseState.PROPOSED: {"agree": PhraseState.IN_USE, "end": PhraseState.ENDED},
        PhraseState.IN_USE: {"end": PhraseState.ENDED},
        PhraseState.ENDED: {},
    },
)


class Phrase(models.Model):
    """A service's own word or phrase beside the lexicon: with an owner, a day of review, and a trial on history."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    words = models.CharField(max_length=80)
    family = models.CharField(max_length=14, choices=Family)
    tier = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8, default="en")
    state = models.CharField(max_length=8, choices=PhraseState, default=PhraseState.PROPOSED)
    owner = models.CharField(max_length=80)
    review_due_on = models.DateField()
    would_add = models.FloatField(null=True)
    """Flags a week that it would have added, when it was last tried on history."""
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    agreed_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(tier__range=(1, 4)), name="phrase_tier_is_1_to_4"),
            models.CheckConstraint(condition=~models.Q(agreed_by=models.F("by")), name="phrase_agreed_by_another"),
        ]

    def __str__(self) -> str:
        return self.words


class Cover(models.TextChoices):
    """Who looks while nobody of the team is on the rota."""

    ON_CALL = "on_call", _("somebody on call is woken")
    READERS = "readers", _("readers under contract, who see handles only")
    NOBODY = "nobody", _("nobody until the team is back")


class UnstaffedPolicyQuerySet(models.QuerySet["UnstaffedPolicy"]):
    """What a team has settled for the hours in which nobody is there."""

    def visible_to(self, viewer: Viewer) -> UnstaffedPolicyQuerySet:
        """Staff; members are shown its words where they write."""
        return self if viewer.is_system or (viewer.is_staff and viewer.on_behalf_of is None) else self.none()


class UnstaffedPolicy(models.Model):
    """A signed, versioned answer to: what happens to worrying words while nobody is there? (go-live check)"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey("people.Team", models.CASCADE, related_name="unstaffed_policies")
    version = models.PositiveIntegerField()
    tier_4 = models.CharField(max_length=8, choices=Cover)
    tier_3 = models.CharField(max_length=8, choices=Cover)
    tier_2 = models.CharField(max_length=8, choices=Cover)
    words = models.CharField(max_length=300)
    words_cy = models.CharField(max_length=400, blank=True)
    sweeps_first_hour = models.BooleanField(default=True)
    mentions_only = models.BooleanField(default=False)
    signed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)

    objects = UnstaffedPolicyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "unstaffed policies"
        constraints = [models.UniqueConstraint(fields=["team", "version"], name="unstaffed_policy_version")]

    def __str__(self) -> str:
        return f"unstaffed hours of {self.team_id}, version {self.version}"


class RecordKind(models.TextChoices):
    """What a service has to have on record before its rooms open."""

    SAFETY_OFFICER = "safety_officer", _("who is the clinical safety officer")
    PURPOSE = "purpose", _("what the flags are for, and what not")
    DEVICE = "device", _("whether this is a medical device, and why")


class SafetyRecord(models.Model):
    """One of the records that a person has to sign: versioned, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=16, choices=RecordKind)
    version = models.PositiveIntegerField()
    words = models.TextField()
    signed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="safety_record_version")]

    def __str__(self) -> str:
        return f"{self.kind}, version {self.version}"


class Probe(models.Model):
    """A made-up worrying line, sent through the whole path every minute; silence rings the dead-man alarm."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sent_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"probe {self.sent_at:%H:%M}"

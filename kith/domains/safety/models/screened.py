"""Screened, Flag, Report: what was written, why it was looked at, and who has looked."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.people.queries import own_handle
from kith.kernel.access import Viewer
from kith.kernel.sealed import SealedText
from kith.screening import in_words


class Family(models.TextChoices):
    """What words may be about: the families of kith.screening."""

    SUICIDE = "suicide", _("not wanting to live")
    SELF_HARM = "self_harm", _("hurting oneself")
    EATING = "eating", _("eating")
    PERINATAL = "perinatal", _("around a birth")
    PSYCHOSIS = "psychosis", _("what feels real")
    HARM_TO_OTHERS = "harm_to_others", _("hurting others")
    SAFEGUARDING = "safeguarding", _("somebody is being hurt")
    ENCOURAGEMENT = "encouragement", _("pushing others, or asking how")
    IDENTITY = "identity", _("who somebody is")


class ScreenedQuerySet(models.QuerySet["Screened"]):
    """What was written, for those who watch over the rooms."""

    def visible_to(self, viewer: Viewer) -> ScreenedQuerySet:
        """Staff of its team and who was called to its case, but nobody whom it is about. Members see nothing."""
        if viewer.is_system:
            return self
        if not viewer.is_staff or viewer.on_behalf_of is not None:
            return self.none()
        team = models.Q(team_id__in=viewer.teams, is_apart=False)
        called = models.Q(alert__case__called__contains=[viewer.id])
        return self.filter(team | called).exclude(away_from__contains=[viewer.id])

    def unseen(self) -> ScreenedQuerySet:
        """Nobody of the team has looked at it yet."""
        return self.filter(seen_at=None)


class Screened(models.Model):
    """One contribution as safety keeps it: a row of the queue, whatever domain the words belong to.

    Every public contribution has one and is read by a person; `tier` says how soon (settled.md).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=30)
    contribution_id = models.UUIDField()
    author_id = models.UUIDField()
    """The handle's id, never the person's."""
    staff = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    """Who of the team wrote it, under their own name: where it worries, that goes outside their team."""
    team = models.ForeignKey("people.Team", models.PROTECT, related_name="screened")
    place_id = models.UUIDField()
    tier = models.PositiveSmallIntegerField(default=0)
    families = ArrayField(models.CharField(max_length=14, choices=Family), default=list)
    lexicon = models.CharField(max_length=24)
    is_held = models.BooleanField(default=False)
    is_first = models.BooleanField(default=False)
    away_from = ArrayField(models.UUIDField(), default=list)
    """Staff who must not see it: it says something about them."""
    is_apart = models.BooleanField(default=False)
    """Only who was called to its case sees it, outside the team."""
    written_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    """When somebody has promised to have read it; None where nobody is on any rota."""
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    claimed_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    claimed_until = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)
    """Counts what the team did about it: who decides on what somebody else has changed since is told so."""

    objects = ScreenedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "screened"
        constraints = [
            models.UniqueConstraint(fields=["kind", "contribution_id"], name="screened_once"),
            models.CheckConstraint(condition=models.Q(tier__range=(0, 4)), name="screened_tier_is_0_to_4"),
            models.CheckConstraint(
                condition=models.Q(claimed_by=None, claimed_until=None)
                | models.Q(claimed_by__isnull=False, claimed_until__isnull=False),
                name="a_claim_has_an_end",
            ),
        ]
        indexes = [
            models.Index(
                fields=["team", "-tier", "written_at"], condition=models.Q(seen_at=None), name="screened_waiting"
            ),
            models.Index(fields=["team", "written_at"], condition=models.Q(is_held=True), name="screened_held"),
            models.Index(fields=["author_id", "written_at"], name="screened_of_author"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.contribution_id}, tier {self.tier}"


class Flag(models.Model):
    """Why words were flagged: rule, place in the words, and the reasons, as they stood on that day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    screened = models.ForeignKey(Screened, models.CASCADE, related_name="flags")
    family = models.CharField(max_length=14, choices=Family)
    rule = models.CharField(max_length=60)
    tier = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reasons = ArrayField(models.CharField(max_length=40), default=list)
    is_held = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="flag_marks_words"),
            models.CheckConstraint(condition=models.Q(tier__range=(0, 4)), name="flag_tier_is_0_to_4"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}, tier {self.tier}"

    @property
    def because(self) -> list[str]:
        """The reasons in words, each once."""
        return list(dict.fromkeys(in_words(code) for code in self.reasons))


class ReportReason(models.TextChoices):
    """Why a member asks the team to look."""

    WORRIED = "worried", _("I am worried about them")
    UNKIND = "unkind", _("it is unkind")
    HARMFUL = "harmful", _("it could hurt somebody who reads it")
    IDENTITY = "identity", _("it shows who somebody is")
    ILLEGAL = "illegal", _("it may be against the law")
    STAFF = "staff", _("it is about how one of the team behaves")
    OTHER = "other", _("something else")


class Told(models.TextChoices):
    """What somebody who asked the team to look hears later: that we looked, and whether we did something."""

    NOTHING = "nothing", _("We looked. We left it as it is.")
    DONE = "done", _("We looked, and did something about it.")


class ReportQuerySet(models.QuerySet["Report"]):
    """What people asked the team to look at."""

    def visible_to(self, viewer: Viewer) -> ReportQuerySet:
        """Whoever asked, and those who see the words that it is about."""
        if viewer.is_system:
            return self
        if viewer.is_member and viewer.on_behalf_of is None:
            handle = own_handle(viewer)
            return self.filter(reporter_id=handle) if handle else self.none()
        mine = models.Q(reporter_id=viewer.id) if viewer.is_staff else models.Q(pk=None)
        return self.filter(mine | models.Q(screened__in=Screened.objects.visible_to(viewer)))

    def open(self) -> ReportQuerySet:
        """Nobody has settled them yet."""
        return self.filter(told_at=None)


class Report(models.Model):
    """A member asked the team to look at what somebody wrote. The writer never learns who."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    screened = models.ForeignKey(Screened, models.CASCADE, related_name="reports")
    reporter_id = models.UUIDField()
    reason = models.CharField(max_length=10, choices=ReportReason)
    words = SealedText(owner="reporter_id", null=True)
    about = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    """One of the team whom it is about: they never see it."""
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    """When it was settled, and whoever asked was told something; None while it is open."""
    told = models.CharField(max_length=20, choices=Told, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["screened", "reporter_id"], name="reported_once_by_each")]
        indexes = [models.Index(fields=["reporter_id", "at"], name="reports_of_somebody")]

    def __str__(self) -> str:
        return f"report of {self.screened_id}"

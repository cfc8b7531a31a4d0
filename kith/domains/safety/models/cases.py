"""Case, Alert, Escalation, Outcome, BreakGlass: worrying words, somebody awake, and a clock that runs."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.people.queries import teams_as
from kith.kernel.access import Viewer
from kith.kernel.sealed import SealedText
from kith.kernel.states import Lifecycle


class CaseState(models.TextChoices):
    """Where a case is in its life."""

    WAITING = "waiting", _("waits for somebody")
    TAKEN = "taken", _("somebody has it")
    CLOSED = "closed", _("closed")


CASE = Lifecycle(
    "safety.case",
    {
        CaseState.WAITING: {"acknowledge": CaseState.TAKEN},
        CaseState.TAKEN: {
            "hand_back": CaseState.WAITING,
            "hand_over": CaseState.TAKEN,
            "raise_again": CaseState.WAITING,
            "close": CaseState.CLOSED,
        },
        CaseState.CLOSED: {},
    },
)


WATCHERS = ("clinician", "moderator", "safety_officer")
"""Who of a team sees what worries without being called to it: those who read its rooms, with all their powers."""


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases, for those who look after them."""

    def visible_to(self, viewer: Viewer) -> CaseQuerySet:
        """Who watches over its team's rooms, and who was called to it; nobody whom it is about."""
        if viewer.is_system:
            return self
        if not viewer.is_staff or viewer.on_behalf_of is not None:
            return self.none()
        called = models.Q(called__contains=[viewer.id])
        watched = models.Q(team_id__in=teams_as(viewer, *WATCHERS), is_apart=False)
        return self.filter(called | watched).exclude(away_from__contains=[viewer.id])

    def open(self) -> CaseQuerySet:
        """Not closed."""
        return self.exclude(state=CaseState.CLOSED)


class Case(models.Model):
    """All that worries about one handle now: one row on the desk, one claim, one clock (settled.md)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author_id = models.UUIDField()
    team = models.ForeignKey("people.Team", models.PROTECT, related_name="cases")
    state = models.CharField(max_length=8, choices=CaseState, default=CaseState.WAITING)
    tier = models.PositiveSmallIntegerField()
    """The highest of its alerts."""
    is_apart = models.BooleanField(default=False)
    """Kept outside the team: its writer is a colleague, or it says something about one of them (decision 16)."""
    away_from = ArrayField(models.UUIDField(), default=list)
    called = ArrayField(models.UUIDField(), default=list)
    """Staff whom the escalation or the unstaffed policy has called, of the team or not."""
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    """By when somebody has promised to have acknowledged it, in staffed time; None while no clock runs."""
    turn = models.PositiveSmallIntegerField(default=1)
    """How often the clock was started: at first, and each time the case came back or new words arrived."""
    next_step = models.PositiveSmallIntegerField(default=0)
    """Whom the clock calls next: 0 whoever is on duty, 1 the next on the rota, 2 the shift lead, 3 the whole team."""
    next_step_at = models.DateTimeField(null=True)
    runs_always = models.BooleanField(default=False)
    """Somebody outside the staffed hours was called: the clock does not wait for the morning."""
    taken_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    taken_until = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author_id", "team", "is_apart"],
                condition=~models.Q(state=CaseState.CLOSED),
                name="one_open_case_a_handle",
            ),
            models.CheckConstraint(
                condition=models.Q(state=CaseState.TAKEN, taken_at__isnull=False)
                | models.Q(state=CaseState.CLOSED)
                | models.Q(state=CaseState.WAITING, taken_by=None, taken_until=None),
                name="a_waiting_case_is_nobodys",
            ),
            models.CheckConstraint(
                condition=models.Q(state=CaseState.CLOSED, closed_at__isnull=False)
                | (~models.Q(state=CaseState.CLOSED) & models.Q(closed_at=None)),
                name="case_closes_once",
            ),
            models.CheckConstraint(condition=models.Q(next_step__range=(0, 3)), name="case_step_is_0_to_3"),
        ]
        indexes = [
            models.Index(
                fields=["next_step_at"], condition=models.Q(next_step_at__isnull=False), name="cases_to_escalate"
            ),
            models.Index(fields=["taken_until"], condition=models.Q(state=CaseState.TAKEN), name="cases_taken"),
            models.Index(
                fields=["team", "-tier", "opened_at"],
                condition=~models.Q(state=CaseState.CLOSED),
                name="cases_open",
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.id}"


class Alert(models.Model):
    """One contribution of tier 2 to 4 that somebody has to look at. The ledger: rows are never removed or merged."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    screened = models.OneToOneField("safety.Screened", models.PROTECT, related_name="alert")
    case = models.ForeignKey(Case, models.PROTECT, related_name="alerts")
    tier = models.PositiveSmallIntegerField()
    raised_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(tier__range=(2, 4)), name="alert_tier_is_2_to_4"),
            models.CheckConstraint(
                condition=models.Q(acknowledged_at=None) | models.Q(acknowledged_at__gte=models.F("raised_at")),
                name="acknowledged_after_it_was_raised",
            ),
        ]

    def __str__(self) -> str:
        return f"alert {self.id}, tier {self.tier}"


class Escalation(models.Model):
    """One step by which a case was brought to somebody: to whom, when. The ledger of the clock."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="escalations")
    turn = models.PositiveSmallIntegerField()
    step = models.PositiveSmallIntegerField()
    to = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "turn", "step", "to"], name="called_once_a_step")]

    def __str__(self) -> str:
        return f"step {self.step} of {self.case_id}"


class OutcomeCode(models.TextChoices):
    """What came of it; the note for the record is made from this and the words."""

    SPOKE = "spoke", _("Spoke with them")
    WROTE = "wrote", _("Wrote to them")
    TEAM_TOLD = "team_told", _("Told the team that works with them")
    URGENT_HELP = "urgent_help", _("Called urgent help")
    SAFEGUARDING = "safeguarding", _("Passed to safeguarding")
    WATCHING = "watching", _("Will look again")
    NOT_MEANT = "not_meant", _("The words did not mean that")
    NOT_REACHED = "not_reached", _("Could not reach them; handed on")


class Outcome(models.Model):
    """How a case was closed: one of a short list, and words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, models.PROTECT, related_name="outcome")
    author_id = models.UUIDField()
    code = models.CharField(max_length=12, choices=OutcomeCode)
    words = SealedText(owner="author_id", null=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"outcome of {self.case_id}"


class HandOver(models.Model):
    """A case passed from one to the next at the end of a turn, with what they need to know."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="hand_overs")
    author_id = models.UUIDField()
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    to = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    words = SealedText(owner="author_id", null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"hand-over of {self.case_id}"


class BreakGlassReason(models.TextChoices):
    """Why somebody had to know who this is."""

    LIFE = "life", _("Their life may be at risk")
    CHILD = "child", _("A child may be at risk")
    OTHERS = "others", _("Somebody else may be at risk")
    LAW = "law", _("The law says so")


class BreakGlassQuerySet(models.QuerySet["BreakGlass"]):
    """Openings of emergency sheets."""

    def visible_to(self, viewer: Viewer) -> BreakGlassQuerySet:
        """Who opened it, and those who could be its second person: clinicians who see the case, safety officers."""
        if viewer.is_system:
            return self
        if not viewer.is_staff or viewer.on_behalf_of is not None:
            return self.none()
        others = models.Q(pk=None)
        if viewer.has_role("clinician", "safety_officer"):
            others = models.Q(case__in=Case.objects.visible_to(viewer))
        return self.filter(models.Q(by_id=viewer.id) | others)


class BreakGlass(models.Model):
    """The emergency sheet of whoever bears this handle was opened: why, by whom, for how long, and who checked it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="openings")
    author_id = models.UUIDField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=8, choices=BreakGlassReason)
    words = SealedText(owner="author_id", null=True)
    tier = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    """None while it waits for the second person."""
    closes_at = models.DateTimeField(null=True)
    second_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    """Who agreed beforehand; where nobody did, somebody else looks at it within 24 hours."""
    review_due_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    was_right = models.BooleanField(null=True)
    is_telling_harmful = models.BooleanField(default=False)
    told_at = models.DateTimeField(null=True)

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "break-glass openings"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opened_at=None)
                | models.Q(second_by__isnull=False)
                | models.Q(review_due_at__isnull=False),
                name="a_second_person_before_or_after",
            ),
            models.CheckConstraint(
                condition=~models.Q(second_by=models.F("by")) & ~models.Q(reviewed_by=models.F("by")),
                name="the_second_person_is_another",
            ),
            models.CheckConstraint(
                condition=models.Q(opened_at=None, closes_at=None) | models.Q(closes_at__gt=models.F("opened_at")),
                name="an_opening_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"opening for {self.case_id}"

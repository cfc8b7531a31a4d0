"""Decision, Sanction, Appeal: what a moderator did, why, until when, and how it is undone."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.people.queries import own_handle
from kith.domains.safety.models.screened import Screened
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.sealed import SealedText
from kith.kernel.states import Lifecycle


class Verb(models.TextChoices):
    """What a moderator can do about words."""

    LOOKED = "looked", _("read it; nothing to do")
    REPLIED = "replied", _("wrote to the writer")
    NOTED = "noted", _("added a content note")
    HELD = "held", _("put it aside for a moderator")
    RELEASED = "released", _("shown after waiting")
    HID = "hid", _("hid it")
    RESTORED = "restored", _("showed it again")
    MOVED = "moved", _("moved it")
    COOLED_OFF = "cooled_off", _("asked the writer for a break from writing")
    LIFTED = "lifted", _("ended the break from writing")
    ESCALATED = "escalated", _("brought it to the duty clinician")


TOLD = (
    Verb.REPLIED,
    Verb.NOTED,
    Verb.HELD,
    Verb.RELEASED,
    Verb.HID,
    Verb.RESTORED,
    Verb.MOVED,
    Verb.COOLED_OFF,
    Verb.LIFTED,
)
"""What its writer hears of. That somebody read, or asked a clinician to look, is not said: it sounds like blame."""
CAN_BE_APPEALED = (Verb.NOTED, Verb.HELD, Verb.HID, Verb.MOVED, Verb.COOLED_OFF)


class Why(models.TextChoices):
    """The rule of the house that a decision rests on; members are told this."""

    NONE = "none", _("nothing was wrong")
    METHOD = "method", _("it says how somebody could get hurt")
    EATING_DETAIL = "eating_detail", _("it has details that make eating harder for others")
    ENCOURAGEMENT = "encouragement", _("it pushes others towards harm")
    IDENTITY = "identity", _("it could show who somebody is")
    UNKIND = "unkind", _("it is hard on somebody")
    OFF_PLACE = "off_place", _("it fits better elsewhere")
    LAW = "law", _("it may be against the law")
    CARE = "care", _("somebody may need help")


class DecisionQuerySet(models.QuerySet["Decision"]):
    """What was decided about words."""

    def visible_to(self, viewer: Viewer) -> DecisionQuerySet:
        """Those who see the words; and of what they are told, whoever wrote them."""
        if viewer.is_system:
            return self
        if viewer.is_member:
            return self.told_to(viewer)
        return self.filter(screened__in=Screened.objects.visible_to(viewer))

    def told_to(self, viewer: Viewer) -> DecisionQuerySet:
        """What this viewer is told about their own words: a member under their handle, staff under their name."""
        handle = own_handle(viewer)
        if viewer.on_behalf_of is not None or (handle is None and not viewer.is_staff):
            return self.none()
        mine = models.Q(author_id=handle) if handle else models.Q(screened__staff_id=viewer.id)
        return self.filter(mine, verb__in=TOLD)

    def for_a_second_look(self) -> DecisionQuerySet:
        """Nobody else has looked at them yet."""
        return self.filter(needs_second_look=True, second_at=None)


class Decision(models.Model):
    """One act of a moderator about one contribution. Every one names its cause, who did it, and how it was undone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    screened = models.ForeignKey("safety.Screened", models.PROTECT, related_name="decisions")
    author_id = models.UUIDField()
    verb = models.CharField(max_length=10, choices=Verb)
    why = models.CharField(max_length=14, choices=Why, default=Why.NONE)
    words = SealedText(owner="author_id", null=True)
    """What the writer was told beside the reason."""
    for_team = SealedText(owner="author_id", null=True)
    """What the next one of the team may want to know; the writer is not shown it."""
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    needs_second_look = models.BooleanField(default=False)
    second_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)
    second_agrees = models.BooleanField(null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(second_by=models.F("by")), name="the_second_look_is_anothers")
        ]
        indexes = [
            models.Index(
                fields=["at"],
                condition=models.Q(needs_second_look=True, second_at=None),
                name="decisions_to_look_at_again",
            ),
            models.Index(fields=["author_id", "at"], name="decisions_about_author"),
            models.Index(fields=["by", "at"], name="decisions_of_a_moderator"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.screened_id}"


class SanctionQuerySet(models.QuerySet["Sanction"]):
    """Breaks from writing."""

    def visible_to(self, viewer: Viewer) -> SanctionQuerySet:
        """The team that watches over its writer, and the writer."""
        if viewer.is_system:
            return self
        if viewer.is_member and viewer.on_behalf_of is None:
            handle = own_handle(viewer)
            return self.filter(author_id=handle) if handle else self.none()
        return self.filter(cause__screened__in=Screened.objects.visible_to(viewer))

    def in_force(self) -> SanctionQuerySet:
        """Neither over nor lifted."""
        return self.filter(from_at__lte=now(), until_at__gt=now(), lifted_at=None)


class Sanction(models.Model):
    """For a while this handle reads but does not write. It binds the person whatever they are called later."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author_id = models.UUIDField()
    cause = models.OneToOneField(Decision, models.PROTECT, related_name="sanction")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    objects = SanctionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(until_at__gt=models.F("from_at")), name="sanction_has_an_end")
        ]
        indexes = [models.Index(fields=["author_id", "until_at"], name="sanctions_of_author")]

    def __str__(self) -> str:
        return f"no writing until {self.until_at:%Y-%m-%d %H:%M}"


class AppealState(models.TextChoices):
    """Where an appeal is in its life."""

    WAITING = "waiting", _("waits for somebody else of the team")
    CHANGED = "changed", _("changed after a second look")
    KEPT = "kept", _("kept after a second look")


APPEAL = Lifecycle(
    "safety.appeal",
    {
        AppealState.WAITING: {"uphold": AppealState.CHANGED, "keep": AppealState.KEPT},
        AppealState.CHANGED: {},
        AppealState.KEPT: {},
    },
)


class AppealQuerySet(models.QuerySet["Appeal"]):
    """What writers asked to have looked at again."""

    def visible_to(self, viewer: Viewer) -> AppealQuerySet:
        """Its writer, and those who see the words that it is about."""
        if viewer.is_system:
            return self
        if viewer.is_member and viewer.on_behalf_of is None:
            handle = own_handle(viewer)
            return self.filter(author_id=handle) if handle else self.none()
        return self.filter(decision__screened__in=Screened.objects.visible_to(viewer))


class Appeal(models.Model):
    """The writer asks somebody else of the team to look again. Answered by nobody who had a hand in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="appeal")
    author_id = models.UUIDField()
    state = models.CharField(max_length=7, choices=AppealState, default=AppealState.WAITING)
    words = SealedText(owner="author_id", null=True)
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    """By when we said that somebody would have looked; None where nobody is on any rota."""
    answer = SealedText(owner="author_id", null=True)
    answered_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=AppealState.WAITING, answered_at=None)
                | (~models.Q(state=AppealState.WAITING) & models.Q(answered_at__isnull=False)),
                name="appeal_is_answered_once",
            )
        ]
        indexes = [
            models.Index(fields=["at"], condition=models.Q(state=AppealState.WAITING), name="appeals_waiting"),
            models.Index(fields=["author_id"], name="appeals_of_author"),
        ]

    def __str__(self) -> str:
        return f"appeal against {self.decision_id}"

"""Decision, Sanction, Appeal: what a moderator did, why, until when, and how it is undone."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.kernel.sealed import SealedText


class Verb(models.TextChoices):
    """What a moderator can do about words."""

    LOOKED = "looked", _("read it; nothing to do")
    REPLIED = "replied", _("wrote to the writer")
    NOTED = "noted", _("added a content note")
    RELEASED = "released", _("shown after waiting")
    HID = "hid", _("hid it")
    RESTORED = "restored", _("showed it again")
    MOVED = "moved", _("moved it")
    COOLED_OFF = "cooled_off", _("asked the writer for a break from writing")
    ESCALATED = "escalated", _("brought it to the duty clinician")


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


class Decision(models.Model):
    """One act of a moderator about one contribution. Every one names its cause, who did it, and how it was undone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    screened = models.ForeignKey("safety.Screened", models.PROTECT, related_name="decisions")
    author_id = models.UUIDField()
    verb = models.CharField(max_length=10, choices=Verb)
    why = models.CharField(max_length=14, choices=Why, default=Why.NONE)
    words = SealedText(owner="author_id", null=True)
    """What the writer was told beside the reason."""
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    needs_second_look = models.BooleanField(default=False)
    second_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)
    second_agrees = models.BooleanField(null=True)

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
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.screened_id}"


class Sanction(models.Model):
    """For a while this handle reads but does not write. It binds the person whatever they are called later."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author_id = models.UUIDField()
    cause = models.OneToOneField(Decision, models.PROTECT, related_name="sanction")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(until_at__gt=models.F("from_at")), name="sanction_has_an_end")
        ]
        indexes = [models.Index(fields=["author_id", "until_at"], name="sanctions_of_author")]

    def __str__(self) -> str:
        return f"no writing until {self.until_at:%Y-%m-%d %H:%M}"


class Appeal(models.Model):
    """The writer asks somebody else of the team to look again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="appeal")
    author_id = models.UUIDField()
    words = SealedText(owner="author_id", null=True)
    at = models.DateTimeField()
    answered_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    is_upheld = models.BooleanField(null=True)

    def __str__(self) -> str:
        return f"appeal against {self.decision_id}"

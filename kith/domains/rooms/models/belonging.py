"""GroupWords, Naming: what a room's members say of themselves together, and the experiences that a topic is about."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.rooms.models.places import rooms_open_to
from kith.kernel.access import Viewer
from kith.kernel.states import Lifecycle


class WordsState(models.TextChoices):
    """Where a wording of the group's page is in its life."""

    PROPOSED = "proposed", _("waits for somebody of the team")
    SHOWN = "shown", _("on the group's page")
    DECLINED = "declined", _("not used")
    REPLACED = "replaced", _("replaced by a later one")


GROUP_WORDS = Lifecycle(
    "rooms.group_words",
    {
        WordsState.PROPOSED: {"agree": WordsState.SHOWN, "decline": WordsState.DECLINED},
        WordsState.SHOWN: {"replace": WordsState.REPLACED},
        WordsState.DECLINED: {},
        WordsState.REPLACED: {},
    },
)


class GroupWordsQuerySet(models.QuerySet["GroupWords"]):
    """Wordings of group pages."""

    def visible_to(self, viewer: Viewer) -> GroupWordsQuerySet:
        """Those of rooms that stand open to the viewer."""
        return self if viewer.is_system else self.filter(room__in=rooms_open_to(viewer))


class GroupWords(models.Model):
    """How a room's members describe themselves: who we are, what we keep doing. Agreed with the team."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey("rooms.Room", models.CASCADE, related_name="+")
    author = models.ForeignKey("rooms.Profile", models.PROTECT, related_name="+")
    body = models.TextField()
    state = models.CharField(max_length=8, choices=WordsState, default=WordsState.PROPOSED)
    written_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = GroupWordsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "group words"
        constraints = [
            models.UniqueConstraint(
                fields=["room"], condition=models.Q(state=WordsState.SHOWN), name="one_group_page_a_room"
            )
        ]

    def __str__(self) -> str:
        return f"group words of {self.room_id}"


class Experience(models.TextChoices):
    """What a topic's writer may name, so that others in a similar situation find it. Nobody's profile holds it."""

    PARENT = "parent", _("being a parent")
    ALONE = "alone", _("living alone")
    CARING = "caring", _("caring for somebody")
    STUDY = "study", _("school, college or university")
    WORK = "work", _("work")
    MONEY = "money", _("money and housing")
    NIGHTS = "nights", _("nights without sleep")
    HOME_AGAIN = "home_again", _("coming home from hospital")
    GRIEF = "grief", _("missing somebody who died")
    FAITH = "faith", _("faith")
    LGBTQ = "lgbtq", _("being LGBTQ+")
    FAR = "far", _("far from family or home")


class NamingQuerySet(models.QuerySet["Naming"]):
    """Which experiences topics are about."""

    def visible_to(self, viewer: Viewer) -> NamingQuerySet:
        """Those of topics in rooms that stand open to the viewer."""
        return self if viewer.is_system else self.filter(topic__room__in=rooms_open_to(viewer))


class Naming(models.Model):
    """This topic is about this experience: said of the topic by its writer, never of a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    topic = models.ForeignKey("rooms.Topic", models.CASCADE, related_name="namings")
    experience = models.CharField(max_length=12, choices=Experience)

    objects = NamingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "experience"], name="named_once")]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.experience}"

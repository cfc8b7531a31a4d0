"""Topic, Post and what hangs on them: earlier wordings, asides, drafts, reactions, what was read, who follows."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.rooms.models.places import rooms_open_to
from kith.kernel.access import Viewer
from kith.kernel.contributions import Contribution, State
from kith.kernel.sealed import SealedText


class ContentNote(models.TextChoices):
    """What a reader may want to know before opening."""

    FOOD = "food", _("food")
    BIRTH = "birth", _("birth")
    LOSS = "loss", _("loss")
    SELF_HARM = "self_harm", _("self-harm")
    OTHER = "other", _("something hard")


class TopicQuerySet(models.QuerySet["Topic"]):
    """Topics in rooms."""

    def visible_to(self, viewer: Viewer) -> TopicQuerySet:
        """Those in rooms that stand open to the viewer."""
        return self if viewer.is_system else self.filter(room__in=rooms_open_to(viewer))


class Topic(models.Model):
    """A thread in a room: its title, and the counters that lists need. Its first post says what it is about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey("rooms.Room", models.CASCADE, related_name="topics")
    author = models.ForeignKey("rooms.Profile", models.PROTECT, related_name="topics")
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=9, choices=State, default=State.VISIBLE)
    """That of its first post, kept here for lists."""
    notes = ArrayField(models.CharField(max_length=12, choices=ContentNote), default=list)
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    last_seq = models.PositiveIntegerField(default=0)
    is_pinned = models.BooleanField(default=False)
    is_locked = models.BooleanField(default=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["room", "-is_pinned", "-last_at", "-id"], name="topics_of_a_room"),
            GinIndex(SearchVector("title", config="english"), name="topics_searched"),
        ]

    def __str__(self) -> str:
        return self.title


class PostQuerySet(models.QuerySet["Post"]):
    """Posts in topics."""

    def visible_to(self, viewer: Viewer) -> PostQuerySet:
        """Those in rooms that stand open to the viewer; held and hidden ones are told apart when shown."""
        return self if viewer.is_system else self.filter(room__in=rooms_open_to(viewer))


class Post(Contribution):
    """One text in a topic; the first is the topic's own. `html` is what is shown: escaped, in paragraphs, stored."""

    room = models.ForeignKey("rooms.Room", models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="posts")
    author = models.ForeignKey("rooms.Profile", models.PROTECT, related_name="posts")
    seq = models.PositiveIntegerField()
    html = models.TextField()
    notes = ArrayField(models.CharField(max_length=12, choices=ContentNote), default=list)
    quoted = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    sent_key = models.UUIDField(null=True)
    """Made with each empty form: the same one twice is one post (P7)."""
    edited_at = models.DateTimeField(null=True)
    is_first = models.BooleanField(default=False)
    """The first that this profile ever wrote here: it gets a human reply by `welcome_due_at`."""
    welcome_due_at = models.DateTimeField(null=True)
    welcomed_at = models.DateTimeField(null=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "seq"], name="post_has_its_place"),
            models.UniqueConstraint(fields=["author", "sent_key"], name="post_is_sent_once"),
            models.UniqueConstraint(
                fields=["author"], condition=models.Q(is_first=True), name="one_first_post_a_profile"
            ),
        ]
        indexes = [
            GinIndex(SearchVector("body", config="english"), name="posts_searched"),
            models.Index(fields=["author", "-written_at"], name="posts_of_author"),
            models.Index(
                fields=["welcome_due_at"],
                condition=models.Q(is_first=True, welcomed_at=None),
                name="posts_to_welcome",
            ),
        ]


class Wording(models.Model):
    """How a post or line read before it was changed or taken back: sealed, and kept until it has been looked at."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="wordings")
    line = models.ForeignKey("rooms.Line", models.CASCADE, null=True, related_name="wordings")
    author_id = models.UUIDField()
    body = SealedText(owner="author_id")
    at = models.DateTimeField()
    """When it stopped being how it reads."""
    until_at = models.DateTimeField(null=True)
    """None while nobody of the team has looked (H9)."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(post=None, line__isnull=False) | models.Q(post__isnull=False, line=None),
                name="wording_is_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"earlier wording of {self.post_id or self.line_id}"


class Aside(models.Model):
    """A word from the team to the writer of a post alone, seen by the two of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey("rooms.Room", models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, related_name="asides")
    to = models.ForeignKey("rooms.Profile", models.CASCADE, related_name="asides")
    by = models.ForeignKey("rooms.Profile", models.CASCADE, related_name="+")
    body = SealedText(owner="to_id")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"aside {self.id}"


class Draft(models.Model):
    """What somebody has begun to write in one place; it waits on the server, sealed, until it is sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    profile = models.ForeignKey("rooms.Profile", models.CASCADE, related_name="drafts")
    place = models.CharField(max_length=60)
    """room:<id>, topic:<id> or line:<id>"""
    title = SealedText(owner="profile_id", null=True)
    body = SealedText(owner="profile_id")
    notes = ArrayField(models.CharField(max_length=12, choices=ContentNote), default=list)
    quoted_id = models.UUIDField(null=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "place"], name="one_draft_a_place")]

    def __str__(self) -> str:
        return f"draft {self.id}"


def draft_place(room: Any, topic: Any = None) -> str:
    """Where a draft lies: one for a new topic in each room, one for a reply in each topic."""
    return f"topic:{topic.pk}" if topic else f"room:{room.pk}"


class ReactionKind(models.TextChoices):
    """Four kind words; only the author sees how many."""

    LIKE = "like", _("Like")
    WITH_YOU = "with_you", _("With you")
    THANK_YOU = "thank_you", _("Thank you")
    HELPED = "helped", _("This helped")


class Reaction(models.Model):
    """One kind word of one reader for one post."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="reactions")
    profile = models.ForeignKey("rooms.Profile", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=ReactionKind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "profile", "kind"], name="reacted_once")]

    def __str__(self) -> str:
        return f"{self.kind} on {self.post_id}"


class Read(models.Model):
    """How far somebody has read in a topic, and whether they follow it. No instant is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    profile = models.ForeignKey("rooms.Profile", models.CASCADE, related_name="reads")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="reads")
    seq = models.PositiveIntegerField(default=0)
    follows = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "topic"], name="read_once")]

    def __str__(self) -> str:
        return f"read of {self.topic_id}"

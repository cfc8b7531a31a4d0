"""Search inside one's own keys, and what waits for a first answer."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from kith.domains.rooms.models import Post, Profile, Room
from kith.domains.rooms.queries.profiles import Folding
from kith.domains.rooms.queries.topics import page_of
from kith.domains.rooms.written import excerpt
from kith.kernel.access import Viewer
from kith.kernel.contributions import State

FOUND_AT_MOST = 30
LONGEST_SEARCH = 80


@dataclass(frozen=True)
class Found:
    """One post that holds the words, and where it stands."""

    topic_id: uuid.UUID
    seq: int
    room: str
    slug: str
    title: str
    author: str
    words: str
    notes: Sequence[str]
    is_folded: bool
    written_at: dt.datetime

    @property
    def page(self) -> int:
        """Where the page of its topic begins that holds it."""
        return page_of(self.seq)


def search_posts(viewer: Viewer, words: str, me: Profile, folding: Folding, room: Room | None = None) -> list[Found]:
    """What holds these words in rooms that stand open to the viewer, the best first. Nothing is kept of the search."""
    words = words.strip()[:LONGEST_SEARCH]
    if not words or not viewer.is_signed_in:
        return []
    with connection.cursor() as cursor:
        ask = "SELECT post_id FROM kith_search_posts(%s, %s, %s, %s)"
        cursor.execute(ask, [words, me.pk, room.pk if room else None, FOUND_AT_MOST])
        ids = [row[0] for row in cursor.fetchall()]
    posts = Post.objects.visible_to(viewer).filter(state=State.VISIBLE).select_related("topic", "author", "room")
    by_id = posts.in_bulk(ids)
    return [_found(by_id[pk], me, folding) for pk in ids if pk in by_id]


def _found(post: Post, me: Profile, folding: Folding) -> Found:
    folds = bool(post.notes or post.topic.notes) or folding.folds(post.author_id, post.topic.title, post.body)
    is_folded = folds and post.author_id != me.pk
    return Found(
        topic_id=post.topic_id,
        seq=post.seq,
        room=post.room.name,
        slug=post.room.slug,
        title=post.topic.title,
        author=post.author.shown_name,
        words="" if is_folded else excerpt(post.body),
        notes=post.notes or post.topic.notes,
        is_folded=is_folded,
        written_at=post.written_at,
    )


@dataclass(frozen=True)
class FirstPost:
    """Somebody's first words, which nobody has answered yet."""

    post_id: uuid.UUID
    handle: str
    room: str
    slug: str
    topic_id: uuid.UUID
    seq: int
    is_held: bool
    written_at: dt.datetime
    due_at: dt.datetime | None

    def is_late(self, at: dt.datetime) -> bool:
        """Whether the time that was promised is over."""
        return self.due_at is not None and self.due_at < at


def first_posts_waiting(viewer: Viewer, most: int = 20) -> list[FirstPost]:
    """First posts that still wait for a human reply, in rooms of this member of the team: the oldest promise first."""
    if not viewer.is_staff:
        return []
    waiting = Post.objects.visible_to(viewer).filter(is_first=True, welcomed_at=None)
    rows = waiting.filter(state__in=[State.VISIBLE, State.HELD]).select_related("author", "room", "topic")
    return [
        FirstPost(
            post_id=post.pk,
            handle=post.author.shown_name,
            room=post.room.name,
            slug=post.room.slug,
            topic_id=post.topic_id,
            seq=post.seq,
            is_held=post.state == State.HELD,
            written_at=post.written_at,
            due_at=post.welcome_due_at,
        )
        for post in rows.order_by("welcome_due_at", "written_at")[:most]
    ]

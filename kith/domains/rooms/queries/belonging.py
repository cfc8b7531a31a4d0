"""A group's own page, and the topics that are about an experience somebody named."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from kith.domains.rooms.models import Experience, GroupWords, Naming, Post, Profile, Room, Topic, WordsState
from kith.domains.rooms.queries.profiles import Folding
from kith.kernel.access import Viewer
from kith.kernel.contributions import State

MOST_FOUND, MOST_PROPOSED = 30, 20


@dataclass(frozen=True)
class GroupPage:
    """What a group says of itself, and what is proposed: the team sees all of it, each member their own."""

    shown: GroupWords | None
    proposed: Sequence[GroupWords] = field(default_factory=list)


@dataclass(frozen=True)
class Similar:
    """One topic about an experience that was asked for."""

    id: uuid.UUID
    title: str
    room: str
    slug: str
    about: Sequence[str]
    last_at: dt.datetime
    is_folded: bool


def group_page(viewer: Viewer, room: Room, mine: Profile) -> GroupPage:
    """The group's page as this viewer sees it."""
    rows = GroupWords.objects.visible_to(viewer).filter(room=room).select_related("author")
    waiting = rows.filter(state=WordsState.PROPOSED).order_by("written_at")
    waiting = waiting if viewer.is_staff else waiting.filter(author=mine)
    return GroupPage(rows.filter(state=WordsState.SHOWN).first(), list(waiting[:MOST_PROPOSED]))


def words_seen(viewer: Viewer, room: Room, words_id: uuid.UUID) -> GroupWords | None:
    """One wording of this room."""
    return GroupWords.objects.visible_to(viewer).filter(room=room, pk=words_id).first()


def experiences_of(viewer: Viewer, topic: Topic) -> list[str]:
    """What this topic is about."""
    return list(Naming.objects.visible_to(viewer).filter(topic=topic).values_list("experience", flat=True))


def similar(viewer: Viewer, folding: Folding, experiences: Iterable[str]) -> list[Similar]:
    """Topics about any of these, in rooms that stand open to the viewer. Nothing of the question is kept."""
    wanted = set(experiences) & set(Experience.values)
    rows = Topic.objects.visible_to(viewer).filter(namings__experience__in=wanted, state=State.VISIBLE)
    rows = rows.exclude(author_id__in=folding.blocked).select_related("room").prefetch_related("namings")
    # Not the topic's own instant: whoever is kept apart from its newest writer would learn of them.
    shown = Post.objects.filter(topic=OuterRef("pk"), state=State.VISIBLE).exclude(author_id__in=folding.blocked)
    found: QuerySet[Any] = rows.annotate(newest_at=Subquery(shown.order_by("-seq").values("written_at")[:1]))
    words = dict(Experience.choices)
    return [
        Similar(
            id=one.pk,
            title=one.title,
            room=one.room.name,
            slug=one.room.slug,
            about=[str(words[naming.experience]) for naming in one.namings.all()],
            last_at=one.newest_at,
            is_folded=bool(one.notes) or folding.folds(one.author_id, one.title),
        )
        for one in found.exclude(newest_at=None).distinct().order_by("-newest_at")[:MOST_FOUND]
    ]

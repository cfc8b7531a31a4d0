"""Reading as tests do it: what a page would show to somebody, and only that."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kith.domains.rooms import queries
from kith.domains.rooms.models import Topic
from kith.domains.rooms.queries import topics as asked
from kith.kernel.access import system
from kith.kernel.acting import acting_as
from kith.kernel.clock import now

TESTS = system("tests")
CANARY = "xylophone"  # a word that stands only where it must not be seen


def see(viewer: Any, room: Any, older: str = "") -> asked.TopicList:
    """The list as this viewer's page asks for it."""
    me = queries.me(viewer)
    with acting_as(viewer):
        return queries.topics_in(viewer, room, me, queries.folding(viewer, me), older)


def read(viewer: Any, topic: Topic, **where: int) -> asked.TopicPage | None:
    me = queries.me(viewer)
    with acting_as(viewer):
        folding = queries.folding(viewer, me)
        seen = queries.topic_seen(viewer, topic.room, me, folding, topic.pk)
        return queries.topic_page(viewer, seen, me, folding, **where) if seen else None


def waiting(viewer: Any) -> list[queries.FirstPost]:
    with acting_as(viewer):
        return queries.first_posts_waiting(viewer)


def bodies(page: asked.TopicPage | None) -> list[str]:
    return [post.html for post in page.posts] if page else []


def titles(found: asked.TopicList) -> list[str]:
    return [row.title for row in found.rows]


def search(viewer: Any, words: str, room: Any = None) -> list[str]:
    me = queries.me(viewer)
    with acting_as(viewer):
        found = queries.search_posts(viewer, words, me, queries.folding(viewer, me), room)
    return [f"{one.title}/{one.words}" for one in found]


def at(minutes: int) -> dt.datetime:
    return now() - dt.timedelta(days=1) + dt.timedelta(minutes=minutes)

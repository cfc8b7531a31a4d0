"""Writing in a room: as whom, what fits, what the screener is told, and when others see it."""

from __future__ import annotations

import uuid

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from kith.domains.rooms.events import PostAppeared
from kith.domains.rooms.looking import Place, Seen
from kith.domains.rooms.models import Block, Key, Post, Profile, Room, Topic
from kith.domains.rooms.queries.doors import team_of
from kith.domains.safety.actions import Written
from kith.domains.safety.queries import free_to_write
from kith.kernel.access import Refused, Viewer
from kith.kernel.clock import now
from kith.kernel.contributions import State
from kith.kernel.events import emit
from kith.kernel.use_cases import NotPossible
from kith.ui.words import day_time

KIND = "rooms.post"
LONGEST_TITLE, LONGEST_BODY = 120, 5000


def writer(by: Viewer, room: Room) -> Profile:
    """As whom they write here. Their own row is locked, so that what they send at once is taken one by one.

    So is their key: nothing is posted after it was taken back.
    """
    author = Profile.objects.own(by).select_for_update(no_key=True).first()
    if author is None:
        raise Refused("rooms.write", by, room)
    if by.is_member:
        keys = Key.objects.visible_to(by).live().filter(room=room).select_for_update(no_key=True)
        if not list(keys.values_list("pk", flat=True)):
            raise Refused("rooms.write", by, room)
    until = free_to_write(author.pk)
    if until:
        words = _("You can write again on %(when)s. Until then you can read everything.")
        raise NotPossible(words % {"when": day_time(until)}, field="body")
    return author


def check_words(body: str, *, title: str = "", needs_title: bool = False) -> None:
    """There are words, and they fit."""
    if needs_title and not title:
        raise NotPossible(_("Give your topic a title. A few words are enough."), field="title")
    if not body:
        raise NotPossible(_("Write a few words first."), field="body")
    if len(title) > LONGEST_TITLE:
        raise NotPossible(_("Please make the title shorter."), field="title")
    if len(body) > LONGEST_BODY:
        raise NotPossible(_("Please make this shorter."), field="body")


def place_of(by: Viewer, room: Room, author: Profile, *, is_first: bool) -> Place:
    """What the screener needs to know of where this is written."""
    return Place(team_of(by, room), frozenset(room.subjects), author.pk, is_first)


def screened(post: Post, topic: Topic, team_id: uuid.UUID, seen: Seen) -> Written:
    """The post as safety keeps it."""
    return Written(
        kind=KIND,
        contribution_id=post.pk,
        author_id=post.author_id,
        team_id=team_id,
        place_id=topic.room_id,
        verdict=seen.verdict,
        written_at=post.edited_at or post.written_at,
        is_first=post.is_first,
        is_held=post.state == State.HELD,
        staff_id=post.author.person_id,
    )


def appeared(topic: Topic, post: Post) -> None:
    """Others can see it now: the list knows, somebody who wrote for the first time has had an answer."""
    Topic.objects.filter(pk=topic.pk).update(last_at=now())
    # An answer that its writer cannot see is none.
    apart = Block.objects.filter(profile=OuterRef("author"), other=post.author_id) | Block.objects.filter(
        profile=post.author_id, other=OuterRef("author")
    )
    waiting = Post.objects.filter(topic=topic, is_first=True, welcomed_at=None).exclude(author_id=post.author_id)
    waiting = waiting.filter(~Exists(apart))
    waiting.update(welcomed_at=now())
    emit(PostAppeared(post_id=str(post.pk)))

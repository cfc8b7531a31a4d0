"""Posts as those who watch over the rooms see them and decide about them (the port of kernel.contributions)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from kith.domains.rooms.addresses import address
from kith.domains.rooms.authoring import KIND, appeared
from kith.domains.rooms.changing import change_state, lock_post
from kith.domains.rooms.looking import whole
from kith.domains.rooms.models import Aside, ContentNote, Post, Profile, Room, RoomKind, Side, Topic, Wording
from kith.domains.rooms.written import tidy
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.contributions import Shown, State, Surroundings
from kith.kernel.sealed import unlock
from kith.kernel.use_cases import NotPossible

AROUND = 5
HISTORY_KEPT = dt.timedelta(days=90)
"""How long earlier wordings stay with the team once somebody has looked."""


class PostPort:
    """Every call comes from a use case of safety, which has asked its own policy and is audited."""

    kind: ClassVar[str] = KIND

    def surroundings(self, viewer: Viewer, contribution_id: uuid.UUID) -> Surroundings | None:
        """The post between what was written before and after it in its topic."""
        it = _shown(viewer).filter(pk=contribution_id).first()
        if it is None:
            return None
        others = _shown(viewer).filter(topic=it.topic_id)
        before = list(others.filter(seq__lt=it.seq).order_by("-seq")[:AROUND])[::-1]
        after = list(others.filter(seq__gt=it.seq).order_by("seq")[:AROUND])
        _unlock([it, *before, *after])
        return Surroundings(
            place=f"{it.room.name}: {it.topic.title}" if it.topic.title else it.room.name,
            place_id=it.room_id,
            href=address(it.room.slug, it.topic_id, it.seq),
            it=_as_shown(it),
            before=[_as_shown(one) for one in before],
            after=[_as_shown(one) for one in after],
        )

    def many(self, viewer: Viewer, contribution_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Shown]:
        """Those posts that stand in rooms open to the viewer, for a list of the desk."""
        rows = list(_shown(viewer).filter(pk__in=contribution_ids))
        _unlock(rows)
        return {one.pk: _as_shown(one) for one in rows}

    def of_author(self, viewer: Viewer, author_id: uuid.UUID, most: int) -> Sequence[Shown]:
        """The newest posts of one handle, in rooms that stand open to the viewer."""
        rows = list(_shown(viewer).filter(author_id=author_id).order_by("-written_at")[:most])
        _unlock(rows)
        return [_as_shown(one) for one in rows]

    def change(self, by: Viewer, contribution_id: uuid.UUID, verb: str) -> None:
        """Hold, show, hide or restore it. What was never seen comes to the end of its topic, where it is new."""
        topic, post = lock_post(by, _found(by, contribution_id))
        change_state(topic, post, verb)
        if post.state != State.VISIBLE:
            return
        if verb == "release" and post.seq > 1:
            topic.last_seq += 1
            topic.save(update_fields=["last_seq"])
            post.seq = topic.last_seq
            post.save(update_fields=["seq"])
        appeared(topic, post)

    def annotate(self, by: Viewer, contribution_id: uuid.UUID, notes: Iterable[str]) -> None:
        """Put content notes on it, beside those its writer chose."""
        topic, post = lock_post(by, _found(by, contribution_id))
        known = {*post.notes, *notes}
        post.notes = [note for note in ContentNote.values if note in known]
        post.save(update_fields=["notes"])
        if post.seq == 1:
            topic.notes = post.notes
            topic.save(update_fields=["notes"])

    def move(self, by: Viewer, contribution_id: uuid.UUID, place_id: uuid.UUID) -> None:
        """Move a whole topic to another room of its community, with all that hangs on it."""
        topic, _opening = lock_post(by, _found(by, contribution_id))
        if place_id not in {room_id for room_id, _words in self.places(by, contribution_id)}:
            raise NotPossible(_("It cannot be moved there."))
        Topic.objects.filter(pk=topic.pk).update(room_id=place_id, is_pinned=False)
        Post.objects.filter(topic=topic).update(room_id=place_id)
        Aside.objects.filter(post__topic=topic).update(room_id=place_id)

    def places(self, viewer: Viewer, contribution_id: uuid.UUID) -> Sequence[tuple[uuid.UUID, str]]:
        """The other rooms of its community for a topic's first post; a reply stays with its topic."""
        post = Post.objects.visible_to(viewer).filter(pk=contribution_id, seq=1).select_related("room").first()
        if post is None:
            return []
        rooms = Room.objects.visible_to(viewer).filter(community=post.room.community_id, kind=RoomKind.TOPICS)
        others = rooms.exclude(pk=post.room_id).filter(for_whom=post.room.for_whom)
        return list(others.order_by("position", "name").values_list("id", "name"))

    def reply_privately(self, by: Viewer, contribution_id: uuid.UUID, words: str) -> None:
        """A word from the team to its writer alone; it stands under the post, for them."""
        post, me = _found(by, contribution_id), Profile.objects.own(by).filter(side=Side.TEAM).first()
        words = tidy(words)
        if me is None:
            raise NotPossible(_("Go into the room first, so that they can see who you are."))
        if not words:
            raise NotPossible(_("Write a few words first."), field="words")
        Aside.objects.create(room_id=post.room_id, post=post, to_id=post.author_id, by=me, body=words, at=now())

    def forget_original(self, contribution_id: uuid.UUID) -> None:
        """Somebody has looked: what was taken back goes, and the clock starts for how the post read before."""
        kept = Wording.objects.filter(post=contribution_id, until_at=None)
        kept.filter(post__state=State.WITHDRAWN).delete()
        kept.update(until_at=now() + HISTORY_KEPT)


def _shown(viewer: Viewer) -> QuerySet[Post]:
    known = Post.objects.visible_to(viewer).select_related("author", "room", "topic")
    return known.prefetch_related(Prefetch("wordings", Wording.objects.order_by("at")))


def _unlock(posts: Sequence[Post]) -> None:
    unlock([wording for post in posts for wording in _wordings(post)])


def _wordings(post: Any) -> list[Wording]:
    return list(post.wordings.all())


def _as_shown(post: Post) -> Shown:
    title = post.topic.title if post.seq == 1 else ""
    return Shown(
        id=post.pk,
        author_id=post.author_id,
        handle=post.author.shown_name,
        avatar=post.author.avatar,
        body=whole(title, post.body),
        state=post.state,
        written_at=post.written_at,
        notes=tuple(post.notes),
        earlier=tuple(wording.body or "" for wording in _wordings(post)),
        place=post.room.name,
    )


def _found(by: Viewer, contribution_id: uuid.UUID) -> Post:
    post = Post.objects.visible_to(by).filter(pk=contribution_id).first()
    if post is None:
        raise NotPossible(_("It is no longer there."))
    return post

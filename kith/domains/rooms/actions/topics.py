"""Writing in a room: a topic, a reply. Screened in the same transaction, posted once however often it was sent."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kith.domains.rooms.authoring import (
    LONGEST_TITLE,
    appeared,
    check_words,
    place_of,
    screened,
    writer,
)
from kith.domains.rooms.looking import HeldChoice, Seen, look_through
from kith.domains.rooms.models import Draft, Post, Profile, Read, Room, Side, Topic, draft_place
from kith.domains.rooms.queries.doors import team_of
from kith.domains.rooms.queries.reading import answered_by
from kith.domains.rooms.written import tidy, to_html
from kith.domains.safety.actions import Met, keep_screened
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.contributions import State
from kith.kernel.use_cases import NotPossible, note, use_case
from kith.ui.words import time_of_day


class SentBefore(NotPossible):
    """The same form was posted before, with other words in it; those are kept, and these were not posted."""


@dataclass(frozen=True)
class Sent:
    """What became of it; `met` is None when the same form came twice."""

    post: Post
    met: Met | None


@use_case("rooms.start_topic", on="room", lock=False)
def start_topic(
    *,
    by: Viewer,
    room: Room,
    title: str,
    body: str,
    sent_key: uuid.UUID,
    notes: Sequence[str] = (),
    about_held: HeldChoice = "ask",
) -> Sent:
    """Start a topic in a room, with its first words."""
    author = writer(by, room)
    if before := _sent_before(author, sent_key, title, body, about_held):
        return before
    title, body = " ".join(tidy(title).split()), tidy(body)
    check_words(body, title=title, needs_title=True)
    is_first = _is_first(author)
    seen = _looked_at(by, room, author, title=title, body=body, about_held=about_held, is_first=is_first)
    at = now()
    topic = Topic.objects.create(
        room=room, author=author, title=seen.title[:LONGEST_TITLE], notes=list(notes), opened_at=at, last_at=at
    )
    post = _post(topic, author, seen, notes=notes, sent_key=sent_key, is_first=is_first)
    return _settle(by, room, topic, post, seen)


@use_case("rooms.reply", on="topic")
def reply(
    *,
    by: Viewer,
    topic: Topic,
    body: str,
    sent_key: uuid.UUID,
    notes: Sequence[str] = (),
    quoted_id: uuid.UUID | None = None,
    about_held: HeldChoice = "ask",
) -> Sent:
    """Reply in a topic."""
    room = Room.objects.select_related("community").get(pk=topic.room_id)  # the policy has asked for its door
    topic.room, author = room, writer(by, room)
    if before := _sent_before(author, sent_key, "", body, about_held):
        return before
    if topic.is_locked and author.side == Side.MEMBER:
        raise NotPossible(_("This topic takes no more replies. Your words are kept for you below."), field="body")
    body = tidy(body)
    check_words(body)
    is_first, quoted_id = _is_first(author), _quoted(topic, quoted_id)
    seen = _looked_at(by, room, author, title="", body=body, about_held=about_held, is_first=is_first)
    post = _post(topic, author, seen, notes=notes, sent_key=sent_key, is_first=is_first, quoted_id=quoted_id)
    return _settle(by, room, topic, post, seen)


def _looked_at(
    by: Viewer, room: Room, author: Profile, *, title: str, body: str, about_held: HeldChoice, is_first: bool
) -> Seen:
    _check_pace(room, author)
    place = place_of(by, room, author, is_first=is_first)
    return look_through(by, place, title=title, body=body, about_held=about_held)


def _is_first(author: Profile) -> bool:
    return author.side == Side.MEMBER and not Post.objects.filter(author=author).exists()


def _check_pace(room: Room, author: Profile) -> None:
    """Slow mode: so many seconds between two posts of one member."""
    if not room.slow_seconds or author.side == Side.TEAM:
        return
    last = Post.objects.filter(author=author, room=room).order_by("-written_at").first()
    free_at = last.written_at + dt.timedelta(seconds=room.slow_seconds) if last else None
    if free_at and free_at > now():
        words = _("This room goes slowly for a while. You can post again at %(when)s. Your words are kept.")
        raise NotPossible(words % {"when": time_of_day(free_at)}, field="body")


def _sent_before(author: Profile, sent_key: uuid.UUID, title: str, body: str, about_held: HeldChoice) -> Sent | None:
    """The post that this very form made already. Raises SentBefore when other words stand in it now."""
    post = Post.objects.filter(author=author, sent_key=sent_key).select_related("topic").first()
    if post is None:
        return None
    same = tidy(body) == post.body and (not title or " ".join(tidy(title).split()) == post.topic.title)
    if not same and about_held != "mask":
        raise SentBefore(_("You have posted this already, with other words. Press again to post these words too."))
    return Sent(post, None)


def _quoted(topic: Topic, quoted_id: uuid.UUID | None) -> uuid.UUID | None:
    """Only what stands in this topic for all to see can be quoted."""
    if quoted_id is None:
        return None
    shown = Post.objects.filter(pk=quoted_id, topic=topic, state=State.VISIBLE)
    return shown.values_list("pk", flat=True).first()


def _post(
    topic: Topic,
    author: Profile,
    seen: Seen,
    *,
    notes: Sequence[str],
    sent_key: uuid.UUID,
    is_first: bool,
    quoted_id: uuid.UUID | None = None,
) -> Post:
    waits = seen.is_held or (topic.room.reads_first and author.side == Side.MEMBER)
    topic.last_seq += 1
    return Post.objects.create(
        id=uuid.uuid4(),
        room_id=topic.room_id,
        topic=topic,
        author=author,
        seq=topic.last_seq,
        body=seen.body,
        html=to_html(seen.body),
        notes=list(notes),
        quoted_id=quoted_id,
        sent_key=sent_key,
        state=State.HELD if waits else State.VISIBLE,
        written_at=now(),
        is_first=is_first,
    )


def _settle(by: Viewer, room: Room, topic: Topic, post: Post, seen: Seen) -> Sent:
    """Everything that belongs to a new post, in the transaction that made it."""
    if post.seq == 1:
        topic.state = post.state
    topic.save(update_fields=["last_seq", "state"])
    team_id = team_of(by, room)
    if post.is_first:
        post.welcome_due_at = answered_by(by, room, post.written_at)
        post.save(update_fields=["welcome_due_at"])
    met = keep_screened(by=by, written=screened(post, topic, team_id, seen))
    _follow(post)
    Draft.objects.filter(profile_id=post.author_id, place=draft_place(room, None if post.seq == 1 else topic)).delete()
    if post.state == State.VISIBLE:
        appeared(topic, post)
    note(post=str(post.pk), held=post.state == State.HELD)
    return Sent(post, met)


def _follow(post: Post) -> None:
    """Who writes in a topic follows it; how far they have read stays as it is."""
    row = Read(profile_id=post.author_id, topic_id=post.topic_id, follows=True)
    Read.objects.bulk_create(
        [row], update_conflicts=True, update_fields=["follows"], unique_fields=["profile", "topic"]
    )

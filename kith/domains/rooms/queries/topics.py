"""What a room shows of its topics, and a topic of its posts: one statement a page, whoever asks.

Nobody sees, or can count, what is held, hidden, taken back, or written by somebody who is blocked either way.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kith.domains.rooms.models import Aside, Post, Profile, Room, Side, Topic
from kith.domains.rooms.queries.profiles import Folding
from kith.domains.rooms.written import excerpt
from kith.kernel import prepared
from kith.kernel.access import Viewer
from kith.kernel.contributions import State
from kith.kernel.sealed import unlock

TOPICS_A_PAGE, POSTS_A_PAGE = 30, 50
MOST_COUNTED = 99
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

# What of a topic's posts this viewer may know of. The team also sees what waits and what it hid.
_KNOWN = """(p.state = 'visible' OR (p.state IN ('held', 'hidden') AND (p.author_id = %(me)s OR %(is_team)s)))
  AND p.author_id <> ALL(%(away)s)"""

_TOPICS = """
SELECT t.id, t.title, t.state, t.notes, t.is_pinned, t.is_locked, t.last_at, t.author_id, a.shown_name, a.avatar,
  a.left_at IS NOT NULL, newest.written_at, coalesce(r.seq, 0),
  CASE WHEN r.seq IS NULL OR r.seq = 0 THEN 0 ELSE (SELECT count(*) FROM (SELECT FROM rooms_post p
    WHERE p.topic_id = t.id AND p.seq > r.seq AND p.author_id <> %(me)s AND %(known)s LIMIT %(most)s) AS fresh) END
FROM rooms_topic t JOIN rooms_profile a ON a.id = t.author_id
LEFT JOIN rooms_read r ON r.topic_id = t.id AND r.profile_id = %(me)s
LEFT JOIN LATERAL (SELECT p.written_at FROM rooms_post p WHERE p.topic_id = t.id AND %(known)s
  ORDER BY p.seq DESC LIMIT 1) AS newest ON true
WHERE t.room_id = %(room)s AND t.author_id <> ALL(%(away)s) AND newest.written_at IS NOT NULL
  AND (t.state <> 'held' OR t.author_id = %(me)s OR %(is_team)s)
  AND (%(before)s::timestamptz IS NULL OR (NOT t.is_pinned AND (t.last_at, t.id) < (%(before)s, %(before_id)s)))
ORDER BY t.is_pinned DESC, t.last_at DESC, t.id DESC LIMIT %(limit)s
""".replace("%(known)s", _KNOWN)
# Whoever is kept apart from somebody: their posts move no topic up, for its place would tell of them.
_TOPICS_APART = _TOPICS.replace("t.last_at", "newest.written_at")

_POSTS = """
SELECT p.id, p.seq, p.html, p.state, p.notes, p.written_at, p.edited_at, p.author_id,
  a.shown_name, a.avatar, a.side, a.role, a.has_been_there, a.left_at IS NOT NULL,
  CASE WHEN %(words)s THEN p.body END, p.is_first, p.welcome_due_at, p.welcomed_at,
  q.seq, q.author_id, qa.shown_name, left(q.body, 240), q.notes,
  CASE WHEN p.author_id = %(me)s THEN (SELECT jsonb_object_agg(k.kind, k.n)::text FROM (
    SELECT kind, count(*) AS n FROM rooms_reaction WHERE post_id = p.id GROUP BY kind) AS k) END,
  ARRAY(SELECT kind FROM rooms_reaction WHERE post_id = p.id AND profile_id = %(me)s),
  EXISTS (SELECT FROM rooms_aside s WHERE s.post_id = p.id AND s.to_id = %(me)s), r.seq, r.follows
FROM rooms_post p JOIN rooms_profile a ON a.id = p.author_id
LEFT JOIN rooms_post q ON q.id = p.quoted_id AND q.state = 'visible' AND q.author_id <> ALL(%(away)s)
LEFT JOIN rooms_profile qa ON qa.id = q.author_id
LEFT JOIN rooms_read r ON r.topic_id = p.topic_id AND r.profile_id = %(me)s
WHERE p.topic_id = %(topic)s AND %(known)s AND %(where)s
""".replace("%(known)s", _KNOWN)


def page_of(seq: int) -> int:
    """Where a page with this post begins, so that what it answers stands above it; 0 for the topic's first page."""
    return 0 if seq <= POSTS_A_PAGE else seq - POSTS_A_PAGE // 2


@dataclass(frozen=True)
class TopicRow:
    """One line of a room's list."""

    id: uuid.UUID
    title: str
    state: str
    notes: Sequence[str]
    is_pinned: bool
    is_locked: bool
    author: str
    avatar: str
    is_mine: bool
    is_folded: bool
    """A content note, a muted word or a muted person: its title waits until its reader opens it."""
    is_muted: bool
    newest_at: dt.datetime
    read_seq: int
    fresh: int

    @property
    def reads_on_at(self) -> int:
        """Where the page begins on which one reads on."""
        return page_of(self.read_seq + 1)


@dataclass(frozen=True)
class TopicList:
    """A page of a room's topics, and where the next page begins."""

    rows: Sequence[TopicRow]
    older: str


@dataclass(frozen=True)
class Quoted:
    """What a post answers, as far as its reader may see it."""

    seq: int
    author: str
    words: str
    is_folded: bool


@dataclass(frozen=True)
class ShownPost:
    """One post as this viewer sees it. Totals of reactions are there for its writer only."""

    id: uuid.UUID
    seq: int
    html: str
    state: str
    notes: Sequence[str]
    written_at: dt.datetime
    edited_at: dt.datetime | None
    author_id: uuid.UUID
    author: str
    avatar: str
    side: str
    role: str
    has_been_there: bool
    is_mine: bool
    is_folded: bool
    is_muted: bool
    is_waiting_for_welcome: bool
    welcome_due_at: dt.datetime | None
    quoted: Quoted | None
    totals: Mapping[str, int]
    mine: Sequence[str]
    asides: Sequence[Aside] = field(default_factory=tuple)

    @property
    def is_shown(self) -> bool:
        return self.state == State.VISIBLE

    @property
    def is_team(self) -> bool:
        return self.side == Side.TEAM

    @property
    def role_words(self) -> str:
        return Profile(side=self.side, role=self.role).role_words if self.is_team else ""


@dataclass(frozen=True)
class TopicPage:
    """One page of a topic."""

    topic: Topic
    posts: Sequence[ShownPost]
    earlier: int
    """Where the page before begins; 0 on the first."""
    later: int
    """Where the next page begins; 0 on the last."""
    read_seq: int
    follows: bool

    @property
    def last_seq(self) -> int:
        return self.posts[-1].seq if self.posts else 0


def topics_in(viewer: Viewer, room: Room, me: Profile, folding: Folding, older: str = "") -> TopicList:
    """The topics of a room that stands open: the pinned first, then those with the newest words."""
    before, before_id = _cursor(older)
    asked = {"room": room.pk, "limit": TOPICS_A_PAGE + 1, "most": MOST_COUNTED, "before": before}
    sql = _TOPICS_APART if folding.blocked else _TOPICS
    rows = _rows(sql, viewer, me, folding, {**asked, "before_id": before_id})
    more = rows[TOPICS_A_PAGE - 1] if len(rows) > TOPICS_A_PAGE else None
    shown = [_topic_row(row, me, folding, is_team=viewer.is_staff) for row in rows[:TOPICS_A_PAGE]]
    return TopicList(shown, _to_cursor(more[6], more[0]) if more else "")


def topic_seen(viewer: Viewer, room: Room, me: Profile, folding: Folding, topic_id: uuid.UUID) -> Topic | None:
    """One topic of a room that stands open; None where it is not there for this viewer."""
    topic = Topic.objects.filter(pk=topic_id, room=room).first()  # behind the wall; the door was asked for the room
    if topic is None or folding.hides(topic.author_id):
        return None
    is_own = topic.author_id == me.pk or viewer.is_staff
    topic.room = room
    if topic.state == State.HIDDEN and not is_own:
        topic.title = ""  # others may still talk below it
    return None if topic.state == State.HELD and not is_own else topic


def topic_page(
    viewer: Viewer, topic: Topic, me: Profile, folding: Folding, *, start: int = 0, before: int = 0
) -> TopicPage | None:
    """The posts of a topic from a number on, or the last of those before one; None where nothing is left to see."""
    where = "p.seq < %(at)s ORDER BY p.seq DESC LIMIT %(limit)s" if before else _ONWARD
    asked = {"topic": topic.pk, "at": before or start, "limit": POSTS_A_PAGE + 1, "words": bool(folding.words)}
    rows = _rows(_POSTS.replace("%(where)s", where), viewer, me, folding, asked)
    posts = [_post(row, me, folding) for row in rows[:POSTS_A_PAGE]]
    is_cut = len(rows) > POSTS_A_PAGE
    if before:
        posts.reverse()
    if not posts:
        return None
    return TopicPage(
        topic=topic,
        posts=_with_asides(viewer, me, posts, rows),
        earlier=posts[0].seq if (is_cut if before else posts[0].seq > 1 and start > 1) else 0,
        later=posts[-1].seq + 1 if (before or is_cut) else 0,
        read_seq=rows[0][-2] or 0,
        follows=bool(rows[0][-1]),
    )


def post_seen(viewer: Viewer, topic: Topic, me: Profile, folding: Folding, post_id: uuid.UUID) -> ShownPost | None:
    """One post of this topic, as on its page."""
    asked = {"topic": topic.pk, "post": post_id, "words": bool(folding.words)}
    rows = _rows(_POSTS.replace("%(where)s", "p.id = %(post)s"), viewer, me, folding, asked)
    return _post(rows[0], me, folding) if rows else None


_ONWARD = "p.seq >= %(at)s ORDER BY p.seq LIMIT %(limit)s"


def _rows(sql: str, viewer: Viewer, me: Profile, folding: Folding, asked: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    known = {"me": me.pk, "is_team": viewer.is_staff, "away": list(folding.blocked), **asked}
    return prepared.run(sql.encode(), known).fetchall()


def _topic_row(row: tuple[Any, ...], me: Profile, folding: Folding, *, is_team: bool) -> TopicRow:
    (pk, title, state, notes, pinned, locked, _at, author_id, author, avatar, has_left, newest, read, fresh) = row
    is_mine = author_id == me.pk
    return TopicRow(
        id=pk,
        title="" if state == State.HIDDEN and not (is_mine or is_team) else title,
        state=state,
        notes=notes,
        is_pinned=pinned,
        is_locked=locked,
        author="" if has_left else author,
        avatar=avatar,
        is_mine=is_mine,
        is_folded=not is_mine and bool(notes or folding.folds(author_id, title)),
        is_muted=author_id in folding.muted,
        newest_at=newest,
        read_seq=read,
        fresh=fresh,
    )


def _post(row: tuple[Any, ...], me: Profile, folding: Folding) -> ShownPost:
    (pk, seq, html, state, notes, written_at, edited_at, author_id, *rest) = row
    (author, avatar, side, role, has_been_there, has_left, body, is_first, due_at, welcomed_at, *rest) = rest
    is_mine = author_id == me.pk
    return ShownPost(
        id=pk,
        seq=seq,
        html=html,
        state=state,
        notes=notes,
        written_at=written_at,
        edited_at=edited_at,
        author_id=author_id,
        author="" if has_left else author,
        avatar=avatar,
        side=side,
        role=role,
        has_been_there=has_been_there,
        is_mine=is_mine,
        is_folded=not is_mine and bool(notes or folding.folds(author_id, body or "")),
        is_muted=author_id in folding.muted,
        is_waiting_for_welcome=is_first and welcomed_at is None,
        welcome_due_at=due_at,
        quoted=_quoted(rest, folding),
        totals=json.loads(rest[5] or "{}"),
        mine=rest[6],
    )


def _quoted(row: Sequence[Any], folding: Folding) -> Quoted | None:
    seq, author_id, author, words, notes = row[:5]
    if seq is None:
        return None
    is_folded = bool(notes) or folding.folds(author_id, words)
    return Quoted(seq, author, "" if is_folded else excerpt(words), is_folded)


def _with_asides(
    viewer: Viewer, me: Profile, posts: Sequence[ShownPost], rows: Iterable[tuple[Any, ...]]
) -> Sequence[ShownPost]:
    """What the team wrote to this viewer alone, under the posts that it is about."""
    about = {row[0] for row in rows if row[-3]}
    if not about or not viewer.is_member:
        return posts
    asides = list(Aside.objects.filter(post__in=about, to=me).select_related("by").order_by("at"))
    unlock(asides)
    return [_replace(post, [one for one in asides if one.post_id == post.id]) for post in posts]


def _replace(post: ShownPost, asides: Sequence[Aside]) -> ShownPost:
    return ShownPost(**{**post.__dict__, "asides": tuple(asides)}) if asides else post


def _to_cursor(at: dt.datetime, topic_id: uuid.UUID) -> str:
    return f"{(at - _EPOCH) // dt.timedelta(microseconds=1)}.{topic_id.hex}"


def _cursor(text: str) -> tuple[dt.datetime | None, uuid.UUID | None]:
    """Where the page before ended; a cursor that somebody made up begins at the start."""
    micros, _dot, ref = text.partition(".")
    try:
        return _EPOCH + dt.timedelta(microseconds=int(micros)), uuid.UUID(ref)
    except (ValueError, OverflowError):
        return None, None


def post_in(viewer: Viewer, topic: Topic, post_id: uuid.UUID) -> Post | None:
    """The row of one post of this topic, to do something about it."""
    return Post.objects.visible_to(viewer).filter(pk=post_id, topic=topic).first()


def own_post(viewer: Viewer, topic: Topic, me: Profile, post_id: uuid.UUID) -> Post | None:
    """A post of the viewer's own in this topic that can still be changed."""
    shown = Post.objects.visible_to(viewer).filter(pk=post_id, topic=topic, author=me)
    return shown.filter(state__in=[State.VISIBLE, State.HELD]).first()

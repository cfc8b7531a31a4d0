"""How far somebody has read, what they follow, and what they have begun to write: nobody's business, so unrecorded."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db import connection

from kith.domains.rooms.authoring import LONGEST_BODY, LONGEST_TITLE
from kith.domains.rooms.models import Draft, Post, Profile, Read, Room, Topic, draft_place
from kith.kernel.access import Refused, Viewer
from kith.kernel.clock import now
from kith.kernel.use_cases import use_case

_READ = """
INSERT INTO rooms_read (id, profile_id, topic_id, seq, follows) VALUES (%s, %s, %s, %s, false)
ON CONFLICT (profile_id, topic_id) DO UPDATE SET seq = greatest(rooms_read.seq, excluded.seq)
"""


@use_case("rooms.mark_read", on="topic", lock=False, recorded=False)
def mark_read(*, by: Viewer, topic: Topic, seq: int) -> None:
    """Remember how far one has read in a topic, for the quiet mark on what is new. No instant is kept."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, [uuid.uuid4(), _own(by, topic).pk, topic.pk, min(seq, topic.last_seq)])


@use_case("rooms.follow", on="topic", lock=False, recorded=False)
def follow(*, by: Viewer, topic: Topic, is_on: bool) -> None:
    """Be told when there is something new in a topic, or no longer."""
    Read.objects.update_or_create(profile=_own(by, topic), topic=topic, defaults={"follows": is_on})


@use_case("rooms.keep_draft", on="room", lock=False, recorded=False)
def keep_draft(
    *,
    by: Viewer,
    room: Room,
    topic: Topic | None = None,
    title: str = "",
    body: str = "",
    notes: Sequence[str] = (),
    quoted_id: uuid.UUID | None = None,
    sent_key: uuid.UUID | None = None,
) -> Draft | None:
    """Keep what one has begun to write, sealed, until it is sent. Empty words let it go."""
    me = _own(by, room)
    drafts = Draft.objects.filter(profile=me, place=draft_place(room, topic))
    if not (title.strip() or body.strip()):
        drafts.delete()
        return None
    # What was sent meanwhile is no draft any more: its last saving may arrive after it.
    if sent_key and Post.objects.filter(author=me, sent_key=sent_key).exists():
        return None
    draft = drafts.select_for_update().first() or Draft(profile=me, place=draft_place(room, topic))
    draft.title, draft.body = title[:LONGEST_TITLE] or None, body[: 2 * LONGEST_BODY]
    draft.notes, draft.quoted_id, draft.saved_at = list(notes), quoted_id, now()
    draft.save()
    return draft


def _own(by: Viewer, thing: Room | Topic) -> Profile:
    me = Profile.objects.own(by).first()
    if me is None:
        raise Refused("rooms.read", by, thing)
    return me

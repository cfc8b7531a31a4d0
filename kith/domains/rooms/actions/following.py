"""Saying that there is something new, to those who follow a topic: without a word of what, where or by whom."""

from __future__ import annotations

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet

from kith.domains.notices.actions import send
from kith.domains.people.queries import persons_behind
from kith.domains.rooms.models import Block, Key, Mute, Post, Profile, Read, Side
from kith.kernel.access import Viewer
from kith.kernel.clock import now, today
from kith.kernel.contributions import State
from kith.kernel.use_cases import use_case


@use_case("rooms.tell_followers")
def tell_followers(*, by: Viewer, post_id: uuid.UUID) -> int:
    """Tell those who follow its topic that there is something new: once a day, and only who can still read it."""
    post = Post.objects.visible_to(by).filter(pk=post_id, state=State.VISIBLE).select_related("topic").first()
    if post is None:
        return 0
    people = _with_a_key(by, post, list(_followers(post)))
    for person_id in people:
        # The name of the day alone: a topic's id beside a person's would say whose handle follows it.
        send(by=by, person_id=person_id, kind="something_new", once=f"rooms {today().isoformat()}")
    return len(people)


def _followers(post: Post) -> QuerySet[Profile]:
    """Who follows the topic and has not read on, is not away, and has nothing between them and the writer."""
    behind = Read.objects.filter(topic=post.topic_id, follows=True, profile=OuterRef("pk"), seq__lt=post.seq)
    blocked = Block.objects.filter(
        Q(profile=OuterRef("pk"), other=post.author_id) | Q(profile=post.author_id, other=OuterRef("pk"))
    )
    muted = Mute.objects.filter(profile=OuterRef("pk"), other=post.author_id)
    here = Profile.objects.filter(Q(away_until=None) | Q(away_until__lte=now()), left_at=None)
    return here.exclude(pk=post.author_id).filter(Exists(behind), ~Exists(blocked), ~Exists(muted))


def _with_a_key(by: Viewer, post: Post, followers: list[Profile]) -> list[uuid.UUID]:
    """Their persons, as far as the room still stands open to them."""
    team = [one.person_id for one in followers if one.side == Side.TEAM and one.person_id]
    members = persons_behind(by, [one.pk for one in followers if one.side == Side.MEMBER])
    held = Key.objects.visible_to(by).live().filter(room=post.room_id, person_id__in=members)
    return [*team, *held.values_list("person_id", flat=True)]

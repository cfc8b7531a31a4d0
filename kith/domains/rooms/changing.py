"""Changing a post that stands: the locks it needs, its state, and how it read before."""

from __future__ import annotations

from kith.domains.rooms.looking import whole
from kith.domains.rooms.models import Post, Topic, Wording
from kith.kernel.access import Refused, Viewer
from kith.kernel.clock import now
from kith.kernel.contributions import lead_on


def lock_post(by: Viewer, post: Post) -> tuple[Topic, Post]:
    """The topic, then its post, as they are now: always in this order, so that two at once never wait for each other.

    Raises Refused when it is gone, or behind the wall.
    """
    topic = Topic.objects.visible_to(by).select_for_update(no_key=True).filter(pk=post.topic_id).first()
    known = Post.objects.visible_to(by).select_for_update(no_key=True, of=("self",)).select_related("author", "room")
    fresh = known.filter(pk=post.pk).first()
    if topic is None or fresh is None:
        raise Refused("rooms.change", by, post)
    return topic, fresh


def change_state(topic: Topic, post: Post, verb: str) -> None:
    """Lead the post on; what its first post is, the topic is too."""
    lead_on(post, verb)
    if post.seq == 1:
        topic.state = post.state
        topic.save(update_fields=["state"])


def keep_wording(topic: Topic, post: Post) -> None:
    """Seal how it reads now, for the team, until somebody has looked (H9)."""
    said = whole(topic.title if post.seq == 1 else "", post.body)
    Wording.objects.create(post=post, author_id=post.author_id, body=said, at=now())

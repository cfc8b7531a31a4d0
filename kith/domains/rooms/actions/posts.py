"""What can be done with a post: say it otherwise, take it back, react to it; and what the team does with a topic."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kith.domains.rooms.actions.topics import Sent
from kith.domains.rooms.authoring import check_words, place_of, screened
from kith.domains.rooms.changing import change_state, keep_wording, lock_post
from kith.domains.rooms.looking import HeldChoice, look_through
from kith.domains.rooms.models import Post, Profile, Reaction, ReactionKind, Room, Topic
from kith.domains.rooms.queries.doors import team_of
from kith.domains.rooms.written import tidy, to_html
from kith.domains.safety.actions import screen_again
from kith.kernel.access import Refused, Viewer
from kith.kernel.clock import now
from kith.kernel.contributions import CONTRIBUTION, State
from kith.kernel.use_cases import NotPossible, note, use_case


@use_case("rooms.edit", on="post", lock=False)
def edit(
    *,
    by: Viewer,
    post: Post,
    body: str,
    title: str = "",
    notes: Sequence[str] = (),
    about_held: HeldChoice = "ask",
) -> Sent:
    """Say something one wrote in other words; the team can still see how it read before."""
    topic, post = lock_post(by, post)
    if post.state not in {State.VISIBLE, State.HELD}:
        raise NotPossible(_("This is no longer shown, so it cannot be changed."), field="body")
    is_opening = post.seq == 1
    title, body = (" ".join(tidy(title).split()) if is_opening else ""), tidy(body)
    check_words(body, title=title, needs_title=is_opening)
    room = Room.objects.visible_to(by).select_related("community").get(pk=post.room_id)
    place = place_of(by, room, post.author, is_first=post.is_first)
    seen = look_through(by, place, title=title, body=body, about_held=about_held)
    if (seen.title or topic.title, seen.body) == (topic.title, post.body):
        _annotate(topic, post, notes)
        return Sent(post, None)
    keep_wording(topic, post)
    _say(topic, post, seen.title, seen.body)
    if seen.is_held and post.state == State.VISIBLE:
        change_state(topic, post, "hold")
    _annotate(topic, post, notes)
    met = screen_again(by=by, written=screened(post, topic, team_of(by, room), seen))
    note(post=str(post.pk), held=post.state == State.HELD)
    return Sent(post, met)


@use_case("rooms.withdraw", on="post", lock=False)
def withdraw(*, by: Viewer, post: Post) -> Post:
    """Take back what one wrote: nobody in the room sees it any more. The team keeps it sealed until it has looked."""
    topic, post = lock_post(by, post)
    if not CONTRIBUTION.allows(post.state, "withdraw"):
        return post  # taken back before: the second press changes nothing
    keep_wording(topic, post)
    change_state(topic, post, "withdraw")
    _say(topic, post, "", "")
    note(post=str(post.pk))
    return post


@use_case("rooms.react", on="post", lock=False)
def react(*, by: Viewer, post: Post, kind: str, is_on: bool) -> Post:
    """Say one of four kind words about a post, or take it back; only its writer sees how many there are."""
    if kind not in ReactionKind.values:
        raise NotPossible(_("Choose one of these."))
    me = Profile.objects.own(by).first()
    if me is None:
        raise Refused("rooms.react", by, post)
    if is_on:
        Reaction.objects.get_or_create(post=post, profile=me, kind=kind)
    else:
        Reaction.objects.filter(post=post, profile=me, kind=kind).delete()
    return post


@use_case("rooms.pin_topic", on="topic")
def pin_topic(*, by: Viewer, topic: Topic, is_on: bool) -> Topic:
    """Keep a topic at the top of its room, or let it go with the others."""
    topic.is_pinned = is_on
    topic.save(update_fields=["is_pinned"])
    return topic


@use_case("rooms.lock_topic", on="topic")
def lock_topic(*, by: Viewer, topic: Topic, is_on: bool) -> Topic:
    """Let a topic take no more replies from members, or open it again. Everybody can still read it."""
    topic.is_locked = is_on
    topic.save(update_fields=["is_locked"])
    return topic


def _say(topic: Topic, post: Post, title: str, body: str) -> None:
    post.body, post.html, post.edited_at = body, to_html(body) if body else "", now()
    post.save(update_fields=["body", "html", "edited_at"])
    if post.seq == 1:
        topic.title = title
        topic.save(update_fields=["title"])


def _annotate(topic: Topic, post: Post, notes: Sequence[str]) -> None:
    post.notes = list(notes)
    post.save(update_fields=["notes"])
    if post.seq == 1:
        topic.notes = list(notes)
        topic.save(update_fields=["notes"])

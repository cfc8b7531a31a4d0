"""A group's own words, agreed with the team; and naming the experience that a topic is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kith.domains.rooms.authoring import place_of
from kith.domains.rooms.lone_ports import WORDS
from kith.domains.rooms.looking import HeldWords, look_through
from kith.domains.rooms.models import Experience, GroupWords, Naming, Room, Topic, WordsState
from kith.domains.rooms.models.belonging import GROUP_WORDS
from kith.domains.rooms.queries import me, team_of
from kith.domains.rooms.written import tidy
from kith.domains.safety.actions import Written, keep_screened
from kith.kernel.clock import now
from kith.kernel.use_cases import NotPossible, note, use_case

if TYPE_CHECKING:
    from kith.domains.safety.actions import Met
    from kith.kernel.access import Viewer

LONGEST, MOST_NAMED = 2000, 3


@use_case("rooms.propose_words", on="room", lock=False)
def propose_words(*, by: Viewer, room: Room, body: str) -> Met:
    """Propose how the group describes itself; somebody of the team agrees before it stands on its page."""
    body, author = tidy(body), me(by)
    if author is None or not body or len(body) > LONGEST:
        raise NotPossible(_("Write a few words first, and 2,000 letters at most."), field="body")
    place = place_of(by, room, author, is_first=False)
    try:
        seen = look_through(by, place, title="", body=body, about_held="ask")
    except HeldWords as held:
        parts = ", ".join(f"“{words}”" for words, waits in held.pieces if waits)
        words = _("Part of this could hurt or identify someone: %(parts)s. Please leave it out here.")
        raise NotPossible(words % {"parts": parts}, field="body") from held
    made = GroupWords.objects.create(room=room, author=author, body=seen.body, written_at=now())
    note(words=str(made.pk))
    return keep_screened(
        by=by,
        written=Written(
            kind=WORDS,
            contribution_id=made.pk,
            author_id=author.pk,
            team_id=team_of(by, room),
            place_id=room.pk,
            verdict=seen.verdict,
            written_at=made.written_at,
            staff_id=author.person_id,
        ),
    )


@use_case("rooms.agree_to_words", on="words")
def agree_to_words(*, by: Viewer, words: GroupWords) -> None:
    """Put a wording on the group's page; the one before stays on record."""
    if not GROUP_WORDS.allows(words.state, "agree"):
        raise NotPossible(_("Somebody has decided about this already."))
    for shown in GroupWords.objects.select_for_update().filter(room=words.room_id, state=WordsState.SHOWN):
        shown.state = GROUP_WORDS.after(shown.state, "replace")
        shown.save(update_fields=["state"])
    _decide(by, words, "agree")


@use_case("rooms.decline_words", on="words")
def decline_words(*, by: Viewer, words: GroupWords) -> None:
    """Leave a wording out. Whoever proposed it sees that, and can propose another."""
    if not GROUP_WORDS.allows(words.state, "decline"):
        raise NotPossible(_("Somebody has decided about this already."))
    _decide(by, words, "decline")


@use_case("rooms.name_experiences", on="topic")
def name_experiences(*, by: Viewer, topic: Topic, experiences: Iterable[str]) -> None:
    """Say which experiences a topic is about, so that others find it. It says so of the topic, never of a person."""
    wanted = [one for one in Experience.values if one in set(experiences)]
    if len(wanted) > MOST_NAMED:
        raise NotPossible(_("Choose three at most."), field="experiences")
    Naming.objects.filter(topic=topic).exclude(experience__in=wanted).delete()
    for one in wanted:
        Naming.objects.get_or_create(topic=topic, experience=one)


def _decide(by: Viewer, words: GroupWords, verb: str) -> None:
    words.state, words.decided_at = GROUP_WORDS.after(words.state, verb), now()
    words.decided_by_id = None if by.is_system else by.id
    words.save(update_fields=["state", "decided_at", "decided_by"])

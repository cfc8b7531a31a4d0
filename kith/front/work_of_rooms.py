"""What the rooms put into the team's queue: alerts first, then first posts, and what nobody has read yet.

No row names a handle: names of people stand beside them on the same page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.domains.rooms.queries import first_posts_waiting
from kith.domains.safety.queries.appeals import appeals, second_looks
from kith.domains.safety.queries.cases import open_cases
from kith.domains.safety.queries.moderation import unread
from kith.domains.safety.queries.openings import openings
from kith.front.rows import Row
from kith.kernel.access import Viewer

KEEPERS = ("moderator", "peer_worker", "clinician")


def _alerts(viewer: Viewer) -> Iterator[Row]:
    for one in open_cases(viewer):
        if one.is_mine or not one.holder:
            what = _("You have this: worrying words") if one.is_mine else _("Worrying words")
            yield Row(
                what, one.how_soon, one.due_at or one.taken_until, reverse("safety:alert", args=[one.id]), _("Open")
            )


def _first_posts(viewer: Viewer) -> Iterator[Row]:
    for one in first_posts_waiting(viewer) if viewer.has_role(*KEEPERS) else ():
        href = reverse("rooms:topic", args=[one.slug, one.topic_id])
        what = _("A first post in %(room)s") % {"room": one.room}
        yield Row(what, _("Somebody answers everyone who writes for the first time"), one.due_at, href, _("Answer it"))


def _unread(viewer: Viewer) -> Iterator[Row]:
    found = unread(viewer) if viewer.has_role(*KEEPERS) else None
    if found and found.count:
        what = ngettext(
            "%(count)s text in the rooms that nobody has read",
            "%(count)s texts in the rooms that nobody has read",
            found.count,
        ) % {"count": found.count}
        yield Row(what, _("Every text is read by a person"), found.due_at, reverse("safety:queue"), _("Read"))


def _other_eyes(viewer: Viewer) -> Iterator[Row]:
    if not viewer.has_role("moderator", "clinician"):
        return
    for name, count, what in (
        ("safety:second-looks", len(second_looks(viewer)), _("Decisions that need a second look")),
        ("safety:appeals", len(appeals(viewer)), _("Writers who ask somebody else to look")),
    ):
        if count:
            yield Row(what, _("Somebody who was not part of it looks again"), None, reverse(name), _("Look"))


def _openings(viewer: Viewer) -> Iterator[Row]:
    for one in openings(viewer):
        if not one.is_mine and (one.waits_for_second or one.waits_for_review):
            what = _("An emergency sheet waits for you")
            href = reverse("safety:opening", args=[one.id])
            yield Row(what, _("A second person looks at every opening"), one.review_due_at, href, _("Look"))


SOURCES: tuple[Callable[[Viewer], Iterator[Row]], ...] = (_alerts, _first_posts, _unread, _other_eyes, _openings)

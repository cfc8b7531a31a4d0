"""The team's queue: one limited question of each domain, the oldest promise first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kith.domains.directory.queries import waiting
from kith.domains.notices.queries import calls_to_make, letters_to_print, troubles
from kith.domains.safety.queries import gaps_ahead, overdue_numbers, teams_with_rota
from kith.front import work_of_rooms
from kith.front.rows import Row
from kith.kernel.access import Viewer

MOST = 50


# The team's lists and what its work rests on: each for who may open it.
_KEEPERS = ("moderator", "peer_worker", "clinician")
_DOORS = (
    ("safety:alerts", gettext_noop("Alerts"), ("clinician", "moderator", "peer_worker", "safety_officer")),
    ("safety:queue", gettext_noop("What was written in the rooms"), _KEEPERS),
    ("safety:openings", gettext_noop("Emergency sheets that were opened"), ("clinician", "safety_officer")),
    ("notices:letters", gettext_noop("Letters to post"), ()),
    ("notices:calls", gettext_noop("Calls to make"), ()),
    ("safety:rota", gettext_noop("Rota"), ()),
    ("rooms:houses", gettext_noop("Houses and rooms"), ("administrator",)),
    ("safety:hours", gettext_noop("When teams read"), ("administrator",)),
    ("safety:help-numbers", gettext_noop("Help numbers"), ("administrator", "safety_officer")),
    ("safety:safety", gettext_noop("Before rooms open"), ("administrator", "safety_officer")),
    ("safety:phrases", gettext_noop("Our own phrases"), ("clinician", "moderator", "safety_officer", "administrator")),
)


def doors(viewer: Viewer) -> list[tuple[str, str]]:
    """Where the team's other lists are: words and address."""
    mine = (row for row in _DOORS if not row[2] or viewer.has_role(*row[2]))
    return [(_(words), reverse(name)) for name, words, _roles in mine]


def queue(viewer: Viewer) -> list[Row]:
    """Everything that waits for this viewer, oldest promise first; what has no date comes last."""
    rows = [row for source in SOURCES for row in source(viewer)]
    far = dt.datetime.max.replace(tzinfo=dt.UTC)
    return sorted(rows, key=lambda row: row.due_at or far)[:MOST]


def _rota(viewer: Viewer) -> Iterator[Row]:
    for _team, gap in gaps_ahead(viewer, teams_with_rota(viewer)):
        yield Row(_("Nobody is on the rota"), _("Somebody is there"), gap.start, reverse("safety:rota"), _("Fill it"))


def _numbers(viewer: Viewer) -> Iterator[Row]:
    for one in overdue_numbers(viewer)[:MOST]:
        href = reverse("safety:help-number", args=[one.pk])
        what = _("Help number: %(name)s") % {"name": one.name}
        yield Row(what, _("Somebody answers for every number"), None, href, _("Check it"))


def _letters(viewer: Viewer) -> Iterator[Row]:
    for one in letters_to_print(viewer)[:MOST]:
        yield Row(
            _("Letter for %(name)s") % {"name": one.name},
            _("Printed and sent"),
            one.due_at,
            reverse("notices:letters"),
            _("Print it"),
        )


def _calls(viewer: Viewer) -> Iterator[Row]:
    for one in [*calls_to_make(viewer), *troubles(viewer)][:MOST]:
        href = reverse("notices:call", args=[one.id])
        yield Row(_("Message for %(name)s") % {"name": one.name}, _("Told in person"), one.due_at, href, _("Open"))


def _directory(viewer: Viewer) -> Iterator[Row]:
    for one in waiting(viewer):
        yield Row(one.what, one.promise, one.due_at, reverse(one.url_name, kwargs=one.kwargs), one.button)


SOURCES: tuple[Callable[[Viewer], Iterator[Row]], ...] = (
    *work_of_rooms.SOURCES,
    _rota,
    _numbers,
    _letters,
    _calls,
    _directory,
)

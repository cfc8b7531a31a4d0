"""The team's queue: one limited question of each domain, the oldest promise first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kith.domains.directory.queries import waiting
from kith.domains.notices.queries import calls_to_make, letters_to_print, troubles
from kith.domains.safety.queries import gaps_ahead, overdue_numbers, teams_with_rota
from kith.kernel.access import Viewer
from kith.kernel.clock import now

MOST = 50


@dataclass(frozen=True)
class Row:
    """What waits: who or what, what we promised, by when, and the one thing to press."""

    what: str
    promise: str
    due_at: dt.datetime | None
    href: str
    button: str

    @property
    def is_late(self) -> bool:
        return self.due_at is not None and self.due_at < now()


# The team's lists and what its work rests on: each for who may open it.
_DOORS = (
    ("notices:letters", gettext_noop("Letters to post"), ()),
    ("notices:calls", gettext_noop("Calls to make"), ()),
    ("safety:rota", gettext_noop("Rota"), ()),
    ("safety:hours", gettext_noop("When teams read"), ("administrator",)),
    ("safety:help-numbers", gettext_noop("Help numbers"), ("administrator", "safety_officer")),
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


SOURCES: tuple[Callable[[Viewer], Iterator[Row]], ...] = (_rota, _numbers, _letters, _calls, _directory)

"""What may be seen of a map: by the person whose it is, and by staff who do it with them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q, TextChoices
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.domains.network.drawing import Drawing, Item, draw, items_of
from kith.domains.network.models import (
    FAMILY_OF,
    Change,
    Circle,
    Contact,
    Did,
    Family,
    Kind,
    NetworkMap,
    Reflection,
    Tie,
)
from kith.kernel.access import Viewer
from kith.kernel.clock import today
from kith.kernel.sealed import unlock


@dataclass(frozen=True, slots=True)
class Row:
    """A tie as the list shows it; the number is its number on the picture, 0 where it is not drawn."""

    id: uuid.UUID
    number: int
    name: str
    note: str
    kind: Kind
    circle: Circle
    contact: str
    is_private: bool
    is_hard: bool
    is_changed: bool

    @property
    def family(self) -> Family:
        return FAMILY_OF[self.kind]

    @property
    def contact_words(self) -> str:
        return str(Contact(self.contact).label) if self.contact else ""

    @property
    def nearer(self) -> Circle | None:
        return {Circle.OUTER: Circle.MIDDLE, Circle.MIDDLE: Circle.INNER}.get(self.circle)

    @property
    def further(self) -> Circle | None:
        return {Circle.INNER: Circle.MIDDLE, Circle.MIDDLE: Circle.OUTER}.get(self.circle)


@dataclass(frozen=True, slots=True)
class Board:
    """The page of the map: the list, the picture of the same, what can be taken back, and whether it is done today."""

    version: int
    rows: tuple[Row, ...]
    private: tuple[Row, ...]
    drawing: Drawing
    undo: str
    is_finished: bool

    @property
    def count(self) -> int:
        return len(self.rows) + len(self.private)

    def on(self, circle: str) -> list[Row]:
        return [row for row in self.rows if row.circle == circle]


def own_map(viewer: Viewer) -> NetworkMap | None:
    """The person's map, when they have begun one."""
    return NetworkMap.objects.visible_to(viewer).first()


def tie(viewer: Viewer, tie_id: uuid.UUID) -> Tie | None:
    """One thing on the person's map."""
    return Tie.objects.visible_to(viewer).select_related("network_map").filter(pk=tie_id).first()


def board(viewer: Viewer, since: int | None = None) -> Board:
    """The whole map; rows that changed after version `since` say so."""
    network_map = own_map(viewer)
    if network_map is None:
        return Board(0, (), (), draw([]), "", is_finished=False)
    rows = [_row(one, since) for one in _ties(viewer, network_map)]
    shown = _numbered(row for row in rows if not row.is_private)
    return Board(
        version=network_map.version,
        rows=shown,
        private=tuple(row for row in rows if row.is_private),
        drawing=_drawing(shown),
        undo=_undo_words(viewer, network_map, rows),
        is_finished=network_map.finished_at is not None and localdate(network_map.finished_at) == today(),
    )


def last_change(viewer: Viewer, network_map: NetworkMap) -> Change | None:
    """What undo would take back: staff never take back, and never see, what is private now or was."""
    changes = Change.objects.visible_to(viewer).filter(network_map=network_map)
    if viewer.on_behalf_of is not None:
        hidden = Q(tie_id__in=network_map.ties.filter(is_private=True).values("pk"))
        once_hidden = Q(tie_id__in=network_map.changes.filter(is_private=True).values("tie_id"))
        changes = changes.exclude(hidden | once_hidden)
    return changes.order_by("-version").first()


def reflections(viewer: Viewer) -> dict[str, Reflection]:
    """The person's own words to the five questions."""
    rows = list(Reflection.objects.visible_to(viewer))
    unlock(rows)
    return {row.question: row for row in rows}


def kept_to_themselves(viewer: Viewer) -> set[str]:
    """For staff who act for somebody: the questions to which that person's words are private."""
    network_map = own_map(viewer) if viewer.on_behalf_of else None
    if network_map is None:
        return set()
    return set(network_map.reflections.filter(is_private=True).values_list("question", flat=True))


class Names(TextChoices):
    """How other people are named on paper: they did not choose to be on it."""

    INITIALS = "initials", gettext_lazy("By their first letters")
    NUMBERS = "numbers", gettext_lazy("By numbers only")
    FULL = "full", gettext_lazy("By the names on my map")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The map on paper, without what is private or hard."""

    rows: tuple[Row, ...]
    drawing: Drawing
    names: Names

    def on(self, circle: str) -> list[Row]:
        return [row for row in self.rows if row.circle == circle]


def sheet(viewer: Viewer, names: str = Names.INITIALS) -> Sheet:
    """The map for paper; other people stand on it as the person chose: in full, by initials or by number."""
    network_map = own_map(viewer)
    ties = _ties(viewer, network_map) if network_map else []
    how = Names(names)
    rows = _numbered(_row(one) for one in ties if not one.is_private and not one.is_hard)
    named = tuple(replace(row, name=_name_on_paper(row, how), note="") for row in rows)
    return Sheet(named, _drawing(named), how)


def others_on_paper(viewer: Viewer) -> list[str]:
    """The names of other people that would stand on the paper in full."""
    return [row.name for row in sheet(viewer, Names.FULL).rows if _is_someone(row)]


def _ties(viewer: Viewer, network_map: NetworkMap) -> list[Tie]:
    ties = list(Tie.objects.visible_to(viewer).filter(network_map=network_map).order_by("position"))
    unlock(ties)
    return ties


def _row(one: Tie, since: int | None = None) -> Row:
    return Row(
        id=one.pk,
        number=0,
        name=one.name,
        note=one.note or "",
        kind=Kind(one.kind),
        circle=Circle(one.circle),
        contact=one.contact,
        is_private=one.is_private,
        is_hard=one.is_hard,
        is_changed=since is not None and one.version > since,
    )


def _numbered(rows: Iterable[Row]) -> tuple[Row, ...]:
    """In the order of the list: circle by circle from the middle, families together, then as they were added."""
    known = list(rows)
    items = [Item(str(row.id), n, "", row.kind, row.circle) for n, row in enumerate(known)]
    ordered = [known[item.number] for circle in Circle for item in items_of(items, circle)]
    return tuple(replace(row, number=n) for n, row in enumerate(ordered, start=1))


def _drawing(rows: Sequence[Row]) -> Drawing:
    return draw([Item(str(row.id), row.number, row.name, row.kind, row.circle) for row in rows])


def _undo_words(viewer: Viewer, network_map: NetworkMap, rows: Sequence[Row]) -> str:
    change = last_change(viewer, network_map)
    if change is None:
        return ""
    if change.is_private:
        return _("Undo the last change")
    known = next((row.name for row in rows if row.id == change.tie_id), "")
    name = known or (change.before or {}).get("name", "")
    words = {
        Did.ADDED: _("Undo: take %(name)s off again"),
        Did.MOVED: _("Undo: move %(name)s back"),
        Did.CHANGED: _("Undo: change %(name)s back"),
        Did.REMOVED: _("Undo: put %(name)s back"),
    }
    return words[Did(change.did)] % {"name": name}


def _is_someone(row: Row) -> bool:
    """Whether it may be another person, who did not choose to be on the paper."""
    return row.family in {Family.PEOPLE, Family.HELPERS} or row.kind == Kind.ONLINE


def _name_on_paper(row: Row, names: Names) -> str:
    if names is Names.FULL or not _is_someone(row):
        return row.name
    if names is Names.NUMBERS:
        return str(row.number)
    return "".join(f"{word[0].upper()}." for word in row.name.split() if word[0].isalnum()) or str(row.number)

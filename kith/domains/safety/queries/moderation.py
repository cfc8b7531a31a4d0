"""The queue of what people wrote, and one thing of it with all that stands around: under handles, never names."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Case, Count, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from kith.domains.people.queries import names_of, teams_as
from kith.domains.safety.models import Decision, Exposure, Flag, Report, ReportReason, Sanction, Screened
from kith.domains.safety.models.screened import ScreenedQuerySet
from kith.domains.safety.words import how_soon
from kith.kernel.access import Viewer, system
from kith.kernel.acting import acting_as
from kith.kernel.clock import database_now, now, today
from kith.kernel.contributions import Shown, Surroundings, ports
from kith.kernel.sealed import unlock

DECIDES = ("moderator", "clinician", "safety_officer")
"""Who holds all powers of moderation."""
READS = (*DECIDES, "peer_worker")
"""Who reads what people write. Peers look, answer, note, hold and bring to a clinician; they take nothing away."""
QUIET, HARD = 1, 3
LANES = ("quiet", "held", "reported", "unread")
PAGE = 25
HISTORY = 10
MOST_COUNTED = 5000
_LETTER = re.compile(r"\S")
_HOUSE = system("safety shows")
_URGENT = (ReportReason.ILLEGAL, ReportReason.STAFF)
_SOON = (ReportReason.WORRIED, ReportReason.HARMFUL, ReportReason.IDENTITY)


@dataclass(frozen=True)
class Item:
    """One thing that somebody wrote, as the desk shows it."""

    row: Screened
    shown: Shown | None
    """None where the viewer does not read that place, or where nothing is left."""
    urgency: int
    reports: Sequence[Report] = ()
    holder: str = ""
    """Who has it now, if somebody else."""
    is_mine: bool = False
    is_late: bool = False

    @property
    def is_hard(self) -> bool:
        """Covered until somebody chooses to read it."""
        return self.row.tier >= HARD

    @property
    def shape(self) -> str:
        """What stands blurred where hard words are covered: their outline, and none of their letters."""
        return _LETTER.sub("n", self.shown.body[:90]) if self.shown else ""

    @property
    def how_soon(self) -> str:
        return how_soon(self.row.tier)

    @property
    def can_be_read_in_one_go(self) -> bool:
        """Nothing was noticed in it that asks for more than reading."""
        is_free = self.row.claimed_by_id is None and not self.row.is_held
        return self.shown is not None and is_free and self.row.tier <= QUIET and not self.reports


@dataclass(frozen=True)
class Queue:
    """One page of it, and where the next one begins."""

    items: Sequence[Item] = ()
    next: str = ""


@dataclass(frozen=True)
class Unread:
    """How much nobody has read, since when, and what was promised: the list that catches what all else missed."""

    count: int = 0
    oldest_at: dt.datetime | None = None
    due_at: dt.datetime | None = None
    late: int = 0


@dataclass(frozen=True)
class Sheet:
    """One thing with what stands around it, what was noticed in it, and what was decided before."""

    item: Item
    around: Surroundings | None
    flags: Sequence[Flag] = ()
    history: Sequence[Shown] = ()
    decisions: Sequence[Decision] = ()
    sanctions: Sequence[Sanction] = ()
    names: Mapping[uuid.UUID, str] = field(default_factory=dict)
    places: Sequence[tuple[uuid.UUID, str]] = ()


def of_desk(viewer: Viewer, *roles: str) -> ScreenedQuerySet:
    """What stands on this viewer's desk, by the roles they hold in its own team; and what they were called to."""
    held = roles or READS
    seen = Screened.objects.visible_to(viewer)
    if viewer.is_system:
        return seen
    called = Q(pk__in=_called(viewer)) if viewer.has_role(*held) else Q(pk=None)
    return seen.filter(Q(team_id__in=teams_as(viewer, *held), is_apart=False) | called)


def queue(viewer: Viewer, lane: str = "", after: str = "") -> Queue:
    """What waits for somebody: how soon, then how long it has waited."""
    rows = _in_order(_waiting(viewer))
    lanes = {
        "quiet": Q(tier=QUIET, urgency=QUIET, is_held=False),
        "held": Q(is_held=True),
        "reported": Q(reported__gt=0),
        "unread": Q(urgency=0),
    }
    if lane:
        rows = rows.filter(lanes[lane])
    found = list(_beyond(rows, after)[: PAGE + 1])
    items = _items(viewer, found[:PAGE])
    return Queue(items, _cursor(found[PAGE - 1]) if len(found) > PAGE else "")


def unread(viewer: Viewer) -> Unread:
    """How old the oldest is that nobody has read, and what we said about when somebody would."""
    at = now()
    found = (
        of_desk(viewer)
        .unseen()
        .aggregate(
            count=Count("pk"), oldest=Min("written_at"), due=Min("due_at"), late=Count("pk", filter=Q(due_at__lt=at))
        )
    )
    return Unread(found["count"], found["oldest"], found["due"], found["late"])


def lanes(viewer: Viewer) -> Mapping[str, int]:
    """How many wait in each lane; beyond some thousands nobody needs to know how many more."""
    waiting = _in_order(
        _waiting(viewer)
    ).values_list(
        "tier",
        "urgency",  # type: ignore[misc]
        "reported",
        "is_held",
    )[:MOST_COUNTED]
    counted: Counter[str] = Counter()
    for tier, urgency, reported, is_held in waiting:
        counted["quiet"] += tier == QUIET and urgency == QUIET and not is_held
        counted["held"] += is_held
        counted["reported"] += reported > 0
        counted["unread"] += urgency == 0
    return counted


def mine(viewer: Viewer) -> Sequence[Item]:
    """What the viewer has taken and not let go."""
    rows = of_desk(viewer).filter(claimed_by_id=viewer.id, claimed_until__gt=database_now())
    return _items(viewer, list(_in_order(rows)[:PAGE]))


def held(viewer: Viewer) -> Sequence[Item]:
    """What waits for a moderator before others see it: the next turn needs to know."""
    return _items(viewer, list(_in_order(of_desk(viewer).filter(is_held=True))[:PAGE]))


def screened_of(viewer: Viewer, screened_id: uuid.UUID) -> Screened | None:
    """One row of the desk."""
    return of_desk(viewer).filter(pk=screened_id).first()


def sheet(viewer: Viewer, screened: Screened) -> Sheet:
    """One thing with all that helps to decide: under its handle, in places that the viewer reads."""
    item = _items(viewer, list(_in_order(of_desk(viewer)).filter(pk=screened.pk)))[0]
    port = ports.get(screened.kind)
    eyes = _eyes(viewer, screened)
    with acting_as(eyes):
        around = port.surroundings(eyes, screened.contribution_id) if port else None
        wrote = [one for each in ports.values() for one in each.of_author(eyes, screened.author_id, HISTORY + 1)]
        places = port.places(eyes, screened.contribution_id) if port and around else ()
    before = Decision.objects.visible_to(viewer).filter(author_id=screened.author_id).select_related("screened")
    decisions = list(before.order_by("-at")[:HISTORY])
    unlock([*decisions, *item.reports])
    sanctions = list(Sanction.objects.visible_to(viewer).filter(author_id=screened.author_id).order_by("-from_at")[:5])
    people = {one.by_id for one in decisions} | {one.lifted_by_id for one in sanctions}
    newest = sorted(wrote, key=lambda one: one.written_at, reverse=True)
    return Sheet(
        item=item,
        around=around,
        flags=list(screened.flags.order_by("-tier", "start")),
        history=[one for one in newest if one.id != screened.contribution_id][:HISTORY],
        decisions=decisions,
        sanctions=sanctions,
        names=names_of(_HOUSE, [one for one in people if one]),
        places=places,
    )


def hard_today(viewer: Viewer) -> int:
    """How many hard words the viewer had before them today; nobody else is shown this number."""
    start = timezone.make_aware(dt.datetime.combine(today(), dt.time()))
    return Exposure.objects.visible_to(viewer).filter(person_id=viewer.id, at__gte=start).count()


def _waiting(viewer: Viewer) -> ScreenedQuerySet:
    return of_desk(viewer).filter(Q(seen_at=None) | Q(is_held=True))


def _called(viewer: Viewer) -> QuerySet[Screened, uuid.UUID]:
    return Screened.objects.filter(alert__case__called__contains=[viewer.id]).values_list("pk", flat=True)


def _in_order(rows: ScreenedQuerySet) -> ScreenedQuerySet:
    """By what the words say, what readers say of them, and whether somebody waits for them to appear."""
    said = Case(When(reason__in=_URGENT, then=3), When(reason__in=_SOON, then=2), default=1)
    worst = Report.objects.open().filter(screened=OuterRef("pk")).annotate(said=said).order_by("-said").values("said")
    reported = Coalesce(Subquery(worst[:1], output_field=IntegerField()), Value(0))
    waits = Case(When(is_held=True, then=2), default=0, output_field=IntegerField())
    return rows.annotate(reported=reported, urgency=Greatest(F("tier"), F("reported"), waits)).order_by(
        "-urgency", "written_at", "pk"
    )


def _beyond(rows: ScreenedQuerySet, after: str) -> ScreenedQuerySet:
    """Those behind the last one of the page before; an address that makes no sense begins at the top."""
    try:
        urgency, written, last = after.split("_")
        at = dt.datetime.fromtimestamp(int(written) / 1_000_000, tz=dt.UTC)
        behind = Q(urgency=int(urgency)) & (Q(written_at__gt=at) | Q(written_at=at, pk__gt=uuid.UUID(last)))
        return rows.filter(Q(urgency__lt=int(urgency)) | behind)
    except (ValueError, OverflowError):
        return rows


def _cursor(row: Screened) -> str:
    whole = row.written_at - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    micros = whole // dt.timedelta(microseconds=1)
    return f"{row.urgency}_{micros}_{row.pk.hex}"  # type: ignore[attr-defined]


def _items(viewer: Viewer, rows: Sequence[Screened]) -> list[Item]:
    """The words, reports and claims of all rows, in as many queries as for one."""
    shown = _words(viewer, rows)
    reports: dict[uuid.UUID, list[Report]] = defaultdict(list)
    for report in Report.objects.visible_to(viewer).open().filter(screened__in=rows).order_by("at"):
        reports[report.screened_id].append(report)
    at = database_now()
    others = {row.claimed_by_id for row in rows if _is_claimed(row, at) and row.claimed_by_id != viewer.id}
    names = names_of(_HOUSE, [one for one in others if one]) if others else {}
    return [
        Item(
            row=row,
            shown=shown.get(row.pk),
            urgency=row.urgency,  # type: ignore[attr-defined]
            reports=reports[row.pk],
            holder=names.get(row.claimed_by_id, "") if row.claimed_by_id and _is_claimed(row, at) else "",
            is_mine=row.claimed_by_id == viewer.id and _is_claimed(row, at),
            is_late=row.due_at is not None and row.due_at < at and row.seen_at is None,
        )
        for row in rows
    ]


def _words(viewer: Viewer, rows: Sequence[Screened]) -> dict[uuid.UUID, Shown]:
    """One question of each domain; one more for what the viewer was called to outside the places they read."""
    called = set(_called(viewer).filter(pk__in=[row.pk for row in rows])) if rows else set()
    found: dict[uuid.UUID, Shown] = {}
    for eyes, is_called in ((viewer, False), (_HOUSE, True)):
        with acting_as(eyes):
            found |= _asked(eyes, [row for row in rows if (row.pk in called) is is_called])
    return found


def _asked(eyes: Viewer, rows: Iterable[Screened]) -> dict[uuid.UUID, Shown]:
    by_kind: dict[str, dict[uuid.UUID, uuid.UUID]] = defaultdict(dict)
    for row in rows:
        by_kind[row.kind][row.contribution_id] = row.pk
    found: dict[uuid.UUID, Shown] = {}
    for kind, wanted in by_kind.items():
        if port := ports.get(kind):
            found |= {wanted[one.id]: one for one in port.many(eyes, list(wanted)).values()}
    return found


def _eyes(viewer: Viewer, screened: Screened) -> Viewer:
    """Whoever was called to it sees it where it stands; everybody else only in places that they read."""
    return _HOUSE if _called(viewer).filter(pk=screened.pk).exists() else viewer


def _is_claimed(row: Screened, at: dt.datetime) -> bool:
    return row.claimed_until is not None and row.claimed_until > at


def is_open_to(viewer: Viewer, screened: Screened) -> bool:
    """Whether this viewer can see the words where they stand, as every reader of that place does."""
    shown = _where_it_stands(viewer, screened)
    return shown is not None and shown.state == "visible"


def stands_before(viewer: Viewer, screened: Screened) -> bool:
    """Whether the words stand in a place that is open to this viewer, shown or not."""
    return _where_it_stands(viewer, screened) is not None


def _where_it_stands(viewer: Viewer, screened: Screened) -> Shown | None:
    port = ports.get(screened.kind)
    return port.many(viewer, [screened.contribution_id]).get(screened.contribution_id) if port else None


def reported(viewer: Viewer, ref: uuid.UUID) -> tuple[Screened, Shown] | None:
    """What somebody wants to report, by its row's id or its own: only what they can see."""
    if not viewer.is_signed_in or viewer.on_behalf_of is not None:
        return None
    with acting_as(_HOUSE):
        known = Screened.objects.filter(Q(pk=ref) | Q(contribution_id=ref, kind__in=list(ports)))
        row = known.first()
    port = ports.get(row.kind) if row else None
    if row is None or port is None or not is_open_to(viewer, row):
        return None
    return row, port.many(viewer, [row.contribution_id])[row.contribution_id]

"""What waits for the directory's editors: reports first, then questions, pairs that may be one, and checks."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.domains.directory.models import FACTS, FRESH_DAYS, Claim, Listing, MergeProposal, Question, Report, SaidBy
from kith.kernel.clock import today

if TYPE_CHECKING:
    from kith.domains.directory.models import Service
    from kith.kernel.access import Viewer

ANSWER_DAYS, SETTLE_DAYS = 5, 3
URGENT = (Report.About.CLOSED, Report.About.UNSAFE, Report.About.MONEY)
MOST = 50


@dataclass(frozen=True)
class Waiting:
    """A line of the team's desk: what, our promise, by when, and the page with the button that does it."""

    what: str
    promise: str
    due_at: dt.datetime | None
    url_name: str
    kwargs: dict[str, Any] = field(default_factory=dict)
    button: str = ""


def edits(viewer: Viewer) -> bool:
    """Whether the desk of the directory is theirs."""
    return viewer.is_staff and viewer.has_role("directory_editor", "administrator")


def reports(viewer: Viewer) -> QuerySet[Report]:
    """What people told us and nobody settled yet, what may hurt somebody first."""
    unsettled = Report.objects.visible_to(viewer).filter(settled_at=None).select_related("service")
    is_urgent = Case(When(about__in=URGENT, then=0), default=1)
    return unsettled.order_by(is_urgent, "told_at", "id")


def questions(viewer: Viewer) -> QuerySet[Question]:
    """What people asked, the most asked first."""
    unanswered = Question.objects.visible_to(viewer).filter(answered_at=None).select_related("service")
    return unanswered.order_by("-times_asked", "asked_at", "id")


def proposals(viewer: Viewer) -> QuerySet[MergeProposal]:
    """Pairs that may be one, the surest first."""
    waiting = MergeProposal.objects.visible_to(viewer).filter(state=MergeProposal.State.WAITING)
    standing = waiting.filter(keep__merged_into=None, other__merged_into=None)
    return standing.select_related("keep__source", "other__source").order_by("-score", "proposed_at", "id")


def checks(viewer: Viewer) -> QuerySet[Listing]:
    """Listings whose check is due: promised for today or before, then the longest unchecked, then never checked."""
    if not edits(viewer):
        return Listing.objects.none()
    stale = today() - dt.timedelta(days=FRESH_DAYS)
    due = Q(service__next_check_on__lte=today()) | (
        Q(service__next_check_on=None) & (Q(assured_on=None) | Q(assured_on__lt=stale))
    )
    return (
        Listing.objects.visible_to(viewer)
        .open()
        .filter(due)
        .select_related("service")
        .order_by(F("service__next_check_on").asc(nulls_last=True), F("assured_on").asc(nulls_last=True), "name", "id")
    )


def found_at_desk(viewer: Viewer, words: str) -> QuerySet[Listing]:
    """Listings by their name, also those that are closed or taken down."""
    if not edits(viewer):
        return Listing.objects.none()
    named = Listing.objects.visible_to(viewer).filter(name__icontains=words.strip())
    return named.select_related("service").order_by("name", "id")


def report(viewer: Viewer, report_id: uuid.UUID) -> Report | None:
    return Report.objects.visible_to(viewer).select_related("service").filter(pk=report_id).first()


def question(viewer: Viewer, question_id: uuid.UUID) -> Question | None:
    return Question.objects.visible_to(viewer).select_related("service").filter(pk=question_id).first()


def proposal(viewer: Viewer, proposal_id: uuid.UUID) -> MergeProposal | None:
    known = MergeProposal.objects.visible_to(viewer).select_related("keep__source", "other__source")
    return known.filter(pk=proposal_id).first()


def listings_of(viewer: Viewer, service: Service) -> list[Listing]:
    """A service's listings, for the editor."""
    if not edits(viewer):
        return []
    known = Listing.objects.visible_to(viewer).filter(service=service.merged_into_id or service.pk)
    return list(known.select_related("service", "place__location", "source").order_by("name", "id"))


@dataclass(frozen=True)
class Said:
    """One claim in the history of a listing."""

    fact: str
    value: Any
    who: str
    at: dt.datetime | None


def history(viewer: Viewer, service: Service) -> list[Said]:
    """What was said about a listing by people, the newest first."""
    if not edits(viewer):
        return []
    by_people = Claim.objects.filter(service=service.pk, said_by__in=[SaidBy.VISITOR, SaidBy.TEAM, SaidBy.PROVIDER])
    newest = by_people.order_by(F("said_at").desc(nulls_last=True), "id")[:MOST]
    return [Said(str(FACTS[c.fact]), c.value, str(SaidBy(c.said_by).label), c.said_at) for c in newest]


def waiting(viewer: Viewer) -> list[Waiting]:
    """Lines for the team's desk. Five questions of the database, however much waits."""
    if not edits(viewer):
        return []
    rows = [_report(one) for one in reports(viewer)[:MOST]]
    rows += [_question(one) for one in questions(viewer)[:MOST]]
    promised = checks(viewer).filter(service__next_check_on__lte=today())
    rows += [_check(one) for one in promised[:MOST]]
    return [*rows, *_pairs(proposals(viewer).count())]


def due_of(one: Report) -> dt.datetime:
    """The same day when somebody could be hurt or stand before a closed door; else in a few days."""
    if one.about in URGENT:
        return _end_of(one.told_at)
    return one.told_at + dt.timedelta(days=SETTLE_DAYS)


def _report(one: Report) -> Waiting:
    words = _("%(name)s: %(about)s") % {"name": one.service.name, "about": one.get_about_display()}
    promise = _("Looked at the same day") if one.about in URGENT else _("Looked at within 3 days")
    return Waiting(words, promise, due_of(one), "directory:desk-report", {"report_id": one.pk}, _("Look at it"))


def _question(one: Question) -> Waiting:
    words = _("%(name)s: %(fact)s?") % {"name": one.service.name, "fact": one.get_fact_display()}
    due = one.asked_at + dt.timedelta(days=ANSWER_DAYS)
    promise = _("Answered within 5 days")
    return Waiting(words, promise, due, "directory:desk-question", {"question_id": one.pk}, _("Answer"))


def _check(one: Listing) -> Waiting:
    on = one.service.next_check_on or today()
    due = _end_of(timezone.make_aware(dt.datetime.combine(on, dt.time())))
    return Waiting(one.name, _("Checked by its day"), due, "directory:desk-thing", {"slug": one.slug}, _("Check"))


def _pairs(count: int) -> list[Waiting]:
    if not count:
        return []
    words = ngettext("%(n)s pair may be one thing", "%(n)s pairs may be one thing", count) % {"n": count}
    return [Waiting(words, _("When there is time"), None, "directory:desk", {}, _("Compare"))]


def _end_of(at: dt.datetime) -> dt.datetime:
    local = timezone.localtime(at)
    return local.replace(hour=23, minute=59, second=0, microsecond=0)

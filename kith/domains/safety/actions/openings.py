"""Break-glass: finding out who bears a handle when it cannot wait. Never alone, never unseen, never for long.

An opening bears the handle. What bears the person, a message and a line of who looked, is written a little later by
itself: rows of one transaction can be told by its number, and would say whose handle it is.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from kith.domains.notices.actions import send
from kith.domains.people.queries.reach import who_holds
from kith.domains.people.queries.sheet import WhoItIs, who_bears
from kith.domains.safety.alarms import SCREENS
from kith.domains.safety.events import SheetOpened, SheetRead
from kith.domains.safety.models import BreakGlass, BreakGlassReason, Case
from kith.domains.safety.queries.openings import who_can_agree
from kith.kernel.access import Viewer
from kith.kernel.acting import acting_as
from kith.kernel.clock import database_now
from kith.kernel.events import emit
from kith.kernel.use_cases import NotPossible, note, use_case

OPEN_FOR, REVIEW_WITHIN = dt.timedelta(minutes=60), dt.timedelta(hours=24)
ALONE_FROM = 3
"""Below this tier nobody opens a sheet before a second person has agreed."""


@use_case("safety.ask_for_sheet", on="case")
def ask_for_sheet(
    *, by: Viewer, case: Case, reason: str, words: str, asks_first: bool, is_telling_harmful: bool = False
) -> BreakGlass:
    """Open the emergency sheet behind a handle with a reason, at once or after a second person has agreed."""
    if reason not in BreakGlassReason.values:
        raise NotPossible(_("Choose from the list."), field="reason")
    if not words.strip():
        raise NotPossible(_("Write down why this cannot wait."), field="words")
    if not asks_first and case.tier < ALONE_FROM:
        raise NotPossible(_("Nothing here is urgent enough to open it alone. Ask a second person."), field="asks_first")
    at = database_now()
    opening = BreakGlass(
        case=case,
        author_id=case.author_id,
        by_id=by.id,
        reason=reason,
        words=words.strip(),
        tier=case.tier,
        asked_at=at,
        is_telling_harmful=is_telling_harmful,
    )
    note(tier=case.tier, reason=reason, asks_first=asks_first)
    if asks_first:
        opening.save()
        _call(case, [key for key, _name in who_can_agree(by, case)], f"agree:{opening.pk}")
    else:
        opening.review_due_at = at + REVIEW_WITHIN
        _open(opening, at)
    return opening


@use_case("safety.agree_to_open", on="opening")
def agree_to_open(*, by: Viewer, opening: BreakGlass) -> BreakGlass:
    """Agree, as the second person, that somebody's emergency sheet is opened."""
    if opening.opened_at is not None:
        raise NotPossible(_("It was opened already."))
    opening.second_by_id = by.id
    note(tier=opening.tier, reason=opening.reason)
    _open(opening, database_now())
    return opening


@use_case("safety.look_at_sheet", on="opening")
def look_at_sheet(*, by: Viewer, opening: BreakGlass) -> WhoItIs:
    """Read the sheet one has opened, within its hour; every look is written down."""
    if opening.closes_at is None or opening.closes_at <= database_now():
        raise NotPossible(_("The hour is over. Open it again if you still need it, with a reason."))
    with acting_as(SCREENS):
        who = who_bears(SCREENS, opening.author_id)
    if who is None:
        raise NotPossible(_("Whoever wrote this has closed their account."))
    emit(SheetRead(str(opening.pk)))
    return who


@use_case("safety.review_opening", on="opening")
def review_opening(*, by: Viewer, opening: BreakGlass, was_right: bool, may_be_told: bool) -> BreakGlass:
    """Look afterwards, as another person, at whether a sheet was rightly opened, and whether its owner may know."""
    if opening.reviewed_at is not None:
        raise NotPossible(_("Somebody has looked at this already."))
    opening.reviewed_by_id, opening.reviewed_at, opening.was_right = by.id, database_now(), was_right
    note(was_right=was_right, may_be_told=may_be_told)
    if may_be_told and opening.told_at is None:
        opening.is_telling_harmful = False
        emit(SheetOpened(str(opening.pk)))
    opening.save()
    return opening


@use_case("safety.note_told", on="opening")
def note_told(*, by: Viewer, opening: BreakGlass) -> BreakGlass:
    """Write down that the owner of a sheet was told of its opening."""
    opening.told_at = opening.told_at or database_now()
    opening.save(update_fields=["told_at"])
    return opening


@use_case("safety.remind_of_reviews")
def remind_of_reviews(*, by: Viewer) -> int:
    """Ask again, each day, for openings that nobody has looked at in time."""
    at, asked = database_now(), 0
    for opening in BreakGlass.objects.visible_to(by).filter(reviewed_at=None, review_due_at__lte=at):
        asked += 1
        for person_id in _officers(opening):
            send(
                by=by, person_id=person_id, kind="desk", data={"about": "opening"}, once=f"review:{opening.pk}:{at:%j}"
            )
    note(openings=asked)
    return asked


def _open(opening: BreakGlass, at: dt.datetime) -> None:
    """From now on for an hour; who answers for safety hears of it at once, without who it is about."""
    opening.opened_at, opening.closes_at = at, at + OPEN_FOR
    opening.save()
    emit(SheetOpened(str(opening.pk)))
    _call(opening.case, _officers(opening), f"opened:{opening.pk}")


def _officers(opening: BreakGlass) -> list[uuid.UUID]:
    """Who answers for safety, else who runs the service; nobody whom the case is about, nor who opened it."""
    never = {opening.by_id, *opening.case.away_from}
    officers = [one for one in who_holds(SCREENS, "safety_officer") if one not in never]
    return officers or [one for one in who_holds(SCREENS, "administrator") if one not in never]


def _call(case: Case, people: list[uuid.UUID], once: str) -> None:
    """They may see the case from now on: whoever agrees or reviews has to know what it was about."""
    called = sorted({*case.called, *people})
    with acting_as(SCREENS):
        Case.objects.filter(pk=case.pk).update(called=called)
        for person_id in people:
            send(by=SCREENS, person_id=person_id, kind="duty", once=once)

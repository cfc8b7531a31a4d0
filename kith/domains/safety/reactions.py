"""What safety does by itself: checks the help numbers, keeps them beside the database, and watches the rota."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from kith.domains.notices.actions import send
from kith.domains.people.actions import Opened, show_sheet
from kith.domains.people.queries import persons_behind, viewer_of_person
from kith.domains.safety import help_file
from kith.domains.safety.actions import call_next, check_numbers, forget_old, take_back, wake_early, watch_rota
from kith.domains.safety.actions.aftercare import forget_exposures
from kith.domains.safety.actions.contacts import WATCH
from kith.domains.safety.actions.openings import note_told, remind_of_reviews
from kith.domains.safety.actions.phrases import try_phrase
from kith.domains.safety.actions.probing import note_arrival, send_probe, watch_probe
from kith.domains.safety.alarms import PROBE_AUTHOR, SCREENS
from kith.domains.safety.events import ClockSet, PhraseProposed, ReporterToTell, SheetOpened, SheetRead, WriterToTell
from kith.domains.safety.models import BreakGlass, Case
from kith.domains.safety.numbers import keep_file
from kith.domains.safety.queries import help_for
from kith.domains.safety.queries.cases import silent_since
from kith.domains.safety.queries.clock import abandoned_cases, overdue_cases, waiting_though_staffed
from kith.domains.safety.queries.openings import opening_of
from kith.domains.safety.queries.phrases import phrase_of
from kith.kernel.access import Viewer
from kith.kernel.acting import acting_as
from kith.kernel.clock import database_now
from kith.kernel.events import hears
from kith.kernel.jobs import every, job

log = structlog.get_logger("kith.safety")


def _ring(*, case_id: str, turn: int) -> None:
    """Call whoever is to be called now, unless somebody has the case or its clock was started anew since."""
    with acting_as(SCREENS):
        case = Case.objects.filter(pk=case_id, turn=turn).first()
        if case:
            _call(case)


def _call(case: Case) -> None:
    """The made-up line of each minute calls nobody."""
    if case.author_id == PROBE_AUTHOR:
        note_arrival(by=SCREENS, case=case)
    else:
        call_next(by=SCREENS, case=case)


ring = job("safety.ring")(_ring)


@hears(ClockSet)
def mind_the_clock(event: ClockSet) -> None:
    """Call at once, or at the very instant that was set; the sweep of each minute finds what gets lost."""
    at = dt.datetime.fromisoformat(event.at)
    if at > database_now():
        ring.defer_at(at, case_id=event.case_id, turn=event.turn)
    else:
        _ring(case_id=event.case_id, turn=event.turn)


@every("* * * * *", "safety.sweep")
def sweep() -> None:
    """Every minute: whoever is overdue is called, and what was claimed and left goes back."""
    _each(abandoned_cases, lambda case: take_back(by=SCREENS, case=case))
    _each(waiting_though_staffed, lambda case: wake_early(by=SCREENS, case=case))
    _each(overdue_cases, _call)  # last: also those that came back just now


def _each(found: Callable[[Viewer], list[Case]], do: Callable[[Case], object]) -> None:
    """One after the other, each by itself: a case that cannot be dealt with never keeps the others waiting."""
    with acting_as(SCREENS):
        cases = found(SCREENS)
    for case in cases:
        try:
            with acting_as(SCREENS):
                do(case)
        except Exception:
            log.exception("safety.sweep_failed", case=str(case.pk))


@every("* * * * *", "safety.probe")
def probe() -> None:
    """Every minute: a made-up line goes the whole way, and the ones before are looked for."""
    with acting_as(SCREENS):
        send_probe(by=SCREENS)
        if silent_since(SCREENS) is not None:
            watch_probe(by=SCREENS)


@hears(PhraseProposed)
def try_on_history(event: PhraseProposed) -> None:
    """What would this phrase have flagged in the last four weeks?"""
    with acting_as(SCREENS):
        phrase = phrase_of(SCREENS, uuid.UUID(event.phrase_id))
        if phrase is not None:
            try_phrase(by=SCREENS, phrase=phrase)


@hears(SheetOpened)
def tell_owner(event: SheetOpened) -> None:
    """A message without content to whose sheet it was, unless it would harm them; under who looked they see more."""
    opening = _opening(event.opening_id)
    if opening is None or opening.is_telling_harmful or opening.told_at:
        return
    for person_id in persons_behind(SCREENS, [opening.author_id]):
        send(by=SCREENS, person_id=person_id, kind="looked", once=f"{opening.opened_at:%Y-%m-%dT%H}")
    note_told(by=SCREENS, opening=opening)


@hears(SheetRead)
def record_look(event: SheetRead) -> None:
    """The line of who looked, in the name of whoever opened the sheet."""
    opening = _opening(event.opening_id)
    if opening is None:
        return
    for person_id in persons_behind(SCREENS, [opening.author_id]):
        opened = Opened(person_id, opening.by_id, is_telling_harmful=opening.is_telling_harmful)
        show_sheet(by=viewer_of_person(opening.by_id, "staff"), opened=opened)


def _opening(opening_id: str) -> BreakGlass | None:
    with acting_as(SCREENS):
        return opening_of(SCREENS, uuid.UUID(opening_id))


@every("17 8 * * *", "safety.remind_of_reviews")
def remind() -> None:
    """Every morning: emergency sheets that were opened and nobody else has looked at."""
    remind_of_reviews(by=SCREENS)


@every("30 6 * * *", "safety.check_numbers")
def check() -> None:
    """Every day: does each nation have its numbers, and does somebody answer for them?"""
    check_numbers(by=WATCH)


@every("23 * * * *", "safety.keep_help_page")
def keep_help_page() -> None:
    """Every hour: the numbers beside the database, and whole pages that a proxy can show when no program answers."""
    keep_file()
    for language in (code.split("-")[0] for code, _name in settings.LANGUAGES):
        with override(language):
            page = render_to_string("safety/help_now.html", {"nations": help_for(), "code": language}, using="jinja2")
        help_file.put(help_file.numbers_file().with_name(f"{language}.html"), page)


@every("11 * * * *", "safety.watch_rota")
def watch() -> None:
    """Every hour: will somebody be there in the next 24?"""
    watch_rota(by=WATCH)


@every("50 3 * * *", "safety.forget_old")
def forget() -> None:
    """Every night: turns of long ago go."""
    forget_old(by=WATCH)


@hears(WriterToTell)
def tell_writer(event: WriterToTell) -> None:
    """A message without content, once an hour at most; whose the handle is, only the house knows, and not beside it."""
    staff = [uuid.UUID(event.staff_id)] if event.staff_id else []
    for person_id in staff or persons_behind(SCREENS, [uuid.UUID(event.author_id)]):
        send(by=SCREENS, person_id=person_id, kind="about_a_post", once=event.hour)


@hears(ReporterToTell)
def tell_reporter(event: ReporterToTell) -> None:
    """There is something new for whoever asked us to look; one of the team finds it at their desk."""
    asked = uuid.UUID(event.reporter_id)
    people = persons_behind(SCREENS, [asked])
    for person_id in people:
        send(by=SCREENS, person_id=person_id, kind="something_new", once=f"asked:{event.hour}")
    if not people:
        send(by=SCREENS, person_id=asked, kind="desk", data={"about": "report"}, once=f"asked:{event.hour}")


@every("40 3 * * *", "safety.forget_exposures")
def forget_what_was_hard() -> None:
    """Every night: what somebody had to read long ago goes."""
    forget_exposures(by=WATCH)

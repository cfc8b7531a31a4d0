"""Asking the team to look at something: two taps, and whoever wrote it never learns who asked."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from kith.domains.notices.actions import send
from kith.domains.people.queries import own_handle
from kith.domains.people.queries.reach import who_holds
from kith.domains.safety.alarms import SCREENS, everybody_of, raise_alert
from kith.domains.safety.deciding import read_again, wake
from kith.domains.safety.models import Alert, Report, ReportReason, Screened
from kith.kernel.access import Viewer
from kith.kernel.acting import acting_as
from kith.kernel.clock import database_now
from kith.kernel.use_cases import NotPossible, note, use_case


@use_case("safety.report", on="screened", lock=False)
def report(
    *, by: Viewer, screened: Screened, reason: str, words: str = "", about_id: uuid.UUID | None = None
) -> Report:
    """Ask the team to look at what somebody wrote; told to nobody but the team, and never to whom it is about."""
    if reason not in ReportReason.values:
        raise NotPossible(_("Choose one of these."), field="reason")
    asks = own_handle(by) or by.id
    with acting_as(SCREENS):
        row = Screened.objects.select_for_update(no_key=True).get(pk=screened.pk)
        if row.author_id == asks:
            raise NotPossible(_("You wrote this yourself. You can change it or take it back."))
        if about_id and (reason != ReportReason.STAFF or about_id not in everybody_of(row.team_id)):
            raise NotPossible(_("Choose from the list."), field="about")
        made, is_new = Report.objects.get_or_create(
            screened=row,
            reporter_id=asks,
            defaults={"reason": reason, "words": words.strip() or None, "about_id": about_id, "at": database_now()},
        )
        if is_new:
            _bring_in(row, made)
    note(reason=reason, is_new=is_new)
    return made


def _bring_in(row: Screened, made: Report) -> None:
    """Into the queue again, also where somebody has read it before; worry and blame for staff go further at once."""
    if made.about_id:
        row.away_from = sorted({*row.away_from, made.about_id})
        if row.claimed_by_id == made.about_id:
            row.claimed_by, row.claimed_until = None, None
    has_alert = Alert.objects.filter(screened=row).exists()
    if made.reason == ReportReason.STAFF and not made.about_id and not has_alert:
        row.is_apart = True  # nobody knows whom of the team it is about: then nobody of the team is told
    row.save(update_fields=["away_from", "claimed_by", "claimed_until", "is_apart"])
    read_again(row)
    if made.reason == ReportReason.STAFF:
        _tell_those_who_answer_for_safety(row, made)
    if not has_alert and (made.reason == ReportReason.WORRIED or row.is_apart):
        raise_alert(row, made.at)
    wake(row)


def _tell_those_who_answer_for_safety(row: Screened, made: Report) -> None:
    """What is said about one of the team never rests with that team alone."""
    for person_id in who_holds(SCREENS, "safety_officer"):
        if person_id not in row.away_from:
            send(by=SCREENS, person_id=person_id, kind="desk", data={"about": "report"}, once=f"report:{made.pk}")

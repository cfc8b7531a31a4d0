"""The probe: each minute a made-up worrying line goes the whole way; when none arrives any more, an alarm rings."""

from __future__ import annotations

import datetime as dt
import uuid

import structlog

from kith.domains.notices.actions import send
from kith.domains.people.queries.reach import who_holds
from kith.domains.safety.actions.screening import WORRIES, keep_screened
from kith.domains.safety.alarms import PROBE, PROBE_AUTHOR, SCREENS
from kith.domains.safety.keeping import Written
from kith.domains.safety.models import Alert, Case, Probe, Screened, TeamHours
from kith.domains.safety.queries.cases import silent_since
from kith.domains.safety.queries.reading import read_words
from kith.kernel import retention
from kith.kernel.access import Viewer
from kith.kernel.clock import database_now
from kith.kernel.use_cases import note, use_case

log = structlog.get_logger("kith.safety")
LINE = "i want to kill myself tonight"
"""Nobody wrote this: it is compared, never shown, and gone within a second."""


@use_case("safety.send_probe", recorded=False)
def send_probe(*, by: Viewer) -> Probe | None:
    """Send a made-up worrying line the way that every line goes: read, kept, put into a case, called for."""
    team_id = TeamHours.objects.order_by("team_id").values_list("team_id", flat=True).first()
    if team_id is None:
        return None
    at = database_now()
    probe = Probe.objects.create(sent_at=at)
    Probe.objects.filter(sent_at__lt=at - retention.kept_for("safety.Probe")).delete()
    verdict = read_words(by, LINE, team_id=probe.pk)  # no team of its own: no team can switch it off
    if verdict.tier < WORRIES:
        log.error("safety.probe_not_noticed", tier=verdict.tier)
        return probe
    keep_screened(
        by=by,
        written=Written(
            kind=PROBE,
            contribution_id=probe.pk,
            author_id=PROBE_AUTHOR,
            team_id=team_id,
            place_id=probe.pk,
            verdict=verdict,
            written_at=at,
        ),
    )
    return probe


@use_case("safety.note_arrival", recorded=False)
def note_arrival(*, by: Viewer, case: Case) -> int:
    """The probe came to where somebody would be called: note when, and take it away again."""
    # Locked as a whole: the next probe, which joins an open case, waits and begins one of its own.
    case = Case.objects.select_for_update().get(pk=case.pk)
    sent: list[uuid.UUID] = list(case.alerts.values_list("screened__contribution_id", flat=True))
    arrived = Probe.objects.filter(pk__in=sent, arrived_at=None).update(arrived_at=database_now())
    Alert.objects.filter(case=case).delete()
    Screened.objects.filter(kind=PROBE, contribution_id__in=sent).delete()
    case.delete()
    return arrived


@use_case("safety.watch_probe")
def watch_probe(*, by: Viewer) -> dt.datetime | None:
    """Has a probe come through in the last minutes? If not, tell who answers for safety and who runs the service."""
    since = silent_since(by)
    note(is_silent=since is not None)
    if since is not None:
        log.error("safety.alarm_is_silent", since=since.isoformat())
        for person_id in {*who_holds(SCREENS, "safety_officer"), *who_holds(SCREENS, "administrator")}:
            send(by=by, person_id=person_id, kind="duty", once=f"silent:{database_now():%Y-%m-%dT%H}")
    return since

"""Putting people on the rota, and the watch that looks for hours in which nobody is there (H2)."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

import structlog
from django.utils.translation import gettext as _

from kith.domains.notices.actions import send
from kith.domains.people.queries.reach import who_holds
from kith.domains.safety.models import Rota, Screened, Task
from kith.domains.safety.queries.hours import gaps_ahead, teams_with_rota
from kith.domains.safety.queries.rota import READERS
from kith.kernel import retention
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.use_cases import NotPossible, note, use_case

if TYPE_CHECKING:
    from kith.domains.people.models import Team

log = structlog.get_logger("kith.safety")
LONGEST_TURN = dt.timedelta(hours=24)
URGENT = dt.timedelta(hours=2)
_WATCHERS = ("administrator", "safety_officer")


@use_case("safety.add_turn", on="team")
def add_turn(
    *, by: Viewer, team: Team, person_id: uuid.UUID, from_at: dt.datetime, until_at: dt.datetime, task: str = Task.DUTY
) -> Rota:
    """Put somebody of the team on the rota."""
    if task not in Task.values:
        raise NotPossible(_("Choose from the list."), field="task")
    if not from_at < until_at <= from_at + LONGEST_TURN:
        raise NotPossible(_("A turn ends after it begins, and lasts 24 hours at most."), field="until")
    if Rota.objects.filter(person_id=person_id).between(from_at, until_at).exists():
        raise NotPossible(_("They are on the rota at this time already."), field="person")
    note(person=str(person_id))
    return Rota.objects.create(team=team, person_id=person_id, task=task, from_at=from_at, until_at=until_at)


@use_case("safety.remove_turn", on="turn")
def remove_turn(*, by: Viewer, turn: Rota) -> None:
    """Take somebody off the rota; nobody is asked why."""
    note(person=str(turn.person_id))
    turn.delete()


@use_case("safety.forget_old")
def forget_old(*, by: Viewer) -> int:
    """Remove turns of long ago, and what was read long ago and worried nobody, as the retention schedule says."""
    gone = Rota.objects.filter(until_at__lt=now() - retention.kept_for("safety.Rota")).delete()[0]
    read = Screened.objects.filter(seen_at__lt=now() - retention.kept_for("safety.Screened"))
    # What somebody decided about, reported or was called for is a record of its own, and kept as long as that.
    quiet = read.filter(alert=None, decisions=None, reports=None).delete()[0]
    note(gone=gone, quiet=quiet)
    return gone + quiet


@use_case("safety.watch_rota")
def watch_rota(*, by: Viewer) -> int:
    """Look 24 hours ahead for hours in which nobody is there, and tell the team; the nearer it comes, the louder."""
    found = gaps_ahead(by, teams_with_rota(by))
    for team_id, gap in found:
        is_near = gap.start - now() <= URGENT
        log.error("safety.rota_gap", team=str(team_id), starts=gap.start.isoformat(), is_near=is_near)
        _tell(by, team_id, gap.start, is_near=is_near)
    note(gaps=len(found))
    return len(found)


def _tell(by: Viewer, team_id: uuid.UUID, start: dt.datetime, *, is_near: bool) -> None:
    """Once for each gap; once more when it is near."""
    people = {*who_holds(by, *READERS, team_id=team_id), *who_holds(by, *_WATCHERS)}
    once = f"gap:{team_id}:{start:%Y-%m-%dT%H:%M}"
    for person_id in sorted(people):
        send(by=by, person_id=person_id, kind="desk", data={"about": "rota"}, once=once)
        if is_near:
            send(by=by, person_id=person_id, kind="duty", once=once)

"""Looking after whoever reads hard words: a note for their own supervision, and a talk with somebody today."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from kith.domains.notices.actions import send
from kith.domains.people.queries.reach import who_holds
from kith.domains.safety.alarms import SCREENS
from kith.domains.safety.models import Aftercare, Exposure, Rota, Task
from kith.kernel import retention
from kith.kernel.access import Viewer
from kith.kernel.acting import acting_as
from kith.kernel.clock import database_now, now
from kith.kernel.use_cases import NotPossible, note, use_case


@use_case("safety.look_after_oneself")
def look_after_oneself(*, by: Viewer, team_id: uuid.UUID, words: str = "", wants_a_talk: bool = False) -> Aftercare:
    """Write a note for one's own supervision, and say whether one wants to talk to somebody today."""
    if team_id not in by.teams:
        raise NotPossible(_("Choose one of your teams."), field="team")
    if not words.strip() and not wants_a_talk:
        raise NotPossible(_("Write a few words, or ask for a talk."), field="words")
    made = Aftercare.objects.create(
        person_id=by.id, team_id=team_id, words=words.strip() or None, wants_a_talk=wants_a_talk, at=database_now()
    )
    if wants_a_talk:
        with acting_as(SCREENS):
            for person_id in _listeners(team_id, by.id):
                send(by=SCREENS, person_id=person_id, kind="desk", data={"about": "talk"}, once=f"talk:{made.pk}")
    note(wants_a_talk=wants_a_talk)
    return made


@use_case("safety.take_talk", on="asked")
def take_talk(*, by: Viewer, asked: Aftercare) -> Aftercare:
    """Say "I will talk with them", so that the others know."""
    if asked.talked_at is not None:
        raise NotPossible(_("Somebody is talking with them already."))
    asked.talked_by_id, asked.talked_at = by.id, database_now()
    asked.save(update_fields=["talked_by", "talked_at"])
    return asked


@use_case("safety.forget_exposures")
def forget_exposures(*, by: Viewer) -> int:
    """Forget what somebody had to read, and their notes, as the retention schedule says."""
    gone = Exposure.objects.filter(at__lt=now() - retention.kept_for("safety.Exposure")).delete()[0]
    gone += Aftercare.objects.filter(at__lt=now() - retention.kept_for("safety.Aftercare")).delete()[0]
    note(gone=gone)
    return gone


def _listeners(team_id: uuid.UUID, asking: uuid.UUID) -> list[uuid.UUID]:
    """Who leads the shift now; where nobody does, the clinicians of the team, then whoever answers for safety."""
    at = database_now()
    leads = Rota.objects.filter(team_id=team_id, task=Task.LEAD, from_at__lte=at, until_at__gt=at)
    found = set(leads.values_list("person_id", flat=True)) - {asking}
    found = found or set(who_holds(SCREENS, "clinician", team_id=team_id)) - {asking}
    return sorted(found or set(who_holds(SCREENS, "safety_officer")) - {asking})

"""Who is on the rota, for the team."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from kith.domains.people.queries import names_of
from kith.domains.people.queries.reach import who_holds
from kith.domains.safety.models import Rota, Task
from kith.kernel.access import Viewer, system

READERS = ("link_worker", "facilitator", "clinician", "peer_worker", "moderator")
_HOUSE = system("safety keeps promises")


@dataclass(frozen=True)
class Turn:
    """One turn as the rota shows it."""

    id: uuid.UUID
    name: str
    task: str
    from_at: dt.datetime
    until_at: dt.datetime


def turns(viewer: Viewer, team_id: uuid.UUID, start: dt.datetime, end: dt.datetime) -> list[Turn]:
    """Who is there between two instants, in order."""
    rows = list(Rota.objects.visible_to(viewer).filter(team_id=team_id).between(start, end).order_by("from_at"))
    names = names_of(viewer, list({row.person_id for row in rows}))
    return [
        Turn(row.pk, names.get(row.person_id, ""), str(Task(row.task).label), row.from_at, row.until_at) for row in rows
    ]


def turn(viewer: Viewer, turn_id: uuid.UUID) -> Rota | None:
    """One turn."""
    return Rota.objects.visible_to(viewer).filter(pk=turn_id).first()


def readers(viewer: Viewer, team_id: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
    """Who of a team can be put on its rota, by name."""
    people = who_holds(_HOUSE, *READERS, team_id=team_id) if viewer.is_staff and viewer.on_behalf_of is None else []
    return sorted(names_of(viewer, people).items(), key=lambda one: one[1])

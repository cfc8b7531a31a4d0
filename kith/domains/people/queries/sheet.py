"""Emergency sheets: one's own; and, for safety alone, the one behind a handle."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field

from kith.domains.people import vault
from kith.domains.people.models import EmergencySheet, Involvement, Person
from kith.domains.people.models.sheet import ASKED_EVERY
from kith.kernel.access import Viewer
from kith.kernel.clock import now


@dataclass(frozen=True)
class OwnSheet:
    """What somebody said, and whether it is time to ask again."""

    said: dict[str, str] = field(default_factory=dict)
    checked_at: dt.datetime | None = None

    @property
    def is_due(self) -> bool:
        return self.checked_at is None or now() - self.checked_at >= ASKED_EVERY


@dataclass(frozen=True)
class WhoItIs:
    """Who bears a handle, and how to find them: only ever made when a sheet is opened."""

    person_id: uuid.UUID
    name: str
    contact: dict[str, str]
    sheet: OwnSheet
    teams: list[str]


def own_sheet(viewer: Viewer) -> OwnSheet:
    """The viewer's own, or that of the person they act for."""
    found = EmergencySheet.objects.visible_to(viewer).filter(person_id=viewer.subject).first()
    return OwnSheet(found.said or {}, found.checked_at) if found else OwnSheet()


def has_sheet(viewer: Viewer) -> bool:
    """Whether there is one to fill in: for members whom a team stands behind."""
    people = Person.objects.visible_to(viewer).filter(pk=viewer.subject, sphere="member", is_open_account=False)
    return people.exists()


def is_sheet_due(viewer: Viewer) -> bool:
    """Whether it is time to ask, for the first time or again."""
    return has_sheet(viewer) and own_sheet(viewer).is_due


def who_bears(viewer: Viewer, pseudonym_id: uuid.UUID) -> WhoItIs | None:
    """Who this is and how to find them; answered to the house, which asks only when a sheet is opened."""
    person_id = vault.person_of(pseudonym_id) if viewer.is_system else None
    person = Person.objects.filter(pk=person_id).first() if person_id else None
    if person is None:
        return None
    sheet = EmergencySheet.objects.filter(person=person).first()
    bonds = Involvement.objects.active().filter(person=person).select_related("team", "worker").order_by("from_at")
    return WhoItIs(
        person.pk,
        person.name or "",
        {key: str(value) for key, value in (person.contact or {}).items() if value and key != "route"},
        OwnSheet(sheet.said or {}, sheet.checked_at) if sheet else OwnSheet(),
        [" · ".join(filter(None, (bond.team.name, bond.worker.name if bond.worker else ""))) for bond in bonds],
    )

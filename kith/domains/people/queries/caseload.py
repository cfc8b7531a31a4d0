"""The people a worker and their teams work with, and what is known of one of them. Never a handle."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kith.domains.people.handles import fold, plain
from kith.domains.people.models import ENDING_ROLES, Account, Involvement, KeyGrant, Person, RoleHeld, Sphere, Team
from kith.kernel.access import Viewer
from kith.kernel.sealed import unlock


@dataclass(frozen=True)
class Bond:
    """One care relationship in words."""

    id: uuid.UUID
    team: str
    worker: str
    why: str
    since: Any
    has_left: bool = False
    can_end: bool = False


@dataclass(frozen=True)
class CaseRow:
    """One line of the caseload."""

    id: uuid.UUID
    name: str
    known_as: str
    bonds: list[Bond]
    has_closed: bool = False


@dataclass(frozen=True)
class PersonFile:
    """What the team knows of one person."""

    person: Person
    contact: dict[str, Any]
    bonds: list[Bond]
    has_login: bool
    key: KeyGrant | None
    teams: list[Team] = field(default_factory=list)


def caseload(viewer: Viewer, words: str = "") -> list[CaseRow]:
    """The people on the viewer's caseload, by name; `words` narrows it down to names that hold them."""
    people = list(_members(viewer))
    unlock(people)
    bonds = _bonds(viewer, [person.pk for person in people])
    rows = [
        CaseRow(p.pk, p.name or "", p.known_as or "", bonds[p.pk], has_closed=p.closed_at is not None) for p in people
    ]
    wanted = fold(words)
    found = [row for row in rows if wanted in fold(f"{row.name} {row.known_as}")]
    return sorted(found, key=lambda row: (plain(row.name), str(row.id)))


def person_file(viewer: Viewer, person_id: uuid.UUID) -> PersonFile | None:
    """One person of the caseload; None for anybody else, whether they exist or not."""
    person = _members(viewer).filter(pk=person_id).first()
    if person is None:
        return None
    return PersonFile(
        person,
        person.contact or {},
        _bonds(viewer, [person.pk])[person.pk],
        has_login=Account.objects.filter(person=person, is_active=True).exists(),
        key=KeyGrant.objects.visible_to(viewer).filter(person=person).order_by("-issued_at").first(),
        teams=list(Team.objects.filter(pk__in=viewer.teams).order_by("name")),
    )


def own_teams(viewer: Viewer) -> list[Team]:
    """The teams the viewer holds a role in."""
    return list(Team.objects.filter(pk__in=viewer.teams).order_by("name"))


def team_of(viewer: Viewer, person: Person) -> Team | None:
    """The team of the viewer that works with this person."""
    active = Involvement.objects.of(viewer).filter(person=person).select_related("team").order_by("from_at")
    return next((one.team for one in active if one.team_id in viewer.teams), None)


def involvement_of(viewer: Viewer, involvement_id: uuid.UUID) -> Involvement | None:
    """One care relationship, as far as the viewer may see it."""
    return Involvement.objects.visible_to(viewer).active().filter(pk=involvement_id).first()


def key_of(viewer: Viewer, key_id: uuid.UUID) -> KeyGrant | None:
    """One key, as far as the viewer may see it."""
    return KeyGrant.objects.visible_to(viewer).filter(pk=key_id).first()


def colleagues(viewer: Viewer) -> list[tuple[uuid.UUID, str]]:
    """The people of the viewer's teams who work here now, by name."""
    held = RoleHeld.objects.filter(team_id__in=viewer.teams, until_at=None).values("person_id")
    people = list(Person.objects.visible_to(viewer).filter(pk__in=held, sphere=Sphere.STAFF, closed_at=None))
    unlock(people)
    return sorted(((p.pk, p.name or "") for p in people), key=lambda one: plain(one[1]))


def _members(viewer: Viewer) -> Any:
    """Also those who closed their account: the team's work with them goes on until somebody ends it."""
    return Person.objects.visible_to(viewer).filter(sphere=Sphere.MEMBER).exclude(pk=viewer.id)


def _bonds(viewer: Viewer, person_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Bond]]:
    active = list(
        Involvement.objects.visible_to(viewer)
        .active()
        .filter(person_id__in=list(person_ids))
        .select_related("team", "worker")
        .order_by("from_at")
    )
    unlock([one.worker for one in active if one.worker])
    ends = set(RoleHeld.objects.of(viewer, *ENDING_ROLES).values_list("team_id", flat=True))
    found: dict[uuid.UUID, list[Bond]] = defaultdict(list)
    for one in active:
        worker = (one.worker.name or "") if one.worker else ""
        has_left = bool(one.worker and one.worker.closed_at)
        found[one.person_id].append(
            Bond(one.pk, one.team.name, worker, one.why, one.from_at, has_left, one.team_id in ends)
        )
    return found

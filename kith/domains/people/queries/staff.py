"""The team's own accounts, for whoever looks after them. Members are in none of these."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from kith.domains.people.handles import plain
from kith.domains.people.models import Account, Involvement, Person, RoleHeld, Sphere, Team
from kith.kernel.access import Viewer
from kith.kernel.sealed import unlock


@dataclass(frozen=True)
class StaffRow:
    """One member of staff, their roles, and how far their way to sign in is made."""

    person: Person
    name: str
    email: str
    roles: list[RoleHeld]
    standing: str
    """ "invited", "half" (no second step yet), "ready" or "left"."""


def staff(viewer: Viewer) -> list[StaffRow]:
    """Everybody of the team, by name; who left comes last."""
    if not viewer.has_role("administrator"):
        return []
    return _rows(list(Person.objects.visible_to(viewer).filter(sphere=Sphere.STAFF)))


def staff_member(viewer: Viewer, person_id: uuid.UUID) -> StaffRow | None:
    """One of them."""
    if not viewer.has_role("administrator"):
        return None
    found = list(Person.objects.visible_to(viewer).filter(sphere=Sphere.STAFF, pk=person_id))
    return _rows(found)[0] if found else None


def to_hand_over(viewer: Viewer, person_id: uuid.UUID) -> list[tuple[str, int]]:
    """How many people of each team somebody works with: numbers for whoever lets them go, never names."""
    if not viewer.has_role("administrator"):
        return []
    counted: dict[str, int] = defaultdict(int)
    for name in Involvement.objects.active().filter(worker_id=person_id).values_list("team__name", flat=True):
        counted[name] += 1
    return sorted(counted.items())


def teams(viewer: Viewer) -> list[Team]:
    """All teams, for administrators; one's own for others."""
    everything = Team.objects.order_by("name")
    return list(everything if viewer.has_role("administrator") else everything.filter(pk__in=viewer.teams))


def team(viewer: Viewer, team_id: uuid.UUID | str) -> Team | None:
    """One team, as far as the viewer may see it."""
    return next((one for one in teams(viewer) if str(one.pk) == str(team_id)), None)


def teams_as(viewer: Viewer, *roles: str) -> QuerySet[RoleHeld, uuid.UUID]:
    """The ids of the teams in which the viewer holds one of these roles now: to narrow a neighbour's own query."""
    return RoleHeld.objects.of(viewer, *roles).values_list("team_id", flat=True)


def _rows(people: list[Person]) -> list[StaffRow]:
    unlock(people)
    ids = [person.pk for person in people]
    roles: dict[uuid.UUID, list[RoleHeld]] = defaultdict(list)
    for held in RoleHeld.objects.filter(person_id__in=ids, until_at=None).select_related("team").order_by("from_at"):
        roles[held.person_id].append(held)
    accounts = {one.person_id: one for one in Account.objects.filter(person_id__in=ids)}
    ready = set(
        Authenticator.objects.filter(user__person_id__in=ids, type=Authenticator.Type.TOTP).values_list(
            "user__person_id", flat=True
        )
    )
    rows = [
        StaffRow(
            person=person,
            name=person.name or "",
            email=(person.contact or {}).get("email", ""),
            roles=roles[person.pk],
            standing=_standing(person, has_account=person.pk in accounts, is_ready=person.pk in ready),
        )
        for person in people
    ]
    return sorted(rows, key=lambda row: (row.standing == "left", plain(row.name)))


def _standing(person: Person, *, has_account: bool, is_ready: bool) -> str:
    if person.closed_at:
        return "left"
    if not has_account:
        return "invited"
    return "ready" if is_ready else "half"

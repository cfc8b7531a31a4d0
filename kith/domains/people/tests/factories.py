"""People for tests, made directly: members, staff with roles, and who works with whom."""

from __future__ import annotations

import uuid

from django.contrib.auth.hashers import make_password

from kith.domains.people.models import Account, Involvement, Person, RoleHeld, Team
from kith.domains.people.queries import viewer_of_person
from kith.kernel.access import Viewer
from kith.kernel.clock import now


def make_person(name: str = "Robin", *, sphere: str = "member", **fields: object) -> Person:
    return Person.objects.create(name=name, sphere=sphere, created_at=now(), **fields)


def make_account(person: Person, username: str = "") -> Account:
    """A login without a usable password: tests sign in by force_login."""
    return Account.objects.create(
        person=person, username=username or uuid.uuid4().hex, password=make_password(None), date_joined=now()
    )


def make_member(name: str = "Robin", *, login: bool = True) -> Viewer:
    person = make_person(name)
    if login:
        make_account(person)
    return viewer_of_person(person.id, "member")


def make_team(name: str = "Marlbeck community team") -> Team:
    return Team.objects.get_or_create(name=name, defaults={"service": "Community mental health"})[0]


def make_staff(name: str, *roles: str, team: Team | None = None) -> Viewer:
    person = make_person(name, sphere="staff")
    make_account(person, name.lower().replace(" ", "."))
    for role in roles:
        RoleHeld.objects.create(person=person, role=role, team=team or make_team(), from_at=now())
    return viewer_of_person(person.id, "staff")


def make_involvement(worker: Viewer, member: Viewer, why: str = "Link work") -> Involvement:
    team = Team.objects.filter(pk__in=worker.teams).first() or make_team()
    return Involvement.objects.create(
        person_id=member.id, worker_id=worker.id, team=team, why=why, from_at=now()
    )

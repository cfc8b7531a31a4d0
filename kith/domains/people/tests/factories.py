"""People for tests, made directly: members, staff with roles, and who works with whom."""

from __future__ import annotations

import uuid

from django.contrib.auth.hashers import make_password

from kith.domains.people import handles, vault
from kith.domains.people.actions import IssuedKey, issue_key
from kith.domains.people.digests import digest
from kith.domains.people.models import Account, Involvement, Person, Pseudonym, RoleHeld, Team
from kith.domains.people.queries import viewer_of_person
from kith.kernel.access import Viewer, system
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
    return Involvement.objects.create(person_id=member.id, worker_id=worker.id, team=team, why=why, from_at=now())


def make_pseudonym(person_id: uuid.UUID, handle: str = "") -> Pseudonym:
    """A handle for the person, linked in the vault."""
    handle = handle or handles.draw(1, without=set(Pseudonym.objects.values_list("folded", flat=True)))[0]
    pseudonym = Pseudonym.objects.bear(handle, handles.fold(handle), handles.draw_seeds(1)[0])
    vault.link(person_id, pseudonym.id)
    return pseudonym


def make_key(person: Person | None = None) -> IssuedKey:
    """A live key for somebody who has not joined."""
    return issue_key(by=system("tests"), person=person or make_person("Morgan Ashby"), team=make_team())


def make_sign_in(viewer: Viewer, name: str, password: str | None) -> Account:
    """A real way to sign in for somebody of the cast: a handle, or an e-mail address for staff."""
    account = Account.objects.select_related("person").get(person_id=viewer.id)
    if "@" in name:
        account.email = name
    else:
        make_pseudonym(viewer.id, name)
        account.username = digest("handle", handles.fold(name))
    account.set_password(password)
    account.save()
    return account

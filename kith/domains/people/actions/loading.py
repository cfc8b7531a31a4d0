"""Bringing in many people at once: for the demo, for tests, and for a service that moves in."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib.auth.hashers import make_password

from kith.domains.people import handles, vault
from kith.domains.people.digests import digest
from kith.domains.people.models import Account, Involvement, Person, Pseudonym, RoleHeld, Sphere
from kith.domains.people.models.person import month_of
from kith.kernel.use_cases import note, use_case

if TYPE_CHECKING:
    from kith.kernel.access import Viewer


@dataclass(frozen=True)
class Newcomer:
    """One person as they are brought in. A member with a handle gets a login; staff get one by their e-mail."""

    name: str
    since_at: dt.datetime
    sphere: str = Sphere.MEMBER
    known_as: str = ""
    handle: str = ""
    avatar: str = ""
    contact: dict[str, Any] = field(default_factory=dict)
    language: str = "en-gb"
    is_open_account: bool = False
    roles: tuple[tuple[str, uuid.UUID], ...] = ()
    """Role and team."""
    has_login: bool = True
    id: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass(frozen=True)
class Bond:
    """Who works with whom: a worker, or the team as a whole."""

    person_id: uuid.UUID
    team_id: uuid.UUID
    why: str
    since_at: dt.datetime
    worker_id: uuid.UUID | None = None


@use_case("people.bring_in")
def bring_in(*, by: Viewer, newcomers: Iterable[Newcomer], bonds: Iterable[Bond] = ()) -> list[Person]:
    """Bring in many people with their names, handles, roles and who works with them."""
    rows = list(newcomers)
    people = Person.objects.bulk_create(_person(one) for one in rows)
    RoleHeld.objects.bulk_create(
        RoleHeld(person_id=one.id, role=role, team_id=team_id, from_at=one.since_at)
        for one in rows
        for role, team_id in one.roles
    )
    named = [(one, _pseudonym(one)) for one in rows if one.handle]
    # By id, which is random: the order of handles tells nothing about the order of people.
    Pseudonym.objects.bulk_create(sorted((pseudonym for _one, pseudonym in named), key=lambda p: p.pk))
    vault.link_many((one.id, pseudonym.pk) for one, pseudonym in named)
    nobody_knows = make_password(None)
    Account.objects.bulk_create(_account(one, nobody_knows) for one in rows if _signs_in(one))
    Involvement.objects.bulk_create(
        Involvement(person_id=b.person_id, worker_id=b.worker_id, team_id=b.team_id, why=b.why, from_at=b.since_at)
        for b in bonds
    )
    note(people=len(people))
    return people


def _person(one: Newcomer) -> Person:
    return Person(
        id=one.id,
        sphere=one.sphere,
        name=one.name or None,
        known_as=one.known_as or None,
        contact=one.contact or None,
        language=one.language,
        is_open_account=one.is_open_account,
        created_at=one.since_at,
    )


def _pseudonym(one: Newcomer) -> Pseudonym:
    return Pseudonym(
        handle=one.handle,
        folded=handles.fold(one.handle),
        avatar=one.avatar or handles.draw_seeds(1)[0],
        created_at=month_of(one.since_at),
    )


def _signs_in(one: Newcomer) -> bool:
    return one.has_login and bool(one.handle or (one.sphere == Sphere.STAFF and one.contact.get("email")))


def _account(one: Newcomer, password: str) -> Account:
    is_member = one.sphere == Sphere.MEMBER
    return Account(
        person_id=one.id,
        username=digest("handle", handles.fold(one.handle)) if is_member else digest("staff", str(one.id)),
        email="" if is_member else one.contact["email"],
        password=password,
        date_joined=one.since_at,
    )

"""From an account to the viewer that policies know, and the question who works with whom."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Q

from kith.domains.people.models import Account, Involvement, Person, RoleHeld
from kith.kernel.access import ANYONE, Viewer, predicate
from kith.kernel.clock import now


def viewer_of(account: Any) -> Viewer:
    """Who is looking, from the signed-in account; ANYONE when nobody is signed in or the account is closed."""
    if not isinstance(account, Account) or not account.is_active:
        return ANYONE
    return viewer_of_person(account.person_id, account.person.sphere)


def viewer_of_person(person_id: uuid.UUID, sphere: str) -> Viewer:
    """The viewer that this person is, with the roles they hold now."""
    if sphere != "staff":
        return Viewer(id=person_id, sphere="member")
    held = RoleHeld.objects.filter(person_id=person_id, from_at__lte=now()).filter(
        Q(until_at=None) | Q(until_at__gt=now())
    )
    rows = list(held.values_list("role", "team_id"))
    return Viewer(
        id=person_id,
        sphere="staff",
        roles=frozenset(r for r, _team in rows),
        teams=frozenset(t for _role, t in rows),
    )


def works_with(viewer: Viewer, person_id: uuid.UUID) -> bool:
    """Whether this worker, or their team, works with the person at this instant."""
    return viewer.is_staff and Involvement.objects.of(viewer).filter(person_id=person_id).exists()


@predicate("it is about themselves")
def is_self(viewer: Viewer, thing: Any) -> bool:
    """The thing belongs to the viewer, who acts for nobody else."""
    return viewer.is_signed_in and viewer.on_behalf_of is None and _person_of(thing) == viewer.id


@predicate("they do it for a person they work with, in a way the person took part in")
def acts_for_owner(viewer: Viewer, thing: Any) -> bool:
    """The viewer acts for the thing's person, and works with them now (settled.md, on_behalf_of)."""
    acting = viewer.on_behalf_of
    return acting is not None and _person_of(thing) == acting.person_id and works_with(viewer, acting.person_id)


@predicate("they act for nobody else")
def acts_as_themselves(viewer: Viewer, thing: Any) -> bool:
    """The viewer does this in their own name."""
    return viewer.on_behalf_of is None


@predicate("they or their team work with the person now")
def works_with_them(viewer: Viewer, thing: Any) -> bool:
    """A care relationship holds between the viewer and the thing's person."""
    person_id = _person_of(thing)
    return viewer.on_behalf_of is None and person_id is not None and works_with(viewer, person_id)


def _person_of(thing: Any) -> uuid.UUID | None:
    person_id = getattr(thing, "person_id", None)
    return person_id if person_id is not None else getattr(thing, "pk", None)


def person_of(viewer: Viewer) -> Person:
    """The person that the viewer's pages are about: themselves, or whom they act for."""
    return Person.objects.visible_to(viewer).get(pk=viewer.subject)


def person_seen(viewer: Viewer, person_id: uuid.UUID) -> Person | None:
    """One person, as far as the viewer may see them."""
    return Person.objects.visible_to(viewer).filter(pk=person_id).first()


def is_anyone_here(viewer: Viewer) -> bool:
    """Whether the viewer can see anybody at all; the demo asks before it fills an empty house."""
    return Person.objects.visible_to(viewer).exists()

"""Who works with whom: adding a person, beginning and ending, and doing things together with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.domains.people import vault
from kith.domains.people.events import InvolvementBegun, InvolvementEnded, PersonAdded
from kith.domains.people.models import Involvement, Person, RoleHeld, Sphere, Team
from kith.kernel.clock import now
from kith.kernel.events import emit
from kith.kernel.use_cases import NotPossible, note, use_case

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from kith.kernel.access import Viewer

# How a person takes part when staff write for them; the codes are those that pages show in words.
WAYS = {
    "phone": gettext_lazy("By phone, read back to them"),
    "paper": gettext_lazy("From paper they filled in, typed in today"),
    "together": gettext_lazy("Side by side, on this screen"),
}


@use_case("people.add_person")
def add_person(
    *, by: Viewer, team: Team, name: str, known_as: str, contact: Mapping[str, Any], why: str, language: str = "en-gb"
) -> Person:
    """Add a person that one begins to work with; they need no phone, no e-mail and no login."""
    _must_be_of(by, team)
    kept = {kind: value for kind, value in contact.items() if value}
    person = Person.objects.create(
        sphere=Sphere.MEMBER,
        name=name,
        known_as=known_as or None,
        contact=kept or None,
        language=language,
        created_at=now(),
    )
    emit(PersonAdded(str(person.pk)))
    _begin(person, team, by.id, why)
    return person


@use_case("people.begin_involvement", on="person")
def begin_involvement(*, by: Viewer, person: Person, team: Team, worker_id: uuid.UUID | None, why: str) -> Involvement:
    """Let a colleague, or a whole team, work with a person too, for a stated reason."""
    if worker_id and not RoleHeld.objects.filter(person_id=worker_id, team=team, until_at=None).exists():
        raise NotPossible(_("Choose somebody of this team."), field="worker")
    return _begin(person, team, worker_id, why)


@use_case("people.end_involvement", on="involvement")
def end_involvement(*, by: Viewer, involvement: Involvement) -> None:
    """Stop working with a person; what was written stays with them."""
    if involvement.until_at is not None:
        return
    involvement.until_at = now()
    involvement.save(update_fields=["until_at"])
    emit(InvolvementEnded(str(involvement.pk), str(involvement.person_id)))


@use_case("people.look", on="person", lock=False)
def look(*, by: Viewer, person: Person) -> Person:
    """Look at what the team knows of a person; they can see who looked."""
    return person


@use_case("people.begin_on_behalf", on="person", lock=False)
def begin_on_behalf(*, by: Viewer, person: Person, how: str) -> str:
    """Begin to write for a person, saying how they take part."""
    if person.closed_at is not None:
        raise NotPossible(_("They closed their account. If they want to start again, give them a new key."))
    if how not in WAYS:
        raise NotPossible(_("Choose how the person takes part."), field="how")
    note(how=how)
    return how


@use_case("people.change_contact", on="person")
def change_contact(*, by: Viewer, person: Person, contact: Mapping[str, Any], known_as: str) -> None:
    """Correct how a person can be reached and what they like to be called."""
    person.contact = {kind: value for kind, value in contact.items() if value} or None
    person.known_as = known_as or None
    person.save(update_fields=["contact", "known_as"])


def _begin(person: Person, team: Team, worker_id: uuid.UUID | None, why: str) -> Involvement:
    colleagues = RoleHeld.objects.filter(team=team, until_at=None).values_list("person_id", flat=True)
    if vault.is_one_human(person.pk, set(colleagues) | ({worker_id} if worker_id else set())):
        note(conflict=True)
        raise NotPossible(_("This team cannot work with this person. Please ask another team."), field="team")
    at = now()
    begun = Involvement.objects.create(person=person, worker_id=worker_id, team=team, why=why, from_at=at)
    emit(InvolvementBegun(str(begun.pk), str(person.pk)))
    return begun


def _must_be_of(by: Viewer, team: Team) -> None:
    if team.pk not in by.teams:
        raise NotPossible(_("Choose one of your own teams."), field="team")

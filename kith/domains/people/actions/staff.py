"""The team's own accounts: inviting, roles, teams, the second step, and leaving."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from kith.domains.people import vault
from kith.domains.people.digests import digest
from kith.domains.people.events import StaffInvited, StaffLeft
from kith.domains.people.models import Account, Invitation, Involvement, Person, Role, RoleHeld, Sphere, Team
from kith.domains.people.passwords import why_not
from kith.domains.people.visits import end_visits
from kith.kernel.clock import now
from kith.kernel.events import emit
from kith.kernel.use_cases import NotPossible, note, use_case

if TYPE_CHECKING:
    from kith.kernel.access import Viewer

LINK_LASTS = dt.timedelta(days=3)
FIRST_LINK_LASTS = dt.timedelta(hours=24)


@use_case("people.make_team")
def make_team(*, by: Viewer, name: str, service: str) -> Team:
    """Set up a team of people who work together."""
    team, is_new = Team.objects.get_or_create(name=name.strip(), defaults={"service": service.strip()})
    if not is_new and not by.is_system:
        raise NotPossible(_("There is a team of this name already."), field="name")
    return team


@use_case("people.create_admin")
def create_admin(*, by: Viewer, name: str, email: str) -> str:
    """Make the first administrator; gives the one-time link's token, which is kept nowhere."""
    team, _is_new = Team.objects.get_or_create(name=_("Administration"), defaults={"service": _("This service")})
    person = _new_staff(name, email)
    RoleHeld.objects.create(person=person, role=Role.ADMINISTRATOR, team=team, from_at=now())
    token = secrets.token_urlsafe(32)
    _invitation(person, token, FIRST_LINK_LASTS).save(force_insert=True)
    return token


@use_case("people.invite_staff", on="team")
def invite_staff(*, by: Viewer, team: Team, name: str, email: str, role: str) -> Person:
    """Invite somebody to the team; they get a one-time link by e-mail."""
    person = _new_staff(name, email)
    RoleHeld.objects.create(person=person, role=role, team=team, from_at=now())
    _send_link(person)
    return person


@use_case("people.invite_again", on="person")
def invite_again(*, by: Viewer, person: Person) -> None:
    """Send a member of staff a fresh link; it also makes a new way in when a phone or password is lost."""
    if person.sphere != Sphere.STAFF or person.closed_at:
        raise NotPossible(_("This person is not on the team any more."))
    _send_link(person)


@use_case("people.accept_invitation", on="invitation")
def accept_invitation(*, by: Viewer, invitation: Invitation, password: str) -> Account:
    """Make one's own way to sign in with the link; the second step is set up right after."""
    if not invitation.stands_open or invitation.person.closed_at:
        raise NotPossible(_("This link was used already, or is too old. Please ask for a new one."))
    if words := why_not(password, [invitation.person.name or ""]):
        raise NotPossible(words, field="password")
    email = (invitation.person.contact or {})["email"]
    account, _is_new = Account.objects.update_or_create(
        person=invitation.person,
        defaults={"email": email, "password": make_password(password), "is_active": True},
        create_defaults={
            "email": email,
            "password": make_password(password),
            "username": digest("staff", str(invitation.person_id)),
            "date_joined": now(),
        },
    )
    Authenticator.objects.filter(user=account).delete()
    end_visits(account)
    invitation.used_at, invitation.token = now(), None
    invitation.save(update_fields=["used_at", "token"])
    return account


POWERS = {Role.MODERATOR, Role.CLINICIAN, Role.SAFETY_OFFICER, Role.ADMINISTRATOR}
"""Roles that can take something away from somebody."""


@use_case("people.give_role", on="person")
def give_role(*, by: Viewer, person: Person, role: str, team: Team) -> None:
    """Give a member of staff a role in a team."""
    if person.sphere != Sphere.STAFF or role not in Role.values:
        raise NotPossible(_("Choose a role of the team."), field="role")
    _keep_peers_without_power(role, person)
    note(role=role, team=str(team.pk))
    RoleHeld.objects.get_or_create(person=person, role=role, team=team, until_at=None, defaults={"from_at": now()})


@use_case("people.end_role", on="person")
def end_role(*, by: Viewer, person: Person, held_id: uuid.UUID) -> None:
    """End a role; what it allowed stops at once."""
    held = RoleHeld.objects.filter(person=person, pk=held_id, until_at=None).first()
    if held is None:
        return
    _keep_an_administrator(held.role, person)
    note(role=held.role, team=str(held.team_id))
    held.until_at = now()
    held.save(update_fields=["until_at"])


@use_case("people.disable_staff", on="person")
def disable_staff(*, by: Viewer, person: Person) -> None:
    """Somebody leaves the team: their visits end at once, and what waited for them is told to be given to others."""
    if person.sphere != Sphere.STAFF:
        raise NotPossible(_("Only people of the team can be signed out here."))
    _keep_an_administrator(Role.ADMINISTRATOR, person)
    at = now()
    for account in Account.objects.filter(person=person):
        account.is_active = False
        account.save(update_fields=["is_active"])
        end_visits(account)
    RoleHeld.objects.filter(person=person, until_at=None).update(until_at=at)
    Invitation.objects.filter(person=person, used_at=None).delete()
    person.closed_at = at
    person.save(update_fields=["closed_at"])
    note(caseload=Involvement.objects.active().filter(worker=person).count())
    emit(StaffLeft(str(person.pk)))


@use_case("people.link_one_human", on="person")
def link_one_human(*, by: Viewer, person: Person, other_id: uuid.UUID) -> None:
    """Note that a member and a worker are one human, so that their two sides never meet."""
    vault.link_human(person.pk, other_id)
    Person.objects.filter(pk__in=[person.pk, other_id], sphere=Sphere.MEMBER).update(is_kept_apart=True)


def _new_staff(name: str, email: str) -> Person:
    if Account.objects.filter(email__iexact=email).exists():
        raise NotPossible(_("Somebody of the team signs in with this e-mail address already."), field="email")
    return Person.objects.create(sphere=Sphere.STAFF, name=name, contact={"email": email}, created_at=now())


def _send_link(person: Person) -> None:
    Invitation.objects.filter(person=person, used_at=None).delete()
    token = secrets.token_urlsafe(32)
    invitation = _invitation(person, token, LINK_LASTS)
    invitation.token = token
    invitation.save(force_insert=True)
    emit(StaffInvited(str(invitation.pk), str(person.pk)))


def _invitation(person: Person, token: str, lasts: dt.timedelta) -> Invitation:
    at = now()
    return Invitation(person=person, digest=digest("invitation", token), made_at=at, expires_at=at + lasts)


def _keep_peers_without_power(role: str, person: Person) -> None:
    """A peer worker decides over nobody: whoever may is no peer worker at the same time (R003-42)."""
    held = set(RoleHeld.objects.filter(person=person, until_at=None).values_list("role", flat=True))
    both = held | {role}
    if Role.PEER_WORKER in both and both & POWERS:
        raise NotPossible(_("A peer worker decides over nobody. End the other role first."), field="role")


def _keep_an_administrator(role: str, person: Person) -> None:
    others = RoleHeld.objects.filter(role=Role.ADMINISTRATOR, until_at=None).exclude(person=person)
    if role == Role.ADMINISTRATOR and not others.exists():
        holds = RoleHeld.objects.filter(person=person, role=role, until_at=None).exists()
        if holds:
            raise NotPossible(_("This is the only administrator. Give somebody else the role first."))

"""Joining: from an open door to an account, a handle and a recovery sheet, all at once or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kith.domains.people import handles, vault
from kith.domains.people.digests import digest
from kith.domains.people.events import PersonJoined, SignInChanged
from kith.domains.people.models import (
    Account,
    Confirmation,
    Consent,
    ConsentKind,
    KeyGrant,
    KeyPurpose,
    Pseudonym,
)
from kith.domains.people.naming import fit_to_be_shown, taken
from kith.domains.people.passwords import why_not
from kith.domains.people.recovery_codes import new_sheet
from kith.kernel.clock import now
from kith.kernel.events import emit
from kith.kernel.use_cases import NotPossible, use_case

if TYPE_CHECKING:
    from kith.domains.people.models import Person
    from kith.kernel.access import Viewer


class DoorClosed(NotPossible):
    """The key or code opens nothing any more: used a moment ago, taken back, or too old."""


@dataclass(frozen=True)
class Joined:
    """Somebody's way to sign in, and the codes that are shown once."""

    account: Account
    handle: str
    codes: list[str]


@use_case("people.join", on="door")
def join(
    *, by: Viewer, door: KeyGrant | Confirmation, handle: str, avatar: str, password: str, consents: Mapping[str, bool]
) -> Joined:
    """Join under a chosen name, with what one agreed to; gives a recovery sheet that works without e-mail."""
    person = door.person
    if not door.stands_open or hasattr(person, "account"):
        raise DoorClosed(_("This key opens nothing any more. Please ask your team for a new one."))
    if not consents.get(ConsentKind.RULES):
        raise NotPossible(_("To come in, please say yes to the house rules."), field="rules")
    handle = fit_to_be_shown(person, handle)
    if words := why_not(password, [handle]):
        raise NotPossible(words, field="password")
    if person.closed_at is not None:  # who left may come again, as new
        person.closed_at = person.closing_at = None
        person.save(update_fields=["closed_at", "closing_at"])
    Consent.objects.record(person, consents)
    account = _make_login(person, handle, avatar, make_password(password))
    _close(door)
    emit(PersonJoined(str(person.pk), str(door.pk), bool(consents.get(ConsentKind.TELL_REFERRER))))
    return Joined(account, handle, new_sheet(person))


@use_case("people.come_back", on="key")
def come_back(*, by: Viewer, key: KeyGrant, password: str) -> Joined:
    """Sign in again with a key of the team when the recovery sheet is lost: new password, new sheet, same name."""
    person = key.person
    account = Account.objects.filter(person=person, is_active=True).first()
    if not key.stands_open or key.purpose != KeyPurpose.RETURN or account is None:
        raise DoorClosed(_("This key opens nothing any more. Please ask your team for a new one."))
    handle = _handle_of(person)
    if words := why_not(password, [handle]):
        raise NotPossible(words, field="password")
    account.set_password(password)
    account.save(update_fields=["password"])
    _close(key)
    emit(SignInChanged(str(person.pk), f"came_back:{key.pk}"))
    return Joined(account, handle, new_sheet(person))


def _make_login(person: Person, handle: str, avatar: str, password: str) -> Account:
    """The person's handle, its link in the vault, and their account; `password` is hashed already."""
    at, folded = now(), handles.fold(handle)
    try:
        with transaction.atomic():
            pseudonym = Pseudonym.objects.bear(handle, folded, avatar)
    except IntegrityError:  # somebody chose it at this very instant
        raise taken(person) from None
    vault.link(person.pk, pseudonym.pk)
    return Account.objects.create(person=person, username=digest("handle", folded), password=password, date_joined=at)


def _handle_of(person: Person) -> str:
    pseudonym_id = vault.handle_of(person.pk)
    return Pseudonym.objects.get(pk=pseudonym_id).handle if pseudonym_id else ""


def _close(door: KeyGrant | Confirmation) -> None:
    if isinstance(door, KeyGrant):
        door.end("use")
    else:
        door.used_at = now()
        door.save(update_fields=["used_at"])

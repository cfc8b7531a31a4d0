"""Everything people keeps about one person, to hand out, and what of it is erased when an account is closed.

What the team keeps as its own record stays: who worked with whom and why, what was agreed to, which keys were given.
While a team works with the person, their name and how to reach them stay too; all else that was sealed is shredded.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from allauth.usersessions.models import UserSession
from django.db import models

from kith.domains.people import vault
from kith.domains.people.models import (
    AccessNeed,
    Account,
    Confirmation,
    Consent,
    ContactRoute,
    DataCopy,
    DisplayChoice,
    EmergencySheet,
    Interest,
    Invitation,
    Involvement,
    KeyGrant,
    Need,
    NoticeChoice,
    Person,
    Preference,
    Pseudonym,
    RecoveryCode,
    RoleHeld,
)
from kith.domains.people.queries.names import forget_own_handle
from kith.domains.people.visits import end_visits
from kith.kernel import sealed
from kith.kernel.clock import now
from kith.kernel.models import DataKey
from kith.kernel.records import records

# What somebody said about themselves: handed out whole, erased whole.
_OWN: tuple[type[models.Model], ...] = (
    Preference,
    Need,
    Interest,
    AccessNeed,
    DisplayChoice,
    NoticeChoice,
    ContactRoute,
    EmergencySheet,
)
# What only serves to get in: neither of use to the person nor kept.
_TO_GET_IN: tuple[type[models.Model], ...] = (RecoveryCode, Confirmation, Invitation, DataCopy)
_KEPT: tuple[type[models.Model], ...] = (Involvement, Consent, KeyGrant, RoleHeld)


def register() -> None:
    """Tell the records port, once, while starting."""
    held: list[type[models.Model]] = [Person, Account, *_OWN, *_TO_GET_IN, *_KEPT]
    records.register("people", everything_about=everything_about, erase=erase, models=held)


def everything_about(person_id: uuid.UUID) -> dict[str, Any]:
    """The person's names, ways to be reached, choices, agreements, visits, and who works with them."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        return {}
    return {
        "name": person.name,
        "known_as": person.known_as,
        "contact": person.contact,
        "language": person.language,
        "known_since": _plain(person.created_at),
        "is_open_account": person.is_open_account,
        "handle": _handle(person_id),
        "sign_in": _sign_in(person_id),
        "who_works_with_you": _involvements(person_id),
        "agreed_to": [
            {"what": c.kind, "yes": c.is_given, "when": _plain(c.said_at), "how": c.how or "online"}
            for c in Consent.objects.filter(person=person).order_by("said_at")
        ],
        "keys": [
            {"given": _plain(k.issued_at), "until": _plain(k.expires_at), "state": k.standing, "for": k.purpose}
            for k in KeyGrant.objects.filter(person=person).order_by("issued_at")
        ],
        **{model._meta.model_name or "": _rows(model, person_id) for model in _OWN},
    }


def erase(person_id: uuid.UUID) -> None:
    """Remove the way to sign in, the handle and all that was said; shred what was sealed."""
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        return
    for account in Account.objects.filter(person=person):
        end_visits(account)
        account.delete()
    if pseudonym_id := vault.handle_of(person_id):
        Pseudonym.objects.filter(pk=pseudonym_id).delete()
    vault.forget(person_id)
    forget_own_handle(person_id)
    for model in (*_OWN, *_TO_GET_IN):
        model._default_manager.filter(person_id=person_id).delete()
    _shred(person)


def _shred(person: Person) -> None:
    """Destroy the key of all sealed words; what the team still needs is sealed anew under a fresh one."""
    has_team = Involvement.objects.active().filter(person=person).exists()
    kept = (person.name, person.known_as, person.contact) if has_team else (None, None, None)
    sealed.shred(person.pk, now())
    if has_team:
        DataKey.objects.filter(owner_id=person.pk).delete()
    person.name, person.known_as, person.contact = kept
    person.save(update_fields=["name", "known_as", "contact"])


def _handle(person_id: uuid.UUID) -> dict[str, Any] | None:
    pseudonym_id = vault.handle_of(person_id)
    own = Pseudonym.objects.filter(pk=pseudonym_id).first() if pseudonym_id else None
    return {"handle": own.handle, "picture": own.avatar, "since": _plain(own.created_at)} if own else None


def _sign_in(person_id: uuid.UUID) -> dict[str, Any] | None:
    account = Account.objects.filter(person_id=person_id).first()
    if account is None:
        return None
    visits = UserSession.objects.filter(user=account).order_by("created_at")
    return {
        "since": _plain(account.date_joined),
        "email": account.email or None,
        "devices": [
            {"browser": v.user_agent, "since": _plain(v.created_at), "last_seen": _plain(v.last_seen_at)}
            for v in visits
        ],
    }


def _involvements(person_id: uuid.UUID) -> list[dict[str, Any]]:
    rows = Involvement.objects.filter(person_id=person_id).select_related("team").order_by("from_at")
    return [
        {"team": one.team.name, "why": one.why, "from": _plain(one.from_at), "until": _plain(one.until_at)}
        for one in rows
    ]


def _rows(model: type[models.Model], person_id: uuid.UUID) -> list[dict[str, Any]]:
    rows = list(model._default_manager.filter(person_id=person_id))
    sealed.unlock(rows)
    fields = [f.attname for f in model._meta.concrete_fields if f.attname not in {"id", "person_id", "position"}]
    return [{name: _plain(getattr(row, name)) for name in fields} for row in rows]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.datetime | dt.date | dt.time) else value

"""Coming back without the password: with a code of the recovery sheet, and a fresh sheet when it is wanted."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from kith.domains.people import handles, recovery_codes, tries
from kith.domains.people.digests import digests
from kith.domains.people.events import SignInChanged
from kith.domains.people.models import Account, RecoveryCode
from kith.domains.people.passwords import why_not
from kith.kernel.clock import now
from kith.kernel.events import emit
from kith.kernel.use_cases import NotPossible, note, use_case

if TYPE_CHECKING:
    from kith.domains.people.models import Person
    from kith.kernel.access import Viewer


@use_case("people.recover")
def recover(*, by: Viewer, handle: str, code: str, password: str, address: str) -> Account | None:
    """Choose a new password with a code of the recovery sheet. None when they do not fit, or after too many tries."""
    if words := why_not(password, [handle]):
        raise NotPossible(words, field="password")
    if not tries.take(tries.RECOVERY, address):
        note(outcome="too_many")
        return None
    account = Account.objects.filter(
        username__in=digests("handle", handles.fold(handle)), is_active=True, person__sphere="member"
    ).first()
    kept = account and _unused(account.person_id, code)
    if not account or not kept:
        note(outcome="wrong")
        return None
    tries.give_back(tries.RECOVERY, address)
    kept.used_at = now()
    kept.save(update_fields=["used_at"])
    account.set_password(password)
    account.save(update_fields=["password"])
    note(outcome="right", account=str(account.pk))
    emit(SignInChanged(str(account.person_id), f"recovered:{kept.pk}"))
    return account


@use_case("people.renew_recovery_sheet", on="person")
def renew_recovery_sheet(*, by: Viewer, person: Person, password: str, address: str) -> list[str] | None:
    """Get a fresh recovery sheet with one's password; the old codes stop working. None when it is not the password."""
    if not (tries.take(tries.PASSWORD, address) and tries.take(tries.PASSWORD, f"of {person.pk}")):
        note(outcome="too_many")
        return None
    account = Account.objects.filter(person=person, is_active=True).first()
    if account is None or not account.check_password(password):
        note(outcome="wrong")
        return None
    tries.give_back(tries.PASSWORD, address)
    tries.give_back(tries.PASSWORD, f"of {person.pk}")
    note(outcome="right")
    codes = recovery_codes.new_sheet(person)
    emit(SignInChanged(str(person.pk), f"sheet:{now():%Y-%m-%dT%H:%M}"))
    return codes


def _unused(person_id: uuid.UUID, code: str) -> RecoveryCode | None:
    found = digests("recovery", f"{person_id}:{recovery_codes.tidy(code)}")
    return RecoveryCode.objects.select_for_update().filter(person_id=person_id, digest__in=found, used_at=None).first()

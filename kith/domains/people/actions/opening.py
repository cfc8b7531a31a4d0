"""Opening an account without a team: an adult confirms an e-mail address or a phone with a code."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kith.domains.people import tries
from kith.domains.people.actions.keys import Tried
from kith.domains.people.digests import digest, is_digest
from kith.domains.people.events import ConfirmationAsked
from kith.domains.people.models import Confirmation, ConfirmationRoute, Person, Sphere
from kith.domains.people.models.proofs import CODE_TRIES
from kith.kernel.clock import now
from kith.kernel.events import emit
from kith.kernel.use_cases import NotPossible, note, use_case

if TYPE_CHECKING:
    from kith.kernel.access import Viewer

CODE_LASTS = dt.timedelta(minutes=30)
UNFINISHED_LASTS = dt.timedelta(days=1)


@use_case("people.ask_confirmation")
def ask_confirmation(
    *, by: Viewer, is_adult: bool, route: str, to: str, address: str, language: str
) -> Confirmation | None:
    """Ask for a code to an e-mail address or a phone of one's own. None when too many were asked for this hour."""
    if not is_adult:
        raise NotPossible(_("This service is for people aged 18 or over."), field="is_adult")
    if not (tries.take(tries.SENDING, address) and tries.take(tries.SENDING, f"to {to.lower()}")):
        note(outcome="too_many")
        return None
    kind = "email" if route == ConfirmationRoute.EMAIL else "phone"
    person = Person.objects.create(
        sphere=Sphere.MEMBER, contact={kind: to}, language=language, is_open_account=True, created_at=now()
    )
    at, code = now(), f"{secrets.randbelow(1_000_000):06}"
    asked = Confirmation(person=person, route=route, code=code, made_at=at, expires_at=at + CODE_LASTS)
    asked.code_digest = digest("confirmation", f"{asked.pk}:{code}")
    asked.save(force_insert=True)
    emit(ConfirmationAsked(str(asked.pk), str(person.pk), route))
    return asked


@use_case("people.confirm", on="confirmation")
def confirm(*, by: Viewer, confirmation: Confirmation, code: str, address: str) -> Tried:
    """Show with the code that the address is one's own; five wrong codes end it."""
    if not confirmation.takes_codes:
        return _tried("expired")
    if not tries.take(tries.CODES, address):
        return _tried("too_many")
    if not is_digest("confirmation", f"{confirmation.pk}:{code}", confirmation.code_digest):
        confirmation.wrong_codes += 1
        confirmation.save(update_fields=["wrong_codes"])
        return _tried("wrong" if confirmation.wrong_codes < CODE_TRIES else "expired")
    tries.give_back(tries.CODES, address)
    confirmation.confirmed_at, confirmation.code = now(), None
    confirmation.save(update_fields=["confirmed_at", "code"])
    return _tried("right")


def _tried(outcome: str) -> Tried:
    note(outcome=outcome)
    return Tried(outcome)

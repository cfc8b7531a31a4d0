"""The second step of staff: a code from their phone, or one of their spare codes."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.utils.translation import gettext as _

from kith.domains.people import tries
from kith.domains.people.events import SignInChanged
from kith.kernel.clock import now
from kith.kernel.events import emit
from kith.kernel.use_cases import NotPossible, note, use_case

if TYPE_CHECKING:
    from kith.domains.people.models import Account
    from kith.kernel.access import Viewer

Kind = Authenticator.Type


@use_case("people.check_second_step", on="account")
def check_second_step(*, by: Viewer, account: Account, code: str, address: str) -> Authenticator | None:
    """Check a code from the phone, or a spare one; each works once. None when it does not fit, or after too many."""
    if not tries.take(tries.SECOND_STEP, f"{account.pk} {address}"):
        note(outcome="too_many")
        return None
    typed = "".join(c for c in code if c.isalnum())
    for step in Authenticator.objects.select_for_update().filter(
        user=account, type__in=[Kind.TOTP, Kind.RECOVERY_CODES]
    ):
        if _fits(step, typed):
            tries.give_back(tries.SECOND_STEP, f"{account.pk} {address}")
            note(outcome="right", kind=step.type)
            return step
    note(outcome="wrong")
    return None


@use_case("people.set_up_second_step", on="account")
def set_up_second_step(*, by: Viewer, account: Account, secret: str, code: str) -> list[str]:
    """Tie the phone's codes to the account; gives spare codes for the day the phone is lost."""
    if Authenticator.objects.filter(user=account, type=Kind.TOTP).exists():
        raise NotPossible(_("Your second step is set up already."))
    if not totp.validate_totp_code(secret, "".join(c for c in code if c.isalnum())):
        raise NotPossible(_("This code does not fit. Wait for the next one on your phone, then type it."), field="code")
    totp.TOTP.activate(account, secret)
    return _spare_codes(account)


@use_case("people.renew_spare_codes", on="account")
def renew_spare_codes(*, by: Viewer, account: Account) -> list[str]:
    """Get fresh spare codes; the old ones stop working."""
    return _spare_codes(account)


@use_case("people.move_second_step", on="account")
def move_second_step(*, by: Viewer, account: Account) -> None:
    """Forget the old phone, so that a new one can be set up at once."""
    Authenticator.objects.filter(user=account).delete()
    emit(SignInChanged(str(account.person_id), f"phone:{now():%Y-%m-%dT%H:%M}"))


def _fits(step: Authenticator, typed: str) -> bool:
    if step.type == Kind.RECOVERY_CODES:
        return bool(step.wrap().validate_code(typed))
    secret = str(decrypt(step.data["secret"]))
    last = step.data.get("last_counter", 0)
    for counter in totp.yield_hotp_counters_from_time():
        code = totp.format_hotp_value(totp.hotp_value(secret, counter))
        if counter > last and hmac.compare_digest(str(code).encode(), typed.encode()):
            # Kept in the database, so that no other web worker takes the same code again.
            step.data["last_counter"] = counter
            step.save(update_fields=["data"])
            return True
    return False


def _spare_codes(account: Account) -> list[str]:
    Authenticator.objects.filter(user=account, type=Kind.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(account).generate_codes()
    return codes

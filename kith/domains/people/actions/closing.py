"""Closing one's account: asked for, thought over for two weeks, then done so that nothing can be read again."""

from __future__ import annotations

import structlog
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.domains.people.events import AccountClosed, AccountClosing
from kith.domains.people.models import Person
from kith.kernel import retention
from kith.kernel.access import Viewer, system
from kith.kernel.clock import now
from kith.kernel.events import emit
from kith.kernel.jobs import every, job
from kith.kernel.records import records
from kith.kernel.use_cases import NotPossible, use_case

log = structlog.get_logger("kith.people")
CLOSER = system("people closes accounts")


@use_case("people.ask_to_close", on="person")
def ask_to_close(*, by: Viewer, person: Person) -> Person:
    """Ask to close one's account. It closes after 14 days; until then one can change one's mind."""
    if person.closing_at is None:
        person.closing_at = now() + retention.grace()
        person.save(update_fields=["closing_at"])
        emit(AccountClosing(str(person.pk), timezone.localdate(person.closing_at).isoformat()))
    return person


@use_case("people.keep_open", on="person")
def keep_open(*, by: Viewer, person: Person) -> Person:
    """Change one's mind: the account stays open, and all is as it was."""
    if person.closed_at is not None:
        raise NotPossible(_("This account is closed."))
    person.closing_at = None
    person.save(update_fields=["closing_at"])
    return person


@use_case("people.close_account", on="person")
def close_account(*, by: Viewer, person: Person) -> bool:
    """Close an account whose time has come: visits end, what was the person's own is erased and its key destroyed."""
    if person.closed_at is not None or person.closing_at is None or person.closing_at > now():
        return False
    person.closed_at = now()
    person.save(update_fields=["closed_at"])
    records.erase(person.pk)
    emit(AccountClosed(str(person.pk)))
    return True


def _close(*, person_id: str) -> None:
    person = Person.objects.visible_to(CLOSER).filter(pk=person_id).first()
    if person and close_account(by=CLOSER, person=person):
        log.info("people.account_closed")


close = job("people.close_account")(_close)


@every("*/20 * * * *", "people.close_accounts")
def _close_due() -> None:
    """Each in a job of its own: one that fails holds up no other."""
    due = Person.objects.visible_to(CLOSER).filter(closing_at__lte=now(), closed_at=None)
    for person_id in due.values_list("pk", flat=True)[:200]:
        close.defer_once(f"people.close:{person_id}", person_id=str(person_id))

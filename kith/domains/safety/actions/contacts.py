"""Looking after the help numbers: reviewing, adding, stopping, and the check that the house makes every day."""

from __future__ import annotations

from collections.abc import Mapping

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from kith.domains.notices.actions import send
from kith.domains.people.queries.reach import who_holds
from kith.domains.safety import after_harm
from kith.domains.safety.models import CrisisContact, Kind, Nation
from kith.domains.safety.models.contacts import NOT_REVIEWED, REVIEW_EVERY
from kith.domains.safety.numbers import fault_of, holiday_problems, keep_file, problems
from kith.kernel.access import Viewer, system
from kith.kernel.clock import today
from kith.kernel.use_cases import NotPossible, note, use_case

log = structlog.get_logger("kith.safety")
WATCH = system("safety watch")
_CHANGEABLE = ("name", "name_cy", "words", "words_cy", "phone", "sms", "sms_words", "hours", "hours_cy", "source")


@use_case("safety.review_number", on="contact")
def review_number(
    *, by: Viewer, contact: CrisisContact, said: Mapping[str, str], owner: str, welsh_reviewed_by: str = ""
) -> CrisisContact:
    """Check a help number, put a name to it, and correct its words; it is due again after 90 days."""
    for name in _CHANGEABLE:
        setattr(contact, name, said.get(name, getattr(contact, name)).strip())
    contact.owner, contact.welsh_reviewed_by = owner.strip(), welsh_reviewed_by.strip()
    contact.reviewed_on = today()
    contact.review_due_on = today() + REVIEW_EVERY
    _check(contact)
    contact.save()
    note(code=contact.code, nation=contact.nation)
    transaction.on_commit(keep_file)
    return contact


@use_case("safety.add_number")
def add_number(
    *, by: Viewer, nation: str, kind: str, code: str, position: int, said: Mapping[str, str], owner: str
) -> CrisisContact:
    """Add a help number for one nation, reviewed by who adds it."""
    if CrisisContact.objects.filter(nation=nation, code=code).exists():
        raise NotPossible(_("There is a number with this short name for this nation already."), field="code")
    words = {name: said.get(name, "").strip() for name in _CHANGEABLE}
    contact = CrisisContact(nation=nation, kind=kind, code=code, position=position, owner=owner.strip(), **words)
    contact.reviewed_on, contact.review_due_on = today(), today() + REVIEW_EVERY
    _check(contact)
    contact.save(force_insert=True)
    note(code=code, nation=nation)
    transaction.on_commit(keep_file)
    return contact


@use_case("safety.stop_number", on="contact")
def stop_number(*, by: Viewer, contact: CrisisContact) -> CrisisContact:
    """Take a help number off all pages; every nation keeps at least one of its kind for emergencies and urgent help."""
    others = CrisisContact.objects.filter(nation=contact.nation, kind=contact.kind, is_in_use=True)
    if contact.kind != Kind.LISTENING and not others.exclude(pk=contact.pk).exists():
        raise NotPossible(_("This is the only number of its kind for this nation. Add another one first."))
    contact.is_in_use = False
    contact.save(update_fields=["is_in_use"])
    note(code=contact.code, nation=contact.nation)
    transaction.on_commit(keep_file)
    return contact


@use_case("safety.check_numbers")
def check_numbers(*, by: Viewer) -> list[str]:
    """Look at all help numbers: is each nation served, does anyone answer for them; tell who looks after them."""
    kept = list(CrisisContact.objects.filter(is_in_use=True).in_order())
    found = problems(kept) + after_harm.problems() + holiday_problems()
    note(problems=len(found))
    if found:
        log.error("safety.help_numbers", problems=found)
        year, week, _day = today().isocalendar()
        for person_id in who_holds(by, "administrator", "safety_officer"):
            send(by=by, person_id=person_id, kind="desk", data={"about": "help-numbers"}, once=f"help:{year}-{week}")
    return found


def _check(contact: CrisisContact) -> None:
    if contact.owner in {"", NOT_REVIEWED}:
        raise NotPossible(_("Say who answers for this number."), field="owner")
    if contact.nation not in Nation.values or contact.kind not in Kind.values:
        raise NotPossible(_("Choose from the list."))
    fault = fault_of(contact)
    if fault:
        raise NotPossible(_FAULTS[fault](), field=fault)


_FAULTS = {
    "phone": lambda: _("Give a number with digits only, to call or to text."),
    "sms": lambda: _("Give a number with digits only."),
    "words": lambda: _("The sentence has to say the number itself, for who reads it on paper."),
}

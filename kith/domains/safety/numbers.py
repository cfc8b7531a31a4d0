"""Whether help numbers are right, and how they come to stand beside the database."""

from __future__ import annotations

import datetime as dt
import re

from django.conf import settings

from kith.domains.safety import help_file
from kith.domains.safety.help_file import HelpLine
from kith.domains.safety.holidays import known_until
from kith.domains.safety.models import CrisisContact, Kind, Nation
from kith.kernel.clock import today

HOLIDAYS_AHEAD = dt.timedelta(days=60)
_DIGITS = re.compile(r"[0-9][0-9 ]{2,18}")


def problems(contacts: list[CrisisContact]) -> list[str]:
    """What is wrong with the numbers, one code each: "overdue:wales:111", "missing:scotland:urgent"."""
    served = {(one.nation, one.kind) for one in contacts}
    missing = [f"missing:{n}:{k}" for n in Nation.values for k in Kind.values if (n, k) not in served]
    broken = [f"broken:{one.nation}:{one.code}" for one in contacts if fault_of(one)]
    overdue = [f"overdue:{one.nation}:{one.code}" for one in contacts if one.is_overdue]
    return missing + broken + overdue


def holiday_problems() -> list[str]:
    """Nations whose bank holidays are not published far enough ahead: promises would soon be wrong."""
    ends = {nation: known_until(nation) for nation in Nation.values}
    return [f"holidays:{nation}" for nation, end in ends.items() if end < today() + HOLIDAYS_AHEAD]


def keep_file() -> None:
    """Keep what pages show beside the database."""
    in_use = list(CrisisContact.objects.filter(is_in_use=True).in_order())
    if in_use:
        help_file.write(line_of(contact) for contact in in_use)


def line_of(contact: CrisisContact) -> HelpLine:
    """A number as pages show it; Welsh only once somebody signed for it, where real people read it."""
    line = HelpLine(**{name: getattr(contact, name) for name in HelpLine.__dataclass_fields__})
    is_signed = bool(contact.welsh_reviewed_by) or not settings.IS_PRODUCTION
    return line if is_signed else help_file.without_welsh(line)


def fault_of(contact: CrisisContact) -> str:
    """The field that is wrong; empty when all is well."""
    if not contact.phone and not contact.sms:
        return "phone"
    for name in ("phone", "sms"):
        if getattr(contact, name) and not _DIGITS.fullmatch(getattr(contact, name)):
            return name
    if not contact.words or not contact.name:
        return "words"
    shown = re.sub(r"\D", "", contact.words)
    return "" if re.sub(r"\D", "", contact.phone or contact.sms) in shown else "words"

"""The codes of a recovery sheet: short enough to copy by hand, without letters that look alike."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from kith.domains.people.digests import digest
from kith.domains.people.models import RecoveryCode
from kith.kernel.clock import now

if TYPE_CHECKING:
    from kith.domains.people.models import Person

HOW_MANY, LENGTH = 8, 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def draw() -> list[str]:
    """Eight fresh codes, written in two halves: 49 random bits each."""
    codes = ("".join(secrets.choice(_LETTERS) for _ in range(LENGTH)) for _ in range(HOW_MANY))
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def tidy(typed: str) -> str:
    """The code as it is compared: letters and figures alone."""
    return re.sub(r"[^a-z0-9]", "", typed.lower())


def new_sheet(person: Person) -> list[str]:
    """Eight new codes in the place of all earlier ones; they are shown now and never again."""
    codes = draw()
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, digest=digest("recovery", f"{person.pk}:{tidy(code)}"), made_at=now())
        for code in codes
    )
    return codes

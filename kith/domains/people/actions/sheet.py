"""Keeping an emergency sheet, and opening somebody's when it cannot wait."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kith.domains.people.models import EmergencySheet, Person
from kith.domains.people.models.sheet import PARTS
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.use_cases import NotPossible, note, use_case

LONGEST = 300


@dataclass(frozen=True)
class Opened:
    """Whose sheet somebody of the team opened from an alert, with a reason: the person sees that in who looked."""

    person_id: uuid.UUID
    by_id: uuid.UUID
    is_telling_harmful: bool = False


@use_case("people.keep_sheet", on="person")
def keep_sheet(*, by: Viewer, person: Person, said: Mapping[str, str]) -> EmergencySheet:
    """Write down, or confirm, how to find somebody when it cannot wait."""
    if person.is_open_account:
        raise NotPossible(_("No team stands behind an open account, so nobody could use this."))
    kept = {part: said.get(part, "").strip() for part in PARTS}
    for part, words in kept.items():
        if len(words) > LONGEST:
            raise NotPossible(_("Please make this shorter."), field=part)
    note(parts=[part for part, words in kept.items() if words])
    return EmergencySheet.objects.update_or_create(person=person, defaults={"said": kept, "checked_at": now()})[0]


@use_case("people.show_sheet", on="opened")
def show_sheet(*, by: Viewer, opened: Opened) -> None:
    """Write down that an emergency sheet was opened from an alert; the person sees that, unless it would harm them."""
    note(untold=opened.is_telling_harmful)

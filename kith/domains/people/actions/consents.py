"""Agreeing, not agreeing, and changing one's mind: each thing by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kith.domains.people.models import Consent, ConsentKind
from kith.kernel.use_cases import NotPossible, note, use_case

if TYPE_CHECKING:
    from kith.domains.people.models import Person
    from kith.kernel.access import Viewer


@use_case("people.change_consent", on="person")
def change_consent(*, by: Viewer, person: Person, kind: str, is_given: bool) -> None:
    """Say yes or no to one thing; the last answer holds, and all earlier ones stay on record."""
    if kind not in ConsentKind.values or kind == ConsentKind.RULES:
        raise NotPossible(_("We do not know what this answer is about. Please try again."))
    note(kind=kind, is_given=is_given)
    Consent.objects.record(person, {kind: is_given}, how=by.on_behalf_of.how if by.on_behalf_of else "")

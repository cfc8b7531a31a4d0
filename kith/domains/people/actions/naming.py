"""Choosing the name that others will see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kith.domains.people.naming import fit_to_be_shown
from kith.kernel.use_cases import NotPossible, use_case

if TYPE_CHECKING:
    from kith.domains.people.models import Confirmation, KeyGrant
    from kith.kernel.access import Viewer


@use_case("people.choose_name", on="door")
def choose_name(*, by: Viewer, door: KeyGrant | Confirmation, handle: str) -> str:
    """Choose the name that others will see; refused kindly, with three others, when it could give the person away."""
    if not door.stands_open:
        raise NotPossible(_("This key opens nothing any more. Please ask your team for a new one."))
    return fit_to_be_shown(door.person, handle)

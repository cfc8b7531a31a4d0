"""Ending visits on other devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession

from kith.domains.people.visits import end_visits
from kith.kernel.use_cases import note, use_case

if TYPE_CHECKING:
    from kith.domains.people.models import Account
    from kith.kernel.access import Viewer


@use_case("people.end_visit", on="account")
def end_visit(*, by: Viewer, account: Account, visit_id: int) -> bool:
    """Sign out one device. False when it was signed out already."""
    visit = UserSession.objects.filter(user=account, pk=visit_id).first()
    if visit is None:
        return False
    visit.end()
    return True


@use_case("people.end_other_visits", on="account")
def end_other_visits(*, by: Viewer, account: Account, but: str) -> int:
    """Sign out every device except the one in hand."""
    count: int = UserSession.objects.filter(user=account).exclude(session_key=but).count()
    end_visits(account, but=but)
    note(ended=count)
    return count

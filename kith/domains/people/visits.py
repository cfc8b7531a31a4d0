"""Visits: the devices somebody is signed in on, and ending them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession

if TYPE_CHECKING:
    from kith.domains.people.models import Account


def end_visits(account: Account, *, but: str = "") -> None:
    """End every visit of this account on all devices, perhaps but the one with this session key."""
    for visit in UserSession.objects.filter(user=account).exclude(session_key=but):
        visit.end()

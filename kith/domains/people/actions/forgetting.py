"""Forgetting what had its time, as docs/privacy/retention.toml says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet

from kith.domains.people.models import Confirmation, Consent, DataCopy, Invitation, Involvement, KeyGrant, RoleHeld
from kith.domains.people.models.copies import COPY, CopyState
from kith.domains.people.models.keys import TryCount
from kith.kernel import retention
from kith.kernel.access import Viewer, system
from kith.kernel.clock import now
from kith.kernel.jobs import every
from kith.kernel.use_cases import note, use_case

Old = Callable[[dt.datetime], QuerySet[Any]]
OLD: dict[str, Old] = {
    "people.KeyGrant": lambda before: KeyGrant.objects.filter(Q(ended_at__lt=before) | Q(expires_at__lt=before)),
    "people.Invitation": lambda before: Invitation.objects.filter(expires_at__lt=before),
    "people.Confirmation": lambda before: Confirmation.objects.filter(expires_at__lt=before),
    "people.TryCount": lambda before: TryCount.objects.filter(hour_at__lt=before),
    "people.Involvement": lambda before: Involvement.objects.filter(until_at__lt=before),
    "people.RoleHeld": lambda before: RoleHeld.objects.filter(until_at__lt=before),
    "people.Consent": lambda before: Consent.objects.filter(person__closed_at__lt=before),
    "people.DataCopy": lambda before: DataCopy.objects.filter(asked_at__lt=before),
    "sessions.Session": lambda before: Session.objects.filter(expire_date__lt=before),
    "usersessions.UserSession": lambda _before: UserSession.objects.exclude(
        session_key__in=Session.objects.values("session_key")
    ),
    "axes.AccessAttempt": lambda before: AccessAttempt.objects.filter(attempt_time__lt=before),
    "axes.AccessFailureLog": lambda before: AccessFailureLog.objects.filter(attempt_time__lt=before),
    "axes.AccessLog": lambda before: AccessLog.objects.filter(attempt_time__lt=before),
}


@use_case("people.forget_old")
def forget_old(*, by: Viewer) -> dict[str, int]:
    """Remove what had its time: used keys and codes, counts of wrong tries, old visits, copies nobody fetched."""
    for copy in DataCopy.objects.filter(state=CopyState.READY, expires_at__lte=now()):
        copy.state, copy.content = COPY.after(copy.state, "expire"), None
        copy.save(update_fields=["state", "content"])
    gone = {label: old(now() - retention.kept_for(label)).delete()[0] for label, old in OLD.items()}
    note(**{label.replace(".", "_").lower(): count for label, count in gone.items() if count})
    return gone


@every("47 * * * *", "people.forget_old")
def _every_hour() -> None:
    forget_old(by=system("people forgets"))

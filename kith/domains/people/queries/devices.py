"""The devices somebody is signed in on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils.translation import gettext as _

from kith.domains.people.models import Account
from kith.domains.people.sessions import SessionStore
from kith.kernel.access import Viewer
from kith.kernel.clock import now

_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("SamsungBrowser", "Samsung Internet"), ("Chrome", "Chrome"))


@dataclass(frozen=True)
class Visit:
    """One device: what it seems to be, since when, and whether others use it too."""

    id: int
    words: str
    began_at: dt.datetime
    seen_at: dt.datetime
    is_this: bool
    is_shared: bool


def own_account(viewer: Viewer) -> Account | None:
    """The account the viewer signs in with."""
    return Account.objects.filter(person_id=viewer.id, is_active=True).first() if viewer.is_signed_in else None


def visits(viewer: Viewer, session_key: str) -> list[Visit]:
    """Where the viewer is signed in now, this device first, then the one used last."""
    rows = list(UserSession.objects.filter(user__person_id=viewer.id).order_by("-last_seen_at"))
    alive = Session.objects.filter(session_key__in=[row.session_key for row in rows], expire_date__gt=now())
    store = SessionStore()
    contents = {one.session_key: store.decode(one.session_data) for one in alive}
    found = [
        Visit(
            id=row.pk,
            words=_words(row.user_agent),
            began_at=row.created_at,
            seen_at=row.last_seen_at,
            is_this=row.session_key == session_key,
            is_shared=bool(contents[row.session_key].get("shared")),
        )
        for row in rows
        if row.session_key in contents
    ]
    return sorted(found, key=lambda visit: not visit.is_this)


def _words(user_agent: str) -> str:
    """Phone or computer, and the browser: enough to recognise it, no more than that."""
    is_phone = any(word in user_agent for word in ("Mobi", "Android", "iPhone", "iPad"))
    device = _("Phone or tablet") if is_phone else _("Computer")
    known = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    browser = known or ("Safari" if "Safari" in user_agent else "")
    return f"{device}, {browser}" if browser else device

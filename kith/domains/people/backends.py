"""How a name and a password find an account: members by their handle, staff by their e-mail address."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from kith.domains.people.digests import digests
from kith.domains.people.handles import fold
from kith.domains.people.models import Account, Sphere


class ByName(BaseBackend):
    """Signs in by handle or e-mail; it takes as long for a name that nobody has."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> Account | None:
        if not username or not password:
            return None
        account = account_named(username)
        if account is None:
            make_password(password)  # the same work as checking one, so that the time tells nothing
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: Any) -> Account | None:
        accounts = Account.objects.select_related("person__display_choice")
        return accounts.filter(pk=user_id, is_active=True).first()


def account_named(typed: str) -> Account | None:
    """The account of this handle, or of this e-mail address where it is a member of staff's."""
    accounts = Account.objects.select_related("person")
    if "@" in typed:
        return accounts.filter(email__iexact=typed.strip(), person__sphere=Sphere.STAFF).exclude(email="").first()
    return accounts.filter(username__in=digests("handle", fold(typed)), person__sphere=Sphere.MEMBER).first()

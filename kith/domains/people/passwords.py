"""What a password needs: ten letters or more, not one that many people use, and not one's own name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.utils.translation import gettext as _

from kith.domains.people.handles import fold

SHORTEST = 10


def why_not(password: str, names: Iterable[str] = ()) -> str:
    """Why this password cannot be used, in words for the person; empty when it can."""
    if len(password) < SHORTEST:
        return _("Use 10 letters or more. Three words in a row work well.")
    if password.lower().strip() in _common() or len(set(password)) < 4:
        return _("Many people use this password, so it is easy to guess. Try three words in a row.")
    folded = fold(password)
    if any(len(fold(name)) >= 4 and fold(name) in folded and len(folded) < len(fold(name)) + 6 for name in names):
        return _("This password holds your name, so it is easy to guess. Try three other words.")
    return ""


@cache
def _common() -> set[str]:
    return set(CommonPasswordValidator().passwords)

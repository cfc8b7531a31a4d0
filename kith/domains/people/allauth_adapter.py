"""How the sign-in library behaves in this house: no open sign-up, neutral mail through notices, gentle lock-out."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from kith.ui.pages import show


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by our own use cases, never by the library's sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Too many wrong tries: say so kindly, and where to turn."""
    return show(request, "people/locked_out.html", status=429)

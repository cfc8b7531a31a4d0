"""How the sign-in library behaves in this house: no sign-up of its own, no address kept, gentle lock-out."""

from __future__ import annotations

import base64
import io
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from qrcode.image.svg import SvgPathFillImage

from kith.domains.people.addresses import disguised
from kith.domains.people.digests import digest
from kith.domains.people.events import SignInChanged
from kith.domains.people.handles import fold
from kith.domains.people.models import Account
from kith.kernel.clock import now
from kith.kernel.events import emit
from kith.kernel.keyring import Keyring
from kith.ui.pages import show

BACKEND = "kith.domains.people.backends.ByName"
_BOUND_TO = b"kith second step"


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by our own use cases, never by the library's sign-up; messages are ours too."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Account) -> None:
        login(request, user, BACKEND)

    def get_client_ip(self, request: HttpRequest) -> str:
        return disguised(request)

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """The library's own messages are not shown: ours say what happens next."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """All mail goes through notices, and none of it lets somebody in: nobody recovers an account by e-mail."""
        user = context.get("user")
        if isinstance(user, Account):
            say_changed(user, template_prefix)

    def send_notification_mail(self, template_prefix: str, user: Account, *_args: Any, **_kwargs: Any) -> None:
        """All mail goes through notices."""
        say_changed(user, template_prefix)


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]
    """The secret that staff's phones share with us is kept sealed."""

    def encrypt(self, text: str) -> str:
        name, sealed = Keyring.master().seal(text.encode(), _BOUND_TO)
        return f"{name}:{base64.b64encode(sealed).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        name, _, sealed = encrypted_text.partition(":")
        return Keyring.master().open(name, base64.b64decode(sealed), _BOUND_TO).decode()

    def build_totp_svg(self, url: str) -> str:
        """The square on white, so that cameras read it on dark pages too."""
        drawn = io.BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawn)
        return drawn.getvalue().decode()

    def send_notification_mail(self, template_prefix: str, user: Account, *_args: Any, **_kwargs: Any) -> None:
        """All mail goes through notices."""
        say_changed(user, template_prefix)


def say_changed(account: Account, what: str) -> None:
    """Tell the floors above that this account's way to sign in changed; which change stays here."""
    change = f"{what.rpartition('/')[2][:40]}:{now():%Y-%m-%dT%H:%M}"
    emit(SignInChanged(str(account.person_id), change))


def lockout_name(_request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The name that was tried, as a digest: the list of failures shows no handle."""
    return digest("lockout", fold(str((credentials or {}).get("username", ""))))


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Too many wrong tries: say so kindly, and where to turn."""
    return show(request, "people/locked_out.html", status=429)

"""Hands messages to a service of the shape of GOV.UK Notify (HTTP and JSON, each call signed with a short JWT).

The key is "name-serviceid-secret" as that service gives it out. Our message id travels as its `reference`, so after a
broken connection we ask whether it was taken before we send again.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from django.conf import settings

from kith.domains.notices.providers import CameBack, Message, TryLater
from kith.kernel.clock import now

TIMEOUT_SECONDS = 20
_UUID = 36
_GONE = {"permanent-failure", "technical-failure", "validation-failed"}


class Carrier:
    """A notification service behind HTTP."""

    def carry(self, message: Message) -> str:
        is_email = message.channel == "email"
        personal = {"subject": message.subject, "body": message.text} if is_email else {"body": message.text}
        body = {
            "email_address" if is_email else "phone_number": message.to,
            "template_id": settings.KITH_NOTIFY_EMAIL_TEMPLATE if is_email else settings.KITH_NOTIFY_SMS_TEMPLATE,
            "personalisation": personal,
            "reference": message.id,
        }
        return str(_call("POST", f"/v2/notifications/{message.channel}", body)["id"])

    def carried(self, message_id: str) -> str | None:
        query = urllib.parse.urlencode({"reference": message_id})
        found = _call("GET", f"/v2/notifications?{query}")["notifications"]
        return str(found[0]["id"]) if found else None

    def came_back(self, reference: str) -> bool:
        return _call("GET", f"/v2/notifications/{reference}").get("status") in _GONE


def token(key: str, at: int) -> str:
    """The signature that the service asks for: HS256 over who we are and when."""
    service, secret = key[-2 * _UUID - 1 : -_UUID - 1], key[-_UUID:]
    head = {"typ": "JWT", "alg": "HS256"}
    signed = ".".join(_part(json.dumps(part).encode()) for part in (head, {"iss": service, "iat": at}))
    mark = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{_part(mark)}"


def _part(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _call(method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    address = f"{settings.KITH_NOTIFY_URL}{path}"
    if not address.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise TryLater("no-address")
    signed = token(settings.KITH_NOTIFY_KEY, int(now().timestamp()))
    request = urllib.request.Request(  # noqa: S310  (the scheme was looked at above)
        address,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {signed}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            return dict(json.load(answer))
    except urllib.error.HTTPError as error:
        raise (
            CameBack("refused") if error.code == http.client.BAD_REQUEST else TryLater(f"http-{error.code}")
        ) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise TryLater("unreachable") from error

"""Visits kept in the database, sealed: a dump tells neither who was here nor what they had begun to write."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from cryptography.exceptions import InvalidTag
from django.contrib.sessions.backends.db import SessionStore as DbStore
from django.core.exceptions import ImproperlyConfigured

from kith.kernel.keyring import Keyring

_BOUND_TO = b"kith session"


class SessionStore(DbStore):
    """Django's own store, its content under the master key."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        name, sealed = Keyring.master().seal(json.dumps(session_dict).encode(), _BOUND_TO)
        return f"{name}:{base64.b64encode(sealed).decode()}"

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What was in it; a visit that does not open (a key gone, a byte changed) is over."""
        name, _, sealed = str(session_data).partition(":")
        try:
            opened = Keyring.master().open(name, base64.b64decode(sealed, validate=True), _BOUND_TO)
        except (InvalidTag, ImproperlyConfigured, binascii.Error, ValueError):
            return {}
        content: dict[str, Any] = json.loads(opened)
        return content

"""Named keys from the environment: the first seals, the others still open what was sealed before."""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Keyring:
    """Keys by name, newest first."""

    keys: dict[str, bytes]

    @classmethod
    def master(cls) -> Keyring:
        """The keys that wrap people's data keys (KITH_MASTER_KEYS)."""
        return cls.read(settings.KITH_MASTER_KEYS)

    @classmethod
    def vault(cls) -> Keyring:
        """The keys of the identity vault (KITH_VAULT_KEYS), which nothing else uses."""
        return cls.read(settings.KITH_VAULT_KEYS)

    @classmethod
    def read(cls, text: str) -> Keyring:
        """Read "name:base64,name:base64"; each key is 32 bytes."""
        keys = {}
        for part in text.split(","):
            name, _, encoded = part.strip().partition(":")
            try:
                keys[name] = base64.b64decode(encoded, validate=True)
            except binascii.Error as error:
                raise ImproperlyConfigured(f"The key named {name!r} is not base64") from error
            if not name or len(keys[name]) != 32:
                raise ImproperlyConfigured(f"The key named {name!r} is not 32 bytes long")
        return cls(keys)

    def seal(self, plain: bytes, bound_to: bytes) -> tuple[str, bytes]:
        """Seal under the newest key; returns its name and the sealed bytes."""
        name, key = next(iter(self.keys.items()))
        nonce = os.urandom(12)
        return name, nonce + AESGCM(key).encrypt(nonce, plain, bound_to)

    def open(self, name: str, sealed: bytes, bound_to: bytes) -> bytes:
        """Open what `seal` gave. Raises ImproperlyConfigured when that key is no longer in the environment."""
        if name not in self.keys:
            raise ImproperlyConfigured(f"The key named {name!r} is missing from the environment")
        return AESGCM(self.keys[name]).decrypt(sealed[:12], sealed[12:], bound_to)

"""Keyed digests: how something is found again, or checked, without being kept.

The key is the vault's and never in the database, so a stolen dump can neither guess a four-digit PIN nor join a
handle to its account. `digest` makes a new one under the newest key; a search asks for all of `digests`.
"""

from __future__ import annotations

import hashlib
import hmac

from kith.kernel.keyring import Keyring


def digest(purpose: str, value: str | bytes) -> str:
    """The digest of a value for one purpose, under the newest key; purposes cannot be joined with each other."""
    return digests(purpose, value)[0]


def digests(purpose: str, value: str | bytes) -> list[str]:
    """The digest under each key that may still be in use, newest first."""
    return [_digest(key, purpose, value) for key in Keyring.vault().keys.values()]


def is_digest(purpose: str, value: str | bytes, kept: str) -> bool:
    """Whether the kept digest is this value's, without telling by the time it takes."""
    all_compared = [hmac.compare_digest(one, kept) for one in digests(purpose, value)]
    return any(all_compared)


def _digest(key: bytes, purpose: str, value: str | bytes) -> str:
    raw = value.encode() if isinstance(value, str) else value
    own_key = hmac.new(key, b"kith digest for " + purpose.encode(), hashlib.sha256).digest()
    return hmac.new(own_key, raw, hashlib.sha256).hexdigest()

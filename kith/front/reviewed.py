"""Whose eyes have been on the Welsh of the safety words: a signature that a changed word makes void."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from datetime import date

from kith.front import words

REVIEW = words.KITH / "locale" / "cy" / "review.toml"


@dataclass(frozen=True)
class Signature:
    """Somebody who knows Welsh read the safety words, on a day, as they were then."""

    reviewer: str
    on: date
    digest: str


def signature() -> Signature | None:
    """What is signed, if anything is."""
    signed = tomllib.loads(REVIEW.read_text(encoding="utf-8")).get("signed")
    if not signed:
        return None
    return Signature(signed["reviewer"], signed["on"], signed["digest"])


def digest_now() -> str:
    """The safety words in both languages, as one short word that changes with any of them."""
    pairs = [[message.id, message.context, message.string] for message in words.safety_words()]
    return hashlib.sha256(json.dumps(pairs, ensure_ascii=False).encode()).hexdigest()


def why_not() -> str:
    """Why the Welsh of the safety words may not be shown to people in need; empty when it may."""
    signed = signature()
    if signed is None:
        return "nobody has signed the Welsh of the safety words"
    if signed.digest != digest_now():
        return f"the safety words have changed since {signed.reviewer} signed their Welsh on {signed.on}"
    return ""

"""The story's files, and the ids that its people always have."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from kith.kernel.access import Viewer

FOLDER = Path(__file__).resolve().parents[1] / "story"
_VALE = uuid.UUID("6d61726c-6265-436b-9661-6c6500000000")


@dataclass(frozen=True)
class Try:
    """One line of a "try this" card."""

    words: str
    path: str


@cache
def story(name: str) -> Any:
    """One file of the story."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def person_id(key: str) -> uuid.UUID:
    """The id that somebody of the story has in every demo."""
    return uuid.uuid5(_VALE, key)


def logins() -> list[dict[str, str]]:
    """The cards on the demo's sign-in page."""
    cards: list[dict[str, str]] = story("logins")
    return cards


def tries_for(viewer: Viewer) -> list[Try]:
    """What this one of the cast may try; nothing outside the demo."""
    if not settings.KITH_DEMO:
        return []
    mine = next((c for c in story("try_this") if person_id(c["person"]) == viewer.id), None)
    return [Try(s["words"], s.get("path", "")) for s in mine["steps"]] if mine else []

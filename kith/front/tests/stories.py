"""The files of the story, read for its tests, and the codes that the domains know."""

import json
from pathlib import Path
from typing import Any

from django.apps import apps

from kith import front

STORY = Path(front.__file__).parent / "story"
TOWNS = ["marlbeck", "thornley-cross", "eastmere", "hollin-bridge"]


def load(name: str) -> Any:
    return json.loads((STORY / f"{name}.json").read_text())


def folk() -> dict[str, dict[str, Any]]:
    """Everybody by key."""
    return {person["key"]: person for person in load("people")["people"]}


def codes(model: str, field: str) -> set[str]:
    """The codes of a field with choices, or of a list of such."""
    found = apps.get_model(model)._meta.get_field(field)
    return {code for code, _label in getattr(found, "base_field", found).flatchoices}

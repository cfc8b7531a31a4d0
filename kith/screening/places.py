"""Published helplines, and which letters begin a postcode; data of lexicon/identity.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_DATA = tomllib.loads((Path(__file__).parent / "lexicon" / "identity.toml").read_text(encoding="utf-8"))
HELPLINES: frozenset[str] = frozenset(re.sub(r"\D", "", number) for number in _DATA["helplines"])
PUBLISHED: frozenset[str] = frozenset(_DATA["published"])
_AREAS = frozenset(_DATA["areas"].split())


def is_area(written: str) -> bool:
    """Whether a postcode begins with letters that are given out."""
    letters = re.match(r"[a-z]+", written)
    return letters is not None and letters[0] in _AREAS

"""Signs: words in a listing that say something about it, read from signs.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path


@cache
def _all() -> dict[str, list[str]]:
    return tomllib.loads((Path(__file__).parent / "signs.toml").read_text(encoding="utf-8"))


@cache
def _pattern(sign: str) -> re.Pattern[str]:
    return re.compile(r"(?<![a-z])(?:" + "|".join(_all()[sign]) + r")(?![a-z])", re.IGNORECASE)


def signs_in(sign: str, text: str) -> frozenset[str]:
    """The words of a text that show this sign."""
    return frozenset(found[0].lower() for found in _pattern(sign).finditer(text))


def shows(sign: str, text: str) -> bool:
    """Whether a text shows this sign."""
    return _pattern(sign).search(text) is not None

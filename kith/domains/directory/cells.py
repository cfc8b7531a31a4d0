"""Cells of a grid as words, so that one text index answers "these words, around here"."""

from __future__ import annotations

import math

# Degrees of latitude and longitude: about 11 by 10 kilometres, and about 44 by 40.
_SIZES = {"cf": (0.1, 0.15), "cc": (0.4, 0.6)}
_REACH = {"cf": 16.0, "cc": 65.0}
FAR = "cfar"


def words_of(lat: float | None, lon: float | None, *, is_far: bool) -> str:
    """The cells a place lies in, and the word for what reaches further than any radius."""
    words = [] if lat is None or lon is None else [_word(name, lat, lon) for name in _SIZES]
    return " ".join([*words, FAR] if is_far else words)


def around(lat: float, lon: float, km: float) -> str:
    """An expression for every cell that a circle touches, and for what reaches far; empty when it is too wide."""
    name = next((name for name, reach in _REACH.items() if km <= reach), "")
    if not name:
        return ""
    high, wide = _SIZES[name]
    up = km / 110.9
    across = up / max(0.2, math.cos(math.radians(lat)))
    rows = range(math.floor((lat - up) / high), math.floor((lat + up) / high) + 1)
    columns = range(math.floor((lon - across) / wide), math.floor((lon + across) / wide) + 1)
    cells = [_named(name, row, column) for row in rows for column in columns]
    return " | ".join([*cells, FAR])


def _word(name: str, lat: float, lon: float) -> str:
    high, wide = _SIZES[name]
    return _named(name, math.floor(lat / high), math.floor(lon / wide))


def _named(name: str, row: int, column: int) -> str:
    """Counted from the south-west of the world, so that no minus sign splits the word."""
    return f"{name}{row + 2000}x{column + 2000}"

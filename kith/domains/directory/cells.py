"""Cells of a grid as words, so that one text index answers "these words, around here"."""

from __future__ import annotations

import math

# Degrees of latitude and longitude: about 11 by 10 kilometres, 22 by 20, and 67 by 60; and up to which radius.
_SIZES = {"cf": (0.1, 0.15), "cm": (0.2, 0.3), "cc": (0.6, 0.9)}
_REACH = {"cf": 16.0, "cm": 45.0, "cc": 180.0}
FAR = "cfar"
_KM = 110.9


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
    up = km / _KM
    across = up / max(0.2, math.cos(math.radians(abs(lat) + up)))
    rows = range(math.floor((lat - up) / high), math.floor((lat + up) / high) + 1)
    columns = range(math.floor((lon - across) / wide), math.floor((lon + across) / wide) + 1)
    touched = [
        _named(name, row, column)
        for row in rows
        for column in columns
        if _gap_km(lat, lon, (row * high, column * wide), (high, wide)) <= km
    ]
    return " | ".join([*touched, FAR])


def _gap_km(lat: float, lon: float, corner: tuple[float, float], size: tuple[float, float]) -> float:
    """How far a point is from a cell, a little less rather than more: no cell may be missed."""
    north = min(max(lat, corner[0]), corner[0] + size[0])
    east = min(max(lon, corner[1]), corner[1] + size[1])
    narrow = math.cos(math.radians(max(abs(lat), abs(north))))
    return 0.995 * math.hypot((north - lat) * _KM, (east - lon) * _KM * narrow)


def _word(name: str, lat: float, lon: float) -> str:
    high, wide = _SIZES[name]
    return _named(name, math.floor(lat / high), math.floor(lon / wide))


def _named(name: str, row: int, column: int) -> str:
    """Counted from the south-west of the world, so that no minus sign splits the word."""
    return f"{name}{row + 2000}x{column + 2000}"

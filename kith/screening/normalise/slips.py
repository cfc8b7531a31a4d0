"""Slips of the finger: which word of weight a misspelt word is nearest to, if it is near enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA

SHORTEST, SHORT = 4, 5


class Slips:
    """Compares only candidates: unknown words, with a key of the same first letter and almost the same length."""

    def __init__(self, keys: Iterable[str], real: Iterable[str]) -> None:
        """`keys`: words worth finding; `real`: true words that only look like one of them."""
        self.real = frozenset(real)
        self.keys: dict[tuple[str, int], list[str]] = defaultdict(list)
        for key in keys:
            for length in range(len(key) - 2, len(key) + 3):
                self.keys[key[0], length].append(key)

    def nearest(self, written: str) -> str | None:
        """The key that was meant; None when none is near, or the word is a true one."""
        if len(written) < SHORTEST or written in self.real:
            return None
        found = []
        for key in self.keys.get((written[0], len(written)), ()):
            if len(written) < SHORT and not _is_close(written, key):
                continue
            distance = OSA.distance(written, key, score_cutoff=far(key))
            if distance <= far(key):  # a letter is sooner left out than put in, and the last one seldom wrong
                found.append((distance, key[-1] != written[-1], len(key) < len(written), key))
        return min(found)[-1] if found else None


def _is_close(written: str, key: str) -> bool:
    """Of four letters nearly all are somebody's word: one is left out, or two have changed places."""
    return len(key) > len(written) or (sorted(key) == sorted(written))


def far(key: str) -> int:
    """How many slips a word of this length bears before it is another word."""
    return 1 if len(key) < 9 else 2

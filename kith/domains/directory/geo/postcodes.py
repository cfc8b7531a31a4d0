"""Postcodes as people type them, read into outward and inward parts."""

import itertools
import re
import unicodedata
from dataclasses import dataclass

# A9, A99, A9A, AA9, AA99, AA9A. Districts are never written with a leading zero,
# but single-digit district 0 exists (BL0, HA0), so only "0x" is refused.
_OUTWARD = re.compile(r"[A-PR-UWYZ](?:[1-9]\d?|[1-9][A-HJ-Y]|[A-HK-YZ](?:\d|[1-9]\d|[1-9][A-Z]))")
_INWARD = re.compile(r"\d[ABD-HJLNP-UW-Z]{2}")
_WHOLE = re.compile(rf"({_OUTWARD.pattern})\s?({_INWARD.pattern})?")
_INSIDE = re.compile(r"(?<![A-Z0-9])([A-Z]{1,2}[0-9][A-Z0-9]?)\s{0,3}([0-9][A-Z]{2})(?![A-Z0-9])")
_LOOKALIKE = {"0": "0O", "O": "O0", "1": "1I", "I": "I1", "L": "L1"}
_NOT_CODE = re.compile(r"[^A-Z0-9]+")


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode, or the part of one that was given."""

    outward: str
    inward: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the whole postcode was given."""
        return len(self.inward) == 3

    @property
    def sector(self) -> str:
        """The area of about 160 postcodes it lies in, such as "EH6 6"; empty when only a district was given."""
        return f"{self.outward} {self.inward[0]}" if self.inward else ""

    def __str__(self) -> str:
        return f"{self.outward} {self.inward}".strip()


def read_postcode(text: str) -> Postcode | None:
    """Read a postcode, a sector ("EH6 6") or a district ("EH6") from what somebody typed."""
    upper = unicodedata.normalize("NFKC", text or "").upper()
    parts = [part for part in _NOT_CODE.split(upper) if part]
    bare = "".join(parts)
    if not bare:
        return None
    if len(bare) <= 7:
        found = _read_sector(parts) or _read_bare(bare)
        if found:
            return found
    inside = _INSIDE.search(upper)
    return _read_bare(inside[1] + inside[2]) if inside else None


def _read_bare(bare: str) -> Postcode | None:
    """Read letters and digits without spaces, forgiving 0 for O and 1 for I or L."""
    for guess in _guesses(bare):
        if len(guess) >= 5:
            outward, inward = guess[:-3], guess[-3:]
            if _OUTWARD.fullmatch(outward) and _INWARD.fullmatch(inward):
                return Postcode(outward, inward)
        elif _OUTWARD.fullmatch(guess):
            return Postcode(guess)
    return None


def _read_sector(parts: list[str]) -> Postcode | None:
    if len(parts) == 2 and len(parts[1]) == 1 and parts[1].isdigit() and _OUTWARD.fullmatch(parts[0]):
        return Postcode(parts[0], parts[1])
    return None


def _guesses(bare: str) -> list[str]:
    """The text itself, then readings with look-alike characters swapped, fewest swaps first."""
    choices = [_LOOKALIKE.get(letter, letter) for letter in bare]
    readings = ["".join(letters) for letters in itertools.product(*choices)]
    return sorted(readings, key=lambda reading: sum(a != b for a, b in zip(reading, bare, strict=True)))

"""Words with what was noticed in them marked: each piece with its flags, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kith.domains.safety.models import Flag


@dataclass(frozen=True)
class Piece:
    """A stretch of the text, and why it is marked; unmarked where nothing was noticed."""

    text: str
    why: str = ""


def marked(body: str, flags: Sequence[Flag]) -> list[Piece]:
    """The text cut where marks begin and end; marks of an earlier, longer wording are left out."""
    fitting = [flag for flag in flags if flag.end <= len(body)]
    edges = sorted({0, len(body), *(flag.start for flag in fitting), *(flag.end for flag in fitting)})
    pieces: list[Piece] = []
    for start, end in pairwise(edges):
        over = [flag for flag in fitting if flag.start <= start and end <= flag.end]
        families = dict.fromkeys(str(flag.get_family_display()) for flag in over)
        pieces.append(Piece(body[start:end], ", ".join(families)))
    return pieces

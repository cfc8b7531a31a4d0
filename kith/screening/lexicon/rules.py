"""What an entry of the lexicon is, and a rule that was found in a text."""

from __future__ import annotations

from dataclasses import dataclass

FAMILIES = (
    "suicide", "self_harm", "eating", "perinatal", "psychosis", "harm_to_others", "safeguarding", "encouragement",
    "identity",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One entry: what it means that one of its patterns is there."""

    id: str
    kind: str  # "frame": something was said; "idiom": and this was not; "cue": how something was said
    say: str
    family: str = ""
    tier: int = 0
    act: str = ""
    literal: bool = False
    held: bool = False
    soft: bool = False  # means nothing beside an everyday matter
    who: str = ""  # when it can only be about somebody else
    room: str = ""  # means something only in rooms about this
    keep: frozenset[str] = frozenset()  # cues that change nothing here


@dataclass(frozen=True, slots=True)
class Said:
    """A rule and the words it was found in: from word to word."""

    rule: Rule
    first: int
    last: int


Act = tuple[str, str]  # a family, or nothing for a sign that belongs to none; and what is done


@dataclass(frozen=True, slots=True)
class Together:
    """Acts that mean more together than each alone; of each group of acts one has to be there."""

    rule: Rule
    has: tuple[frozenset[Act], ...]
    unless: frozenset[Act]

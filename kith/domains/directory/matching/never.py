"""What is never suggested, what only by name, and what not to somebody for whom it is dangerous (settled.md).

Two walls: the directory's own cautions, and a second reading of the listing's words, because a caution may be missing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from kith.domains.directory.matching.candidate import Candidate
from kith.domains.directory.matching.profile import Profile
from kith.domains.directory.matching.signs import shows

_NEVER: Final = frozenset({"weight", "alcohol_led", "gambling"})
_BY_NAME: Final = frozenset({"slimming", "fitness_challenge"})
_EATING_TOPICS: Final = frozenset({"gym", "running"})
# What somebody may call it when they ask for it by name.
_NAMES: Final = {
    "slimming": ("slim", "diet", "weight", "fasting"),
    "fitness_challenge": ("challenge", "boot camp", "bootcamp", "marathon", "triathlon", "race", "10k", "5k", "hiit"),
}


def cautions(candidate: Candidate) -> frozenset[str]:
    """Everything that speaks against simply suggesting this: what the directory says and what its words say."""
    return candidate.cautions | _in_words(candidate.text)


@lru_cache(maxsize=20_000)
def _in_words(text: str) -> frozenset[str]:
    is_help = shows("help", text)
    if is_help and shows("eating_help", text):
        return frozenset()
    found = {sign for sign in ("slimming", "weight", "fitness_challenge") if shows(sign, text)}
    if not is_help:
        found |= {sign for sign in ("alcohol_led", "gambling") if shows(sign, text)}
    return frozenset(found)


def is_never_for(profile: Profile, candidate: Candidate) -> bool:
    """Whether this is not to be suggested to this person at all, however well it fits otherwise."""
    found = cautions(candidate)
    asked = _asked_by_name(profile)
    if found & _NEVER or found & _BY_NAME - asked:
        return True
    if "eating" in profile.barriers and (found & (_BY_NAME | _NEVER) or _restricts_or_counts(candidate)):
        return True
    if "eating" in profile.barriers and shows("meals", candidate.name) and not shows("meals", _said(profile)):
        return True
    return "alcohol" in profile.barriers and _serves_alcohol(candidate)


def _restricts_or_counts(candidate: Candidate) -> bool:
    if shows("help", candidate.text) and shows("eating_help", candidate.text):
        return False
    return bool(candidate.about & _EATING_TOPICS) or shows("unsafe_with_eating", candidate.text)


def _said(profile: Profile) -> str:
    return " . ".join(profile.all_words)


def _serves_alcohol(candidate: Candidate) -> bool:
    return shows("pubs", candidate.text) and not shows("help", candidate.text)


def _asked_by_name(profile: Profile) -> frozenset[str]:
    """The kinds that the person asked for by name, in their own words."""
    asked = " . ".join(profile.by_name).lower()
    return frozenset(kind for kind, names in _NAMES.items() if any(name in asked for name in names))

"""Running the invented people over a directory, and counting what the checker sees."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kith.domains.directory.matching.candidate import Candidate
from kith.domains.directory.matching.ideas import Idea, Suggestions, ideas
from kith.domains.directory.matching.never import cautions
from kith.domains.directory.matching.profile import Profile
from kith.domains.directory.matching.reading import read_profile
from kith.domains.directory.tests.matching.checker import broken

# What somebody said they like, miss, want, need, or count themselves to: not merely a limit that is kept.
SAID = {"likes", "loved", "to_try", "by_name", "needs", "belongs", "faith", "culture"}


@dataclass
class Judged:
    """What came of many people over one directory."""

    people: int = 0
    people_with_ideas: int = 0
    people_with_three: int = 0
    ideas: int = 0
    with_reason_given: int = 0
    with_unknown: int = 0
    not_checked: int = 0
    with_instead: int = 0
    broken: Counter[str] = field(default_factory=Counter)
    never: list[str] = field(default_factory=list)
    answers: dict[str, Suggestions] = field(default_factory=dict)

    @property
    def share_with_reason(self) -> float:
        return self.with_reason_given / self.ideas if self.ideas else 0.0


def judge_all(
    people: Sequence[dict[str, Any]],
    find: Callable[[Profile], Iterable[Candidate]],
    as_of: dt.date,
    *,
    postcode: str = "",
) -> Judged:
    """Every persona over the directory that `find` brings; `postcode` names the key of another postcode to use."""
    judged = Judged()
    for person in people:
        data = person["profile"] | ({"postcode": person[postcode]} if postcode else {})
        profile = read_profile(data)
        found = ideas(profile, find(profile), as_of)
        judged.answers[person["id"]] = found
        judged.people += 1
        judged.people_with_ideas += bool(found.ideas)
        judged.people_with_three += len(found.ideas) == 3
        judged.with_instead += bool(found.instead)
        for idea in found.ideas:
            _count(judged, data, idea)
    return judged


def _count(judged: Judged, data: dict[str, Any], idea: Idea) -> None:
    judged.ideas += 1
    judged.broken.update(broken(data, idea.candidate, attends_from_home=idea.is_from_home))
    judged.with_reason_given += is_reason_given(data, idea)
    judged.with_unknown += idea.unknown_count > 0
    judged.not_checked += any("ring first" in words for words in idea.cautions)
    by_name = " ".join(data.get("wants_by_name", [])).lower()
    for sign in cautions(idea.candidate):
        if sign in {"weight", "alcohol_led", "gambling"} or not by_name:
            judged.never.append(f"{idea.candidate.name}: {sign}")


def is_reason_given(data: dict[str, Any], idea: Idea) -> bool:
    """Whether the idea's first reason is one this person gave, and its words really stand in what they said."""
    said = str(data).lower()
    return bool(idea.because) and all(
        one.field in SAID and all(word in said for word in one.said.lower().split()) for one in idea.because
    )

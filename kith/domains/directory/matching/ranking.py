"""One candidate weighed for one person: whether it may be suggested, and where it stands among the others.

How the order is made, from the first that differs:

1. `band`: 0 it answers something they said with its own words or topic; 1 it answers an area of life, or is much like
   something they said; 2 it answers nothing they said (only for people who said nothing).
2. For social needs, community before health services; what needs a referral after what one can simply go to; for
   somebody who finds leaving home hard, what needs leaving home after what does not.
3. How many limits they set are not known here: known comes first, whatever its points.
4. Checked in the last 90 days, then within a year, then never checked.
5. Points: how well it answers their best wish (0-60), a third and a sixth of that for a second and third wish, ease
   (-30 to +30), nearness (0-12), open to everyone (5), led by people who have been there when help is wanted (4).

The numbers are defaults that we chose and can explain; they were not learnt from anybody's behaviour.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kith.domains.directory.matching.candidate import FROM_HOME, Candidate
from kith.domains.directory.matching.ease import Ease, ease
from kith.domains.directory.matching.freshness import Freshness, freshness
from kith.domains.directory.matching.limits import Limit, State, Verdict, comes_from_home, judge, km_away
from kith.domains.directory.matching.meaning import topics_in
from kith.domains.directory.matching.never import is_never_for
from kith.domains.directory.matching.profile import Profile
from kith.domains.directory.matching.suitability import is_for_them
from kith.domains.directory.matching.wishes import STRONG, Answer, Wish, answers, is_not_for_them

_SHARES = (1.0, 1 / 3, 1 / 6)
_FAITHS = frozenset({"church", "mosque", "synagogue", "temple"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate that may be suggested to this person, with everything that decided where it stands."""

    candidate: Candidate
    answers: list[Answer]
    verdicts: list[Verdict]
    ease: Ease
    freshness: Freshness
    km: float | None
    is_from_home: bool
    is_placeless: bool
    order: tuple[int, int, int, int, float, str]

    @property
    def band(self) -> int:
        return self.order[0]

    @property
    def unknown_count(self) -> int:
        return self.order[2]


@dataclass(frozen=True, slots=True)
class Outside:
    """A candidate that answers a wish and breaks limits: only named as what would be there, never suggested."""

    candidate: Candidate
    answers: list[Answer]
    broken: tuple[Limit, ...]
    km: float | None


def weigh(profile: Profile, wanted: tuple[Wish, ...], candidate: Candidate, as_of: dt.date) -> Weighed | Outside | None:
    """Whether and where this stands for this person; None when it is nothing for them."""
    fresh = freshness(candidate.assured_on, as_of)
    if fresh is Freshness.GONE or not is_for_them(profile, candidate) or is_never_for(profile, candidate):
        return None
    if is_not_for_them(profile, candidate) or _is_other_faith(wanted, candidate):
        return None
    found = answers(wanted, candidate)
    verdicts = judge(profile, candidate)
    broken = tuple(dict.fromkeys(v.limit for v in verdicts if v.state is State.BROKEN))
    if broken:
        return Outside(candidate, found, broken, km_away(profile, candidate)) if found else None
    easy = ease(profile, candidate)
    at_home = comes_from_home(profile, candidate)
    km = None if at_home else km_away(profile, candidate)
    order = (
        _band(found),
        _formality(profile, candidate, found),
        len({(v.limit, v.about) for v in verdicts if v.state is State.UNKNOWN}),
        int(fresh),
        -_points(profile, candidate, found, easy, km),
        candidate.id,
    )
    return Weighed(
        candidate, found, verdicts, easy, fresh, km, at_home, _is_placeless(profile, candidate, verdicts), order
    )


def _is_placeless(profile: Profile, candidate: Candidate, verdicts: list[Verdict]) -> bool:
    """Whether it may be anywhere in the country: no place, no office, no area, and it does not say "everywhere"."""
    is_open = any(v.limit is Limit.DISTANCE and v.state is State.UNKNOWN for v in verdicts)
    return is_open and profile.here is not None and candidate.lat is None


def _is_other_faith(wanted: tuple[Wish, ...], candidate: Candidate) -> bool:
    """What is of a faith goes to those who asked about that faith; a church's lunch club to all but other faiths."""
    named = topics_in(candidate.name) & _FAITHS
    is_worship = candidate.kinds[:1] == ("faith",)
    if not named and not is_worship:
        return False
    asked = frozenset(topic for wish in wanted for topic in wish.topics) & (_FAITHS | {"faith_group"})
    if asked & (candidate.about | named):
        return False
    return is_worship or bool(asked) or (named != {"church"} and not candidate.open_to_everyone)


def _band(found: list[Answer]) -> int:
    if not found:
        return 2
    best = found[0]
    is_own_wish = best.wish.field != "belongs" and best.wish.weight > 0.6 and not best.is_near
    return 0 if is_own_wish and best.strength >= STRONG else 1


def _formality(profile: Profile, candidate: Candidate, found: list[Answer]) -> int:
    """0 is for the open door. People who chose health services get those on the same step."""
    must_leave_home = "going_out" in profile.barriers and not (candidate.formats or frozenset()) & FROM_HOME
    if profile.setting == "clinical":
        return int(candidate.sector != "clinical") + int(must_leave_home)
    is_social = bool(found) and found[0].wish.is_social
    is_clinical = candidate.sector == "clinical" and profile.setting != "either"
    return 2 * int(is_clinical and is_social) + int(candidate.needs_referral is True) + int(must_leave_home)


def _points(profile: Profile, candidate: Candidate, found: list[Answer], easy: Ease, km: float | None) -> float:
    values = sorted({answer.wish.said: answer.value for answer in reversed(found)}.values(), reverse=True)
    points = 60 * sum(value * share for value, share in zip(values, _SHARES, strict=False))
    points += max(-30.0, min(30.0, easy.points))
    if profile.energy == "low" and (candidate.formats or frozenset()) & FROM_HOME:
        points += 18
    elif km is not None:
        near = 18 if profile.energy == "low" else 12
        points += near * max(0.0, 1 - km / max(profile.reach_km, 0.1))
    points += 5 * (candidate.open_to_everyone is True and profile.setting != "clinical")
    points += 4 * ("peer_led" in candidate.yes and profile.wants_help)
    points += 3 * (profile.single_sex != "" and profile.single_sex in candidate.audiences)
    return round(points, 6)

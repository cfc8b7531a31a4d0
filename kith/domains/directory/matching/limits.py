"""Hard limits: age, distance, cost, access, language, day, format, and for whom it is. A known fact never breaks one.

Each limit is judged by itself. `unknown` is not `kept`: it is shown, ranked later and never claimed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kith.domains.directory.geo import distance_km
from kith.domains.directory.matching.candidate import Candidate
from kith.domains.directory.matching.profile import ADULT, Profile

# What a building has does not matter to somebody who joins from home.
_OF_BUILDINGS = {
    "step_free", "accessible_toilet", "parking", "public_transport", "quiet_space", "childcare", "assistance_dog",
    "sighted_guide",
}  # fmt: skip
_OF_HEARING = {"sign_language", "hearing_loop"}
_OLDEST = 120


class Limit(StrEnum):
    """What may stop somebody from coming."""

    AGE = "age"
    DISTANCE = "distance"
    COST = "cost"
    ACCESS = "access"
    LANGUAGE = "language"
    DAY = "day"
    FORMAT = "format"
    AUDIENCE = "audience"


class State(StrEnum):
    """How a limit stands."""

    NOT_ASKED = "not_asked"
    KEPT = "kept"
    UNKNOWN = "unknown"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One limit and how it stands; `about` names the fact, such as one access need."""

    limit: Limit
    state: State
    about: str = ""


def judge(profile: Profile, candidate: Candidate) -> list[Verdict]:
    """Every limit that this person set, for this thing to do."""
    verdicts = [Verdict(limit, check(profile, candidate)) for limit, check in _CHECKS.items()]
    verdicts += [Verdict(Limit.ACCESS, access(need, candidate), need) for need in profile.access]
    return [verdict for verdict in verdicts if verdict.state is not State.NOT_ASKED]


def age(profile: Profile, candidate: Candidate) -> State:
    """Whether everybody who would come is old and young enough."""
    youngest, oldest = candidate.minimum_age, candidate.maximum_age
    ages = profile.everyone
    if not ages:
        return _age_not_said(profile, youngest, oldest)
    if youngest is None and oldest is None:
        return State.NOT_ASKED if candidate.open_to_everyone else State.UNKNOWN
    fits = [(youngest or 0) <= one <= (_OLDEST if oldest is None else oldest) for one in ages]
    # A family comes along to what is made for children: one child of the right age is enough.
    is_enough = any(fits) if profile.is_for_family and oldest is not None and oldest < ADULT else all(fits)
    return State.KEPT if is_enough else State.BROKEN


def _age_not_said(profile: Profile, youngest: int | None, oldest: int | None) -> State:
    """Somebody asking for themselves is an adult (this service is for adults); a child is not."""
    if profile.is_for_child:
        if youngest is not None and youngest >= ADULT:
            return State.BROKEN
        return State.UNKNOWN
    if profile.for_whom == "me" and oldest is not None and oldest < ADULT:
        return State.BROKEN
    is_narrow = (youngest or 0) > ADULT or (oldest is not None and oldest < _OLDEST)
    return State.UNKNOWN if is_narrow else State.NOT_ASKED


def km_away(profile: Profile, candidate: Candidate) -> float | None:
    """Kilometres to where it happens; None when either end is not known or it happens nowhere."""
    if profile.here is None or candidate.lat is None or candidate.lon is None or not candidate.has_venue:
        return None
    return distance_km(profile.here.lat, profile.here.lon, candidate.lat, candidate.lon)


def comes_from_home(profile: Profile, candidate: Candidate) -> bool:
    """Whether this person would take part from home: it is only there, or the place is too far and they may."""
    if candidate.is_remote:
        return True
    if not candidate.can_be_remote or not _accepted_from_home(profile, candidate):
        return False
    km = km_away(profile, candidate)
    return "going_out" in profile.barriers or (km is not None and km > profile.reach_km)


def _accepted_from_home(profile: Profile, candidate: Candidate) -> bool:
    ways = candidate.formats or frozenset()
    return ("online" in ways and profile.online is not False) or ("phone" in ways and profile.phone is not False)


def distance(profile: Profile, candidate: Candidate) -> State:
    """Whether it is within reach: of the person, or of those who come to them."""
    if candidate.scope == "national" and not candidate.has_venue:
        return State.NOT_ASKED
    if comes_from_home(profile, candidate):
        return State.NOT_ASKED
    if candidate.scope == "area" and not candidate.has_venue:
        return _served(profile, candidate)
    km = km_away(profile, candidate)
    if km is None:
        return State.UNKNOWN
    return State.KEPT if km <= profile.reach_km else State.BROKEN


def _served(profile: Profile, candidate: Candidate) -> State:
    """Whether an area that is served holds the person's home."""
    if profile.here is None or candidate.lat is None or candidate.lon is None or candidate.reach_km is None:
        return State.UNKNOWN
    km = distance_km(profile.here.lat, profile.here.lon, candidate.lat, candidate.lon)
    return State.KEPT if km <= candidate.reach_km else State.BROKEN


def cost(profile: Profile, candidate: Candidate) -> State:
    """Whether it costs no more than they can pay."""
    most = profile.max_price
    if most is None:
        return State.NOT_ASKED
    if candidate.is_free or candidate.price == 0:
        return State.KEPT
    if candidate.price is not None:
        return State.KEPT if candidate.price <= most else State.BROKEN
    if candidate.is_free is False:
        return State.BROKEN if most == 0 else State.UNKNOWN
    return State.UNKNOWN


def access(need: str, candidate: Candidate) -> State:
    """Whether it has one thing this person needs."""
    if candidate.is_remote:
        if need in _OF_BUILDINGS:
            return State.NOT_ASKED
        if need in _OF_HEARING and candidate.formats == frozenset({"phone"}):
            return State.BROKEN
    known = candidate.known(need)
    if need == "childcare" and known is None and candidate.audiences & {"children", "young_people"}:
        return State.KEPT
    return State.UNKNOWN if known is None else State.KEPT if known else State.BROKEN


def language(profile: Profile, candidate: Candidate) -> State:
    """Whether it is in a language they asked for. English is not asked about: nothing is claimed either."""
    if not profile.languages:
        return State.NOT_ASKED
    if candidate.languages is None:
        return State.NOT_ASKED if "en" in profile.languages else State.UNKNOWN
    return State.KEPT if candidate.languages & profile.languages else State.BROKEN


def day(profile: Profile, candidate: Candidate) -> State:
    """Whether it happens when they can come."""
    times = profile.times
    if not times:
        return State.NOT_ASKED
    parts, days = candidate.day_parts or frozenset(), candidate.days
    if parts & times:
        return State.KEPT
    if days is None:
        return State.BROKEN if parts else State.UNKNOWN
    without_hours = days - {known for known, _part in parts}
    if without_hours & {free for free, _part in times}:
        return State.UNKNOWN if profile.parts else State.KEPT
    return State.BROKEN


def form(profile: Profile, candidate: Candidate) -> State:
    """Whether they can take part the way it is done: in person, online, by phone."""
    refused = {way for way, answer in (("online", profile.online), ("phone", profile.phone)) if answer is False}
    if not refused:
        return State.NOT_ASKED
    if candidate.formats is None:
        return State.NOT_ASKED if candidate.has_venue else State.UNKNOWN
    return State.BROKEN if candidate.formats <= refused else State.KEPT


def audience(profile: Profile, candidate: Candidate) -> State:
    """Whether it is for people like them: only groups they count themselves to, never a guess."""
    if profile.single_sex and profile.single_sex_needed:
        return _among(profile.single_sex, candidate)
    if not candidate.only_for_audiences or not candidate.audiences:
        return State.NOT_ASKED
    is_counted = bool(candidate.audiences & counted_to(profile)) or is_old_enough(profile, candidate)
    return State.KEPT if is_counted else State.BROKEN


def is_old_enough(profile: Profile, candidate: Candidate) -> bool:
    """Whether it is for older people, says from which age, and they are of that age: 56 is not old elsewhere."""
    if candidate.audiences != {"older_people"} or candidate.minimum_age is None:
        return False
    return bool(profile.everyone) and min(profile.everyone) >= candidate.minimum_age


def _among(sex: str, candidate: Candidate) -> State:
    """Whether it is known to be only among women, or only among men."""
    if candidate.only_for_audiences and sex in candidate.audiences:
        return State.KEPT
    if candidate.only_for_audiences or candidate.open_to_everyone:
        return State.BROKEN
    return State.UNKNOWN


def counted_to(profile: Profile) -> frozenset[str]:
    """The groups somebody counts themselves to, and those that follow from how old they are."""
    groups = set(profile.belongs) | ({profile.single_sex} - {""})
    if "bfi" in profile.languages or "sign_language" in profile.access:
        groups.add("deaf_people")
    for one in profile.everyone:
        groups |= {"children"} if one <= 12 else set()
        groups |= {"young_people"} if 10 <= one <= 25 else set()
        groups |= {"older_people"} if one >= 60 else set()
    if profile.is_for_child and profile.age is None:
        groups |= {"children", "young_people"}
    if profile.is_for_child or profile.is_for_family:
        groups.add("parents")
    return frozenset(groups)


_CHECKS: dict[Limit, Callable[[Profile, Candidate], State]] = {
    Limit.AGE: age,
    Limit.DISTANCE: distance,
    Limit.COST: cost,
    Limit.LANGUAGE: language,
    Limit.DAY: day,
    Limit.FORMAT: form,
    Limit.AUDIENCE: audience,
}

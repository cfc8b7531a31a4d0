"""Whether a thing to do is meant for somebody like this at all: limits are about what is known, this is about sense.

A child gets what is for children, an adult does not; what was made for one group of people goes to those who count
themselves to it; and an office far away is not a place nearby.
"""

from __future__ import annotations

from typing import Final

from kith.domains.directory.geo import distance_km
from kith.domains.directory.matching.candidate import Candidate
from kith.domains.directory.matching.limits import counted_to, is_old_enough
from kith.domains.directory.matching.profile import ADULT, Profile
from kith.domains.directory.matching.signs import shows, signs_in

_YOUNG: Final = frozenset({"children", "young_people"})
_WITH_CHILDREN: Final = _YOUNG | {"parents"}
# Groups that somebody has to name before anything made for them is suggested.
_SAID_ONLY: Final = frozenset({
    "women", "men", "carers", "lgbt", "disabled_people", "learning_disability", "autistic_people", "dementia",
    "deaf_people", "blind_people", "veterans", "refugees", "bereaved", "students", "homeless", "drugs_or_alcohol",
})  # fmt: skip
_NEVER_FOR_CHILDREN: Final = frozenset({"dementia", "veterans", "students", "homeless", "drugs_or_alcohol"})
_ACROSS_TOWN_KM: Final = 8.0
# A place that names many groups of people is for all of them.
_MANY: Final = 3


def is_for_them(profile: Profile, candidate: Candidate) -> bool:
    """Whether this was made for people like them, as far as its audience, words and place tell."""
    if candidate.has_closed or _is_elsewhere(profile, candidate) or _is_in_another_language(profile, candidate):
        return False
    if not _has_their_condition(profile, candidate):
        return False
    if profile.is_for_child:
        return _suits_child(profile, candidate)
    if profile.is_for_family:
        return _suits_family(profile, candidate)
    return _suits_adult(profile, candidate)


def _is_elsewhere(profile: Profile, candidate: Candidate) -> bool:
    """An office or a served area in another part of the country says that it is not here, unless it is for the whole
    country and one need not go there."""
    if candidate.has_venue or (candidate.scope == "national" and candidate.can_be_remote):
        return False
    if profile.here is None or candidate.lat is None or candidate.lon is None:
        return False
    # An office is looked for no further away than the person would go, and at least across a town.
    reach = max(candidate.reach_km or 0, profile.reach_km, _ACROSS_TOWN_KM)
    return distance_km(profile.here.lat, profile.here.lon, candidate.lat, candidate.lon) > reach


def _is_in_another_language(profile: Profile, candidate: Candidate) -> bool:
    """Nobody said which languages: what is known not to be in English waits until they do."""
    spoken = candidate.languages or frozenset()
    if "bfi" in spoken and "sign_language" in profile.access:
        return False
    return not profile.languages and bool(spoken) and "en" not in spoken


def _is_for_the_young(candidate: Candidate) -> bool:
    """Whether it was plainly made for children or young people."""
    if candidate.maximum_age is not None and candidate.maximum_age < ADULT:
        return True
    if candidate.minimum_age is not None and candidate.minimum_age >= 16:
        return False
    if candidate.audiences and candidate.audiences <= _WITH_CHILDREN and candidate.audiences & _YOUNG:
        return not candidate.open_to_everyone
    return shows("children", candidate.name) and not candidate.open_to_everyone


def _suits_adult(profile: Profile, candidate: Candidate) -> bool:
    is_young_adult = profile.age is not None and profile.age <= 25
    if _is_for_the_young(candidate) and not (
        is_young_adult and "young_people" in candidate.audiences and (candidate.maximum_age or ADULT) >= ADULT
    ):
        return False
    if candidate.audiences and candidate.audiences <= _WITH_CHILDREN and not candidate.open_to_everyone:
        return "parents" in profile.belongs or (is_young_adult and "young_people" in candidate.audiences)
    return _is_welcome(profile, candidate)


def _is_welcome(profile: Profile, candidate: Candidate) -> bool:
    """What was made for one group goes to those who count themselves to it, unless it is open to all."""
    groups = counted_to(profile)
    if "men" in candidate.audiences and "women" not in candidate.audiences and "men" not in groups:
        return False
    if "women" in candidate.audiences and "men" not in candidate.audiences and "women" not in groups:
        return False
    if candidate.open_to_everyone or len(candidate.audiences) > _MANY:
        return True
    made_for = candidate.audiences & (_SAID_ONLY - {"women", "men"})
    if made_for:
        return bool(made_for & groups)
    is_for_older = candidate.audiences == {"older_people"}
    return not is_for_older or "older_people" in groups or is_old_enough(profile, candidate)


def _has_their_condition(profile: Profile, candidate: Candidate) -> bool:
    """What is named for an illness or a condition goes to those who spoke of it."""
    named = signs_in("conditions", candidate.name)
    if not named or candidate.audiences & counted_to(profile):
        return True
    said = signs_in("conditions", " . ".join([*profile.all_words, *profile.belongs, *profile.barriers]))
    return bool({word[:5] for word in named} & {word[:5] for word in said})


def _suits_child(profile: Profile, candidate: Candidate) -> bool:
    """For a child: something for their age, or a place that is truly for everyone; never an adult thing."""
    if candidate.minimum_age is not None and candidate.minimum_age >= 16 and (profile.age or 0) < 16:
        return False
    if candidate.audiences & _NEVER_FOR_CHILDREN or not _is_for_their_stage(profile, candidate):
        return False
    if not _is_welcome_child(profile, candidate):
        return False
    knows_age = candidate.maximum_age is not None and profile.age is not None and candidate.maximum_age <= 25
    if knows_age or candidate.audiences & _YOUNG or shows("children", candidate.name):
        return True
    if shows("adults", candidate.text) or candidate.audiences & {"older_people"}:
        return False
    return "family" in candidate.kinds or bool(candidate.open_to_everyone)


def _is_for_their_stage(profile: Profile, candidate: Candidate) -> bool:
    """A teenager is not sent to a toddler group, nor a small child to a youth club."""
    if profile.age is None or candidate.minimum_age is not None or candidate.maximum_age is not None:
        return True
    stages = candidate.audiences & _YOUNG
    return not stages or bool(stages & counted_to(profile))


def _is_welcome_child(profile: Profile, candidate: Candidate) -> bool:
    special = candidate.audiences & _SAID_ONLY
    return not special or bool(special & profile.belongs) or bool(candidate.open_to_everyone)


def _suits_family(profile: Profile, candidate: Candidate) -> bool:
    """For a family: what children and adults can come to together."""
    if candidate.minimum_age is not None and candidate.minimum_age >= 16 and min(profile.everyone, default=0) < 16:
        return False
    if candidate.audiences & (_NEVER_FOR_CHILDREN - profile.belongs) or not _is_welcome_child(profile, candidate):
        return False
    if candidate.audiences & _WITH_CHILDREN or "family" in candidate.kinds:
        return True
    if shows("families", candidate.text) or shows("children", candidate.text):
        return True
    return bool(candidate.open_to_everyone) and not shows("adults", candidate.text)

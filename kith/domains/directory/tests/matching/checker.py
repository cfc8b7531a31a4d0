"""A second opinion on limits, written apart from the matching: from a profile's JSON and a listing's known facts.

It shares no code with `matching.limits`, so that a mistake there is seen here. It knows nothing of ranking or reasons.
"""

from __future__ import annotations

from math import acos, cos, radians, sin
from typing import Any

from kith.domains.directory.geo import locate
from kith.domains.directory.matching.candidate import Candidate

_WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_BUILDING = {"step_free", "accessible_toilet", "parking", "public_transport", "quiet_space", "childcare",
             "assistance_dog", "sighted_guide"}  # fmt: skip


def broken(profile: dict[str, Any], listing: Candidate, attends_from_home: bool = False) -> list[str]:
    """The limits that this listing is known to break for this profile."""
    from_home = attends_from_home or (listing.formats is not None and not listing.formats - {"online", "phone"})
    found = {
        "age": _age(profile, listing),
        "distance": not from_home and _distance(profile, listing),
        "cost": _cost(profile, listing),
        "access": any(_lacks(need, listing, from_home) for need in profile.get("access_needs", [])),
        "language": _language(profile, listing),
        "day": _day(profile, listing),
        "format": _format(profile, listing),
        "only_for": _only_for(profile, listing),
        "closed": listing.has_closed,
        "not_for_me": _refused(profile, listing),
    }
    return [limit for limit, is_broken in found.items() if is_broken]


def _age(profile: dict[str, Any], listing: Candidate) -> bool:
    lowest = -1 if listing.minimum_age is None else listing.minimum_age
    highest = 999 if listing.maximum_age is None else listing.maximum_age
    whose = profile.get("for", "me")
    if whose == "my_family":
        ages = [*profile.get("ages", []), *([profile["age"]] if "age" in profile else [])]
        outside = [age for age in ages if age < lowest or age > highest]
        return len(outside) == len(ages) if highest < 18 and ages else bool(outside)
    if "age" in profile:
        return not lowest <= int(profile["age"]) <= highest
    return highest < 18 if whose == "me" else lowest >= 18 and whose == "my_child"


def _distance(profile: dict[str, Any], listing: Candidate) -> bool:
    most = profile.get("travel", {}).get("max_km")
    here = locate(profile.get("postcode", ""))
    if most is None or here is None or listing.lat is None or listing.lon is None or listing.place_kind != "venue":
        return False
    return bool(_km(here.lat, here.lon, listing.lat, listing.lon) > most + 0.001)


def _km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """By the law of cosines, not the haversine."""
    a, b = radians(lat1), radians(lat2)
    angle = sin(a) * sin(b) + cos(a) * cos(b) * cos(radians(lon1 - lon2))
    return acos(max(-1.0, min(1.0, angle))) * 6371.0088


def _cost(profile: dict[str, Any], listing: Candidate) -> bool:
    most = profile.get("money", {}).get("max_price")
    if most is None or listing.is_free:
        return False
    if listing.price is not None:
        return bool(listing.price > most)
    return most == 0 and listing.is_free is False


def _lacks(need: str, listing: Candidate, from_home: bool) -> bool:
    return need in listing.no and not (from_home and need in _BUILDING)


def _language(profile: dict[str, Any], listing: Candidate) -> bool:
    wanted = set(profile.get("languages", []))
    return bool(wanted) and listing.languages is not None and wanted.isdisjoint(listing.languages)


def _day(profile: dict[str, Any], listing: Candidate) -> bool:
    times = profile.get("times", {})
    days = {_WEEK.index(day) + 1 for day in times.get("days", [])} or set(range(1, 8))
    parts = set(times.get("parts", [])) or {"morning", "afternoon", "evening"}
    if not times.get("days") and not times.get("parts"):
        return False
    if listing.day_parts and any(day in days and part in parts for day, part in listing.day_parts):
        return False
    hours_known = {day for day, _part in listing.day_parts or ()}
    if listing.days is None:
        return bool(listing.day_parts)
    return not (set(listing.days) - hours_known) & days


def _format(profile: dict[str, Any], listing: Candidate) -> bool:
    if listing.formats is None:
        return False
    refused = {way for way in ("online", "phone") if profile.get(way) is False}
    if {"sign_language", "hearing_loop"} & set(profile.get("access_needs", [])):
        refused = refused | {"phone"} if set(listing.formats) == {"phone"} else refused
    return bool(refused) and set(listing.formats) <= refused


def _only_for(profile: dict[str, Any], listing: Candidate) -> bool:
    if profile.get("single_sex_needed") and profile.get("single_sex"):
        sex = profile["single_sex"]
        if listing.open_to_everyone or (listing.only_for_audiences and sex not in listing.audiences):
            return True
    if not listing.only_for_audiences or not listing.audiences:
        return False
    groups = set(profile.get("belongs", []))
    for age in [*profile.get("ages", []), *([profile["age"]] if "age" in profile else [])]:
        groups |= {"children"} if age <= 12 else set()
        groups |= {"young_people"} if 10 <= age <= 25 else set()
        groups |= {"older_people"} if age >= 60 else set()
    if profile.get("for") in {"my_child", "my_family"}:
        groups |= {"parents"}
    if profile.get("for") == "my_child" and "age" not in profile:
        groups |= {"children", "young_people"}
    return groups.isdisjoint(listing.audiences)


def _refused(profile: dict[str, Any], listing: Candidate) -> bool:
    """Plainly: one word of theirs, standing in the name."""
    words = {words.lower() for words in profile.get("not_for_me", []) if " " not in words}
    return any(word in listing.name.lower().split() for word in words)

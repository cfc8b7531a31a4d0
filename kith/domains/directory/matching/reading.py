"""Reading a profile from JSON: checked against the documented schema, with errors that say where and what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import jsonschema

from kith.domains.directory.geo import locate
from kith.domains.directory.matching.profile import NeedSaid, Profile

SCHEMAS: Final = Path(__file__).parent / "schemas"
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class NotAProfile(ValueError):
    """What was given is not a profile; `problems` says where and why."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@cache
def _validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((SCHEMAS / "profile.schema.json").read_text(encoding="utf-8")))


def read_profile(data: Any) -> Profile:
    """A profile from parsed JSON; raises NotAProfile with every problem found."""
    problems = sorted(_problem(error) for error in _validator().iter_errors(data))
    if problems:
        raise NotAProfile(problems)
    return _profile(data)


def read_profiles(text: str) -> list[Profile]:
    """One profile or a list of them, from the text of a file."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotAProfile([f"line {error.lineno}: this is not JSON ({error.msg})"]) from error
    rows = data if isinstance(data, list) else [data]
    profiles, problems = [], []
    for number, row in enumerate(rows):
        try:
            profiles.append(read_profile(row))
        except NotAProfile as error:
            where = f"profile {number + 1}: " if isinstance(data, list) else ""
            problems += [where + problem for problem in error.problems]
    if problems:
        raise NotAProfile(problems)
    return profiles


def _problem(error: jsonschema.ValidationError) -> str:
    where = ".".join(str(part) for part in error.absolute_path) or "the profile"
    if error.validator == "additionalProperties":
        return f"{where}: {error.message.removeprefix('Additional properties are not allowed ').strip('()')}"
    if error.validator == "enum":
        return f"{where}: {error.instance!r} is not one of {', '.join(cast('list[str]', error.validator_value))}"
    if error.validator == "oneOf":
        return f"{where}: {error.instance!r} is neither an area of life nor an object with an area and words"
    return f"{where}: {error.message}"


def _profile(data: Mapping[str, Any]) -> Profile:
    travel, times = data.get("travel", {}), data.get("times", {})
    return Profile(
        id=data.get("id", ""),
        for_whom=data.get("for", "me"),
        age=data.get("age"),
        ages=tuple(data.get("ages", ())),
        postcode=data.get("postcode", ""),
        here=locate(data.get("postcode", "")),
        max_km=travel.get("max_km"),
        modes=tuple(travel.get("modes", ())),
        max_price=data.get("money", {}).get("max_price"),
        access=tuple(dict.fromkeys(data.get("access_needs", ()))),
        languages=frozenset(data.get("languages", ())),
        days=frozenset(_DAYS.index(day) + 1 for day in times.get("days", ())),
        parts=frozenset(times.get("parts", ())),
        likes=_words(data, "interests"),
        loved=_words(data, "past_loves"),
        to_try=_words(data, "try_list"),
        not_for_me=_words(data, "not_for_me"),
        by_name=_words(data, "wants_by_name"),
        needs=tuple(_need(need) for need in data.get("needs", ())),
        barriers=frozenset(data.get("barriers", ())),
        energy=data.get("energy", ""),
        company=data.get("company", ""),
        belongs=frozenset(data.get("belongs", ())),
        single_sex=data.get("single_sex", ""),
        single_sex_needed=data.get("single_sex_needed", False),
        faith=" ".join(data.get("faith", "").split()),
        culture=" ".join(data.get("culture", "").split()),
        setting=data.get("setting", ""),
        online=data.get("online"),
        phone=data.get("phone"),
    )


def _words(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said for words in data.get(name, ()) if (said := " ".join(words.split()))))


def _need(need: str | Mapping[str, str]) -> NeedSaid:
    if isinstance(need, str):
        return NeedSaid(need)
    return NeedSaid(need["area"], " ".join(need.get("words", "").split()))

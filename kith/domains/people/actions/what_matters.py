"""Saying what matters: any part of it, at any time, each part changed or taken back by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from django.db import models
from django.utils.translation import gettext as _

from kith.domains.people.models.person import Person
from kith.domains.people.models.what_matters import (
    WEEKDAYS,
    AccessNeed,
    Interest,
    Need,
    Preference,
    erase_what_matters,
)
from kith.domains.people.vocabulary import (
    AccessCode,
    Area,
    Attitude,
    Barrier,
    Belonging,
    Company,
    DayPart,
    Energy,
    ForWhom,
    Setting,
    SingleSex,
    TravelMode,
)
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.use_cases import NotPossible, note, use_case

LONGEST = 200
MOST = 30


class Answers(TypedDict, total=False):
    """Any of what may be said. A key that is absent is left as it is; None or an empty list takes it back."""

    for_whom: str
    age: int | None
    ages: list[int] | None
    postcode: str | None
    travel_km: int | None
    travel_modes: list[str] | None
    max_price: int | None
    languages: list[str] | None
    days: list[int] | None
    day_parts: list[str] | None
    energy: str
    company: str
    setting: str
    online_ok: bool | None
    phone_ok: bool | None
    single_sex: str
    is_single_sex_needed: bool
    barriers: list[str] | None
    belongs: list[str] | None
    faith: str | None
    culture: str | None
    likes: list[str]
    loved: list[str]
    to_try: list[str]
    not_for_me: list[str]
    by_name: list[str]
    needs: dict[str, str]
    own_needs: list[str]
    access: list[str]


_CODES: dict[str, list[Any]] = {
    "for_whom": ForWhom.values,
    "travel_modes": TravelMode.values,
    "days": WEEKDAYS,
    "day_parts": DayPart.values,
    "energy": Energy.values,
    "company": Company.values,
    "setting": Setting.values,
    "single_sex": SingleSex.values,
    "barriers": Barrier.values,
    "belongs": Belonging.values,
    "access": AccessCode.values,
    "needs": [area for area in Area.values if area != Area.OWN],
}
_INTERESTS = {
    "likes": Attitude.LIKE,
    "loved": Attitude.LOVED,
    "to_try": Attitude.TRY,
    "not_for_me": Attitude.NOT_FOR_ME,
    "by_name": Attitude.BY_NAME,
}
_SINGLE = {"energy", "company", "setting", "single_sex"}
_ROWS = {*_INTERESTS, "needs", "own_needs", "access"}
_NUMBERS = {"age": 120, "ages": 120, "travel_km": 500, "max_price": 500}


@use_case("people.say_what_matters", on="person")
def say_what_matters(*, by: Viewer, person: Person, answers: Answers) -> Person:
    """Keep any part of what somebody says matters to them; what is not mentioned stays as it was."""
    given: dict[str, Any] = {**answers}
    _check(given)
    _keep_preferences(person, {name: value for name, value in given.items() if name not in _ROWS})
    for name, attitude in _INTERESTS.items():
        if name in given:
            _keep_interests(person, attitude, _clean(given[name]))
    if "needs" in given:
        _keep_needs(person, given["needs"])
    if "own_needs" in given:
        _keep_own_needs(person, _clean(given["own_needs"]))
    if "access" in given:
        _keep_access(person, set(given["access"]))
    note(changed=sorted(given))
    return person


@use_case("people.forget_what_matters", on="person")
def forget_what_matters(*, by: Viewer, person: Person) -> Person:
    """Take back everything somebody said about what matters to them."""
    erase_what_matters(person.pk)
    return person


def _check(given: Mapping[str, Any]) -> None:
    """Refuse a code, a number or a question that does not exist, naming the field."""
    for name, value in given.items():
        if name not in Answers.__annotations__:
            raise NotPossible(_("We do not know this question."), field=name)
        values = _values(value)
        if name in _CODES and any(one not in _CODES[name] for one in values):
            raise NotPossible(_("Choose from the list."), field=name)
        most = _NUMBERS.get(name)
        if most and any(not 0 <= one <= most for one in values):
            raise NotPossible(_("Give a number from 0 to %(most)s.") % {"most": most}, field=name)
        said = [*values, *value.values()] if isinstance(value, dict) else values
        if len(values) > MOST or any(isinstance(one, str) and len(one) > LONGEST for one in said):
            raise NotPossible(_("Please make this shorter. Short words work best here."), field=name)


def _values(value: Any) -> list[Any]:
    if value in ("", None):
        return []
    return [value] if isinstance(value, str | int) else list(value)


def _keep_preferences(person: Person, given: Mapping[str, Any]) -> None:
    if not given:
        return
    row = Preference._base_manager.filter(person=person).first() or Preference(person=person)
    for name, value in given.items():
        setattr(row, name, _as_kept(name, value))
    row.changed_at = now()
    row.save()


def _as_kept(name: str, value: Any) -> Any:
    """Nothing said is "" for a single code, None for all else; for whom is never empty."""
    if name == "for_whom":
        return value or ForWhom.ME
    if name in _SINGLE:
        return value or ""
    return " ".join(value.split()) or None if isinstance(value, str) else value


def _clean(words: Iterable[str]) -> list[str]:
    """Without blanks and repeats, in the order they were said."""
    return list(dict.fromkeys(stripped for one in words if (stripped := " ".join(one.split()))))


def _keep_interests(person: Person, attitude: str, words: list[str]) -> None:
    old = {row.words or "": row for row in Interest._base_manager.filter(person=person, attitude=attitude)}
    for position, said in enumerate(words):
        row = old.pop(said) if said in old else Interest(person=person, attitude=attitude, words=said)
        _save_at(row, position)
    _delete(old.values())


def _keep_needs(person: Person, needs: Mapping[str, str]) -> None:
    old = {row.area: row for row in Need._base_manager.filter(person=person).exclude(area=Area.OWN)}
    for position, (area, said) in enumerate(needs.items()):
        row = old.pop(area) if area in old else Need(person=person, area=area)
        row.words = " ".join((said or "").split()) or None
        _save_at(row, position)
    _delete(old.values())


def _keep_own_needs(person: Person, words: list[str]) -> None:
    old = {row.words or "": row for row in Need._base_manager.filter(person=person, area=Area.OWN)}
    for position, said in enumerate(words, len(Area.values)):
        row = old.pop(said) if said in old else Need(person=person, area=Area.OWN, words=said)
        _save_at(row, position)
    _delete(old.values())


def _keep_access(person: Person, codes: set[str]) -> None:
    rows = AccessNeed._base_manager.filter(person=person)
    rows.exclude(code__in=codes).delete()
    for code in sorted(codes - set(rows.values_list("code", flat=True))):
        AccessNeed(person=person, code=code).save()


def _save_at(row: Interest | Need, position: int) -> None:
    row.position = position
    row.save()


def _delete(rows: Iterable[models.Model]) -> None:
    for row in rows:
        row.delete()

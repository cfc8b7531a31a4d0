"""What matters to somebody, read at once for whoever suggests something."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from kith.domains.people.models.what_matters import AccessNeed, Interest, Need, Preference
from kith.domains.people.vocabulary import Attitude, ForWhom
from kith.kernel.access import Viewer
from kith.kernel.sealed import unlock


@dataclass(frozen=True, slots=True)
class Said:
    """Something the person said, in their own words."""

    id: uuid.UUID
    words: str


@dataclass(frozen=True, slots=True)
class NeedSaid:
    """An area of life, with the person's words where there are any."""

    area: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class WhatMatters:
    """All a person said about what matters to them. Empty or None is "did not say"; nothing here is required."""

    person_id: uuid.UUID
    for_whom: str = ForWhom.ME.value
    age: int | None = None
    ages: tuple[int, ...] = ()
    postcode: str = ""
    travel_km: int | None = None
    travel_modes: tuple[str, ...] = ()
    max_price: int | None = None
    languages: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    day_parts: tuple[str, ...] = ()
    energy: str = ""
    company: str = ""
    setting: str = ""
    online_ok: bool | None = None
    phone_ok: bool | None = None
    single_sex: str = ""
    is_single_sex_needed: bool = False
    barriers: tuple[str, ...] = ()
    belongs: tuple[str, ...] = ()
    faith: str = ""
    culture: str = ""
    likes: tuple[Said, ...] = ()
    loved: tuple[Said, ...] = ()
    to_try: tuple[Said, ...] = ()
    not_for_me: tuple[Said, ...] = ()
    by_name: tuple[Said, ...] = ()
    needs: tuple[NeedSaid, ...] = ()
    access: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet."""
        return self == WhatMatters(person_id=self.person_id)


_PLAIN = ("for_whom", "age", "travel_km", "max_price", "energy", "company", "setting", "online_ok", "phone_ok",
          "single_sex", "is_single_sex_needed")  # fmt: skip
_LISTS = ("ages", "travel_modes", "languages", "days", "day_parts", "barriers", "belongs")
_WORDS = ("postcode", "faith", "culture")
_ATTITUDES = {
    Attitude.LIKE: "likes",
    Attitude.LOVED: "loved",
    Attitude.TRY: "to_try",
    Attitude.NOT_FOR_ME: "not_for_me",
    Attitude.BY_NAME: "by_name",
}


def what_matters(viewer: Viewer) -> WhatMatters:
    """What matters to the person the viewer is, or acts for."""
    preferences = list(Preference.objects.visible_to(viewer).filter(person_id=viewer.subject))
    needs = list(Need.objects.visible_to(viewer).filter(person_id=viewer.subject).order_by("position", "id"))
    interests = list(Interest.objects.visible_to(viewer).filter(person_id=viewer.subject).order_by("position", "id"))
    access = AccessNeed.objects.visible_to(viewer).filter(person_id=viewer.subject).order_by("code")
    unlock([*preferences, *needs, *interests])
    return WhatMatters(
        person_id=viewer.subject,
        needs=tuple(NeedSaid(need.area, need.words or "") for need in needs),
        access=tuple(access.values_list("code", flat=True)),
        **_preferred(preferences[0] if preferences else None),
        **_said(interests),
    )


def _preferred(preference: Preference | None) -> dict[str, Any]:
    if preference is None:
        return {}
    return (
        {name: getattr(preference, name) for name in _PLAIN}
        | {name: tuple(getattr(preference, name) or ()) for name in _LISTS}
        | {name: getattr(preference, name) or "" for name in _WORDS}
    )


def _said(interests: list[Interest]) -> dict[str, Any]:
    return {
        name: tuple(Said(row.id, row.words) for row in interests if row.attitude == attitude and row.words)
        for attitude, name in _ATTITUDES.items()
    }

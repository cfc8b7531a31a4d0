"""From what somebody said matters to them to a profile: asked once, used here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kith.domains.directory.geo import locate
from kith.domains.directory.matching.profile import NeedSaid, Profile

if TYPE_CHECKING:
    from kith.domains.people.queries import WhatMatters


def profile_of(matters: WhatMatters) -> Profile:
    """The profile that follows from it; nothing is added."""
    return Profile(
        for_whom=matters.for_whom,
        age=matters.age,
        ages=matters.ages,
        postcode=matters.postcode,
        here=locate(matters.postcode),
        max_km=matters.travel_km or None,
        modes=matters.travel_modes,
        max_price=matters.max_price,
        access=matters.access,
        languages=frozenset(matters.languages),
        days=frozenset(matters.days),
        parts=frozenset(matters.day_parts),
        likes=tuple(said.words for said in matters.likes),
        loved=tuple(said.words for said in matters.loved),
        to_try=tuple(said.words for said in matters.to_try),
        not_for_me=tuple(said.words for said in matters.not_for_me),
        by_name=tuple(said.words for said in matters.by_name),
        needs=tuple(NeedSaid(need.area, need.words) for need in matters.needs),
        barriers=frozenset(matters.barriers),
        energy=matters.energy,
        company=matters.company,
        belongs=frozenset(matters.belongs),
        single_sex=matters.single_sex,
        single_sex_needed=matters.is_single_sex_needed,
        faith=matters.faith,
        culture=matters.culture,
        setting=matters.setting,
        online=matters.online_ok,
        phone=matters.phone_ok,
    )

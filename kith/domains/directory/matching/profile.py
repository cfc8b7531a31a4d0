"""Profile: what somebody said about themselves, or about the child or family they ask for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kith.domains.directory.geo import Place

ADULT = 18
WEEK = frozenset(range(1, 8))
PARTS = frozenset({"morning", "afternoon", "evening"})
# How far somebody usually goes for an hour or two, when they named ways of travel and no distance.
REACH_KM = {
    "walk": 2.5,
    "wheels": 2.5,
    "cycle": 6.0,
    "bus": 12.0,
    "lift": 15.0,
    "taxi": 10.0,
    "train": 20.0,
    "car": 25.0,
}
USUAL_REACH_KM = 15.0
SOCIAL_AREAS = frozenset({"people", "fun", "purpose", "culture", "faith", "place"})
HELP_AREAS = frozenset({"mind"})


@dataclass(frozen=True, slots=True)
class NeedSaid:
    """An area of life, with the person's words where there are any."""

    area: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything is optional: empty or None is "did not say", and nothing is assumed from it."""

    id: str = ""
    for_whom: str = "me"
    age: int | None = None
    ages: tuple[int, ...] = ()
    postcode: str = ""
    here: Place | None = None
    max_km: float | None = None
    modes: tuple[str, ...] = ()
    max_price: float | None = None
    access: tuple[str, ...] = ()
    languages: frozenset[str] = frozenset()
    days: frozenset[int] = frozenset()
    parts: frozenset[str] = frozenset()
    likes: tuple[str, ...] = ()
    loved: tuple[str, ...] = ()
    to_try: tuple[str, ...] = ()
    not_for_me: tuple[str, ...] = ()
    by_name: tuple[str, ...] = ()
    needs: tuple[NeedSaid, ...] = ()
    barriers: frozenset[str] = frozenset()
    energy: str = ""
    company: str = ""
    belongs: frozenset[str] = frozenset()
    single_sex: str = ""
    single_sex_needed: bool = False
    faith: str = ""
    culture: str = ""
    setting: str = ""
    online: bool | None = None
    phone: bool | None = None

    @property
    def is_for_child(self) -> bool:
        return self.for_whom == "my_child"

    @property
    def is_for_family(self) -> bool:
        return self.for_whom == "my_family"

    @property
    def everyone(self) -> tuple[int, ...]:
        """The ages of those who would come, as far as they are known."""
        own = () if self.age is None else (self.age,)
        return tuple(sorted({*own, *self.ages})) if self.is_for_family else own

    @property
    def reach_km(self) -> float:
        """How far to look: what was said, else what the ways of travel allow."""
        if self.max_km is not None:
            return self.max_km
        return max((REACH_KM[mode] for mode in self.modes if mode in REACH_KM), default=USUAL_REACH_KM)

    @property
    def times(self) -> frozenset[tuple[int, str]]:
        """The parts of the week they can come; empty when they did not say."""
        if not self.days and not self.parts:
            return frozenset()
        return frozenset((day, part) for day in self.days or WEEK for part in self.parts or PARTS)

    @property
    def areas(self) -> frozenset[str]:
        return frozenset(need.area for need in self.needs)

    @property
    def wants_help(self) -> bool:
        """Whether they asked for help, where experts and peers can both offer something."""
        return bool(self.areas & HELP_AREAS) or self.setting == "clinical"

    @property
    def all_words(self) -> tuple[str, ...]:
        """Everything they said in their own words."""
        needs = tuple(need.words for need in self.needs if need.words)
        return (*self.likes, *self.loved, *self.to_try, *self.by_name, *needs, self.faith, self.culture)

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to go by but who and where they are and what they can manage."""
        return not (self.likes or self.loved or self.to_try or self.by_name or self.needs or self.faith or self.culture)

    def on_a_low_day(self) -> Profile:
        """The same person when there is little energy."""
        return replace(self, energy="low")

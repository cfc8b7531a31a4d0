"""What makes something easier or harder for this person: barriers, energy, company. It orders and warns, never bars.

Each barrier changes the order, and says what is known to help or what to ask (R001-9). Little energy brings gentler
versions first: from home, nearer, smaller, without sign-up (R004-53).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from kith.domains.directory.matching.candidate import FROM_HOME, Candidate
from kith.domains.directory.matching.profile import Profile
from kith.domains.directory.matching.signs import shows

_LOUD: Final = frozenset({
    "listening", "instruments", "dance", "football", "festivals", "gym", "sport", "martial_arts", "youth",
})  # fmt: skip
_HARD_WORK: Final = frozenset({
    "gym", "football", "running", "rugby", "climbing", "martial_arts", "gymnastics", "outdoors", "rackets", "cycling",
    "water_sports", "sport", "swimming", "dance",
})  # fmt: skip
_WITH_FOOD: Final = frozenset({"cooking", "cafe", "lunch_club", "food_help"})
_GROUPS: Final = frozenset({"friendship", "music", "food"})


@dataclass(frozen=True, slots=True)
class Ease:
    """Points towards the order, the known facts that help, and what to say or ask."""

    points: float = 0.0
    reasons: list[str] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)

    def and_(self, other: Ease) -> Ease:
        return Ease(self.points + other.points, self.reasons + other.reasons, self.cautions + other.cautions)


def ease(profile: Profile, candidate: Candidate) -> Ease:
    """How easy this would be for this person, as far as anybody told us."""
    total = _energy(profile, candidate).and_(_company(profile, candidate))
    for barrier in sorted(profile.barriers & set(_OF_BARRIER)):
        total = total.and_(_OF_BARRIER[barrier](candidate))
    return total


def is_gentle(candidate: Candidate) -> bool:
    """Whether its own words or ways say that it is gentle."""
    return bool(candidate.formats and candidate.formats & FROM_HOME) or shows("gentle", candidate.text)


def _energy(profile: Profile, candidate: Candidate) -> Ease:
    if profile.energy != "low":
        return Ease()
    points, reasons = 0.0, []
    if is_gentle(candidate):
        points += 14
        reasons.append(_("It is a gentle one, for days with little energy."))
    points += 6 * ("come_when_you_can" in candidate.yes) + 5 * ("small_group" in candidate.yes)
    points -= 14 * bool(candidate.about & _HARD_WORK and not shows("gentle", candidate.text))
    return Ease(points, reasons)


def _company(profile: Profile, candidate: Candidate) -> Ease:
    if profile.company == "alone":
        return Ease(4 * ("come_when_you_can" in candidate.yes) - 3 * bool(set(candidate.kinds[:1]) & _GROUPS))
    if profile.company == "with_someone":
        return Ease(4 * ("newcomer_welcome" in candidate.yes) + 2 * bool(set(candidate.kinds[:1]) & _GROUPS))
    return Ease()


def _helped(candidate: Candidate, helps: dict[str, str], ask: str, points: float = 6) -> Ease:
    """Points and a sentence for each fact that helps; the question, when none is known."""
    known = [code for code in helps if code in candidate.yes]
    cautions = [] if known else [ask]
    against = 4 * len(set(helps) & candidate.no)
    return Ease(points * len(known) - against, [helps[code] for code in known[:1]], cautions)


def _sensory(candidate: Candidate) -> Ease:
    found = _helped(
        candidate,
        {"quiet_space": _("It has a quiet space, and you said noise and crowds are hard."),
         "small_group": _("It is a small group, and you said noise and crowds are hard.")},
        _("We do not know how noisy it is. You can ask for a quiet time."),
    )  # fmt: skip
    return found.and_(Ease(-8.0 * bool(candidate.about & _LOUD) + 5 * shows("hush", candidate.text)))


def _new_people(candidate: Candidate) -> Ease:
    return _helped(
        candidate,
        {"newcomer_welcome": _("Somebody welcomes new people, and you said meeting new people is hard."),
         "small_group": _("It is a small group, and you said meeting new people is hard.")},
        _("You can ask if someone can meet you at the door."),
    )  # fmt: skip


def _voices(candidate: Candidate) -> Ease:
    return _helped(
        candidate,
        {"mental_health_aware": _("They know about mental health, and that can help with voices."),
         "peer_led": _("It is led by people who have been there."),
         "small_group": _("It is a small group, which can be easier with voices.")},
        _("We do not know how much they know about mental health. You can bring someone."),
    )  # fmt: skip


def _tired(candidate: Candidate) -> Ease:
    found = _helped(
        candidate,
        {"come_when_you_can": _("You can come when you can, and you said you tire quickly.")},
        _("You can ask if it is fine to rest, or to leave early."),
    )
    return found.and_(Ease(-8.0 * bool(candidate.about & _HARD_WORK) + 5 * is_gentle(candidate)))


def _eating(candidate: Candidate) -> Ease:
    if candidate.about & _WITH_FOOD or shows("food", candidate.text):
        return Ease(-10, [], [_("There may be food here. You can ask to come for the other part.")])
    return Ease()


def _trauma(candidate: Candidate) -> Ease:
    return _helped(
        candidate,
        {"trauma_informed": _("They have training about trauma.")},
        _("We do not know if they have training about trauma. You can bring someone."),
    )


def _going_out(candidate: Candidate) -> Ease:
    if candidate.formats and candidate.formats & FROM_HOME:
        return Ease(20, [_("You can do it from home, and you said leaving home is hard.")])
    return Ease(-8, [], [_("This means leaving home. You can ring them first.")])


def _pain(candidate: Candidate) -> Ease:
    if "movement" in candidate.kinds or candidate.about & _HARD_WORK:
        points = 6.0 if shows("gentle", candidate.text) else -8.0
        return Ease(points, [], [_("You can ask for a gentle version.")])
    return Ease()


def _memory(candidate: Candidate) -> Ease:
    return _helped(
        candidate,
        {"come_when_you_can": _("You can come when you can: nothing to remember but the door.")},
        _("You can ask them to ring you on the day."),
        points=3,
    )


def _alcohol(candidate: Candidate) -> Ease:
    if candidate.has_venue and candidate.kinds[:1] in {("friendship",), ("food",), ("music",)}:
        return Ease(0, [], [_("You can ask if alcohol is served there.")])
    return Ease()


_OF_BARRIER: Final = {
    "sensory": _sensory,
    "new_people": _new_people,
    "voices": _voices,
    "tired": _tired,
    "eating": _eating,
    "trauma": _trauma,
    "going_out": _going_out,
    "pain": _pain,
    "memory": _memory,
    "alcohol": _alcohol,
}

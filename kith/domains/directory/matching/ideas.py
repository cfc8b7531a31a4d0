"""Three ideas for one person, each with its reasons and cautions, or an honest word about why there are fewer."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.domains.directory.matching import practical, wording
from kith.domains.directory.matching.candidate import AT_A_DISTANCE, Candidate
from kith.domains.directory.matching.limits import Limit
from kith.domains.directory.matching.meaning import stems_in
from kith.domains.directory.matching.profile import Profile
from kith.domains.directory.matching.ranking import Outside, Weighed, weigh
from kith.domains.directory.matching.wishes import Answer, Wish, wishes

MOST_REASONS: Final = 5
NEAREST: Final = 2


@dataclass(frozen=True, slots=True)
class Because:
    """What the person said that an idea answers: the field of their profile and their words."""

    field: str
    said: str


@dataclass(frozen=True, slots=True)
class Idea:
    """One thing to do, why it is suggested, and what to know first."""

    candidate: Candidate
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    because: tuple[Because, ...] = ()
    distance_km: float | None = None
    is_from_home: bool = False
    unknown_count: int = 0


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The ideas, what to say about them together, and what there is instead when they are few."""

    ideas: tuple[Idea, ...] = ()
    notes: tuple[str, ...] = ()
    instead: tuple[Idea, ...] = ()
    has_more: bool = False


def ideas(
    profile: Profile, candidates: Iterable[Candidate], as_of: dt.date, count: int = 3, skip: int = 0
) -> Suggestions:
    """The next `count` ideas after the first `skip`, for this person on this day; always the same for the same."""
    wanted = wishes(profile)
    inside, outside = _sorted_out(profile, wanted, candidates, as_of)
    fitting = [one for one in inside if _is_worth_saying(profile, one)]
    chosen = _choose(profile, fitting, count, skip)
    batch = sorted(chosen[skip : skip + count], key=lambda one: (one.unknown_count > 0, chosen.index(one)))
    notes = _notes(profile, batch, fitting, outside, skip)
    if 0 < len(batch) < count and not skip:
        notes.append(_how_few(len(batch)))
    instead: tuple[Idea, ...] = ()
    if len(chosen) < skip + count:
        others = [one for one in inside if one not in chosen]
        instead = _instead(profile, others, outside, as_of)
    return Suggestions(
        ideas=tuple(_idea(profile, one, as_of) for one in batch),
        notes=tuple(notes),
        instead=instead,
        has_more=len(chosen) > skip + count,
    )


def _sorted_out(
    profile: Profile, wanted: tuple[Wish, ...], candidates: Iterable[Candidate], as_of: dt.date
) -> tuple[list[Weighed], list[Outside]]:
    inside: list[Weighed] = []
    outside: list[Outside] = []
    for candidate in candidates:
        found = weigh(profile, wanted, candidate, as_of)
        if isinstance(found, Weighed):
            inside.append(found)
        elif found is not None:
            outside.append(found)
    return sorted(inside, key=lambda one: one.order), outside


def _is_worth_saying(profile: Profile, one: Weighed) -> bool:
    """It answers something, it is somewhere; and what is only close to a wish has a door one can go to."""
    is_only_near = bool(one.answers) and one.answers[0].is_near
    if one.is_placeless or (is_only_near and one.candidate.place_kind == "office" and not one.candidate.can_be_remote):
        return False
    return one.band < 2 or profile.says_nothing


def _choose(profile: Profile, fitting: list[Weighed], count: int, skip: int) -> list[Weighed]:
    """In batches of `count`: the best, then the best that is unlike those beside it; one more, to know if there are."""
    left, chosen = list(fitting), list[Weighed]()
    while left and len(chosen) <= skip + count:
        batch: list[Weighed] = []
        while left and len(batch) < count:
            best = min(left, key=lambda one: _beside(one, batch))
            batch.append(best)
            left = [one for one in left if one is not best and not _is_same(one, best)]
        if not chosen and profile.wants_help:
            batch = _both_kinds_of_help(batch, left)
            left = [one for one in left if one not in batch]
        chosen += batch
    return chosen


def _beside(one: Weighed, batch: list[Weighed]) -> tuple[int, int, int, tuple[int, int, int, int, float, str]]:
    """Another wish before the same again; another kind, organisation or place before the same."""
    if not batch:
        return (0, 0, 0, one.order)
    wish = _wish(one)
    repeats = sum(wish is not None and _wish(other) == wish for other in batch)
    alike = sum(_likeness(one, other) for other in batch)
    is_twin = any(_has_same_name(one, other) for other in batch)
    return (3 * is_twin + one.band + (repeats > 0), int(repeats > 0), alike, one.order)


def _wish(one: Weighed) -> str | None:
    return one.answers[0].wish.said if one.answers else None


def _likeness(one: Weighed, other: Weighed) -> int:
    a, b = one.candidate, other.candidate
    return (
        int(a.kinds[:1] == b.kinds[:1])
        + 2 * int(bool(a.organisation) and a.organisation == b.organisation)
        + int(a.has_venue and (a.lat, a.lon) == (b.lat, b.lon))
        + int(bool(a.about & b.about))
    )


def _is_same(one: Weighed, other: Weighed) -> bool:
    """The same thing in the same place, at another hour."""
    a, b = one.candidate, other.candidate
    return _has_same_name(one, other) and (a.postcode, a.lat, a.lon) == (b.postcode, b.lat, b.lon)


def _has_same_name(one: Weighed, other: Weighed) -> bool:
    return stems_in(one.candidate.name) == stems_in(other.candidate.name)


def _is_peer_led(one: Weighed) -> bool:
    return "peer_led" in one.candidate.yes


def _is_expert_led(one: Weighed) -> bool:
    candidate = one.candidate
    helps = {"mind", "health"} & set(candidate.kinds)
    return "peer_led" not in candidate.yes and bool(helps) and candidate.sector in {"clinical", "statutory"}


def _helps(one: Weighed) -> bool:
    return bool({"mind", "health"} & set(one.candidate.kinds)) or _is_peer_led(one)


def _both_kinds_of_help(batch: list[Weighed], left: list[Weighed]) -> list[Weighed]:
    """Where help is wanted and the area has both, one led by experts and one by peers are among the first (R004-30)."""
    kept = list(batch)
    for is_led in (_is_peer_led, _is_expert_led):
        if any(is_led(one) for one in kept) or len(kept) < 2:
            continue
        found = next((one for one in left if is_led(one) and _helps(one)), None)
        if found is None:
            continue
        replaceable = [one for one in kept[1:] if not _is_peer_led(one) and not _is_expert_led(one)]
        if replaceable:
            kept[kept.index(replaceable[-1])] = found
    return kept


def _idea(profile: Profile, one: Weighed, as_of: dt.date) -> Idea:
    own = _own_answers(one.answers)
    reasons = [wording.because(answer, profile.for_whom) for answer in own]
    reasons += one.ease.reasons[:2]
    reasons += practical.kept(profile, one.candidate, one.verdicts)
    if not own:
        reasons.insert(0, _plain_reason(one.candidate))
    days = (as_of - one.candidate.assured_on).days if one.candidate.assured_on else None
    cautions = [
        practical.checked(one.freshness, days),
        practical.unknown(one.verdicts),
        *_about_place(profile, one),
        *_about_door(one.candidate),
        *one.ease.cautions,
    ]
    return Idea(
        candidate=one.candidate,
        reasons=tuple(dict.fromkeys(reasons))[:MOST_REASONS],
        cautions=tuple(dict.fromkeys(words for words in cautions if words)),
        because=tuple(Because(answer.wish.field, answer.wish.said) for answer in own),
        distance_km=None if one.km is None else round(one.km, 2),
        is_from_home=one.is_from_home,
        unknown_count=one.unknown_count,
    )


def _own_answers(found: list[Answer]) -> list[Answer]:
    """At most two, and not the same words twice."""
    return list({answer.wish.said: answer for answer in reversed(found)}.values())[::-1][:2]


def _plain_reason(candidate: Candidate) -> str:
    if candidate.open_to_everyone:
        return _("It is open to everyone.")
    return _("It is something to do that keeps to what you said.")


def _about_place(profile: Profile, one: Weighed) -> list[str]:
    candidate = one.candidate
    found = []
    if profile.here is None and candidate.has_venue and not one.is_from_home:
        found.append(_("We do not know how far it is, because we do not know where you are."))
    if one.km is not None and candidate.precision in {"sector", "outcode"}:
        found.append(_("We know the part of town it is in, not the exact place."))
    if candidate.place_kind == "office":
        found.append(_("The address we have is an office. Ask where it happens."))
    return found


def _about_door(candidate: Candidate) -> list[str]:
    found = []
    if candidate.needs_referral:
        found.append(_("Someone has to refer you, such as your GP or your worker."))
    if candidate.sector == "clinical":
        found.append(_("It is run by a health service."))
    elif candidate.sector == "statutory":
        found.append(_("It is run by the council or another public body."))
    return found


def _notes(
    profile: Profile, batch: list[Weighed], fitting: list[Weighed], outside: list[Outside], skip: int
) -> list[str]:
    notes = []
    if profile.postcode and profile.here is None:
        notes.append(_("We do not know this postcode: %(postcode)s.") % {"postcode": profile.postcode})
    if profile.here is not None and profile.here.note:
        notes.append(profile.here.note)
    if profile.wants_help and not skip:
        notes += _missing_help(fitting)
    if not batch:
        notes.append(_why_none(outside) if not skip else _("These are all we found."))
    return notes


def _how_few(found: int) -> str:
    return ngettext(
        "We found %(n)s that fits what you said. A person may know more: you can ask us.",
        "We found %(n)s that fit what you said. A person may know more: you can ask us.",
        found,
    ) % {"n": found}


def _missing_help(fitting: list[Weighed]) -> list[str]:
    notes = []
    if not any(_is_peer_led(one) for one in fitting):
        notes.append(_("We found no group that says it is led by people who have been there."))
    if not any(_is_expert_led(one) for one in fitting):
        notes.append(_("We found nothing that says it is led by health staff."))
    return notes


def _why_none(outside: list[Outside]) -> str:
    """Which limits stood in the way, the most frequent first."""
    if not outside:
        return _("We know of nothing like this that you can reach. A person may know more: you can ask us.")
    counted = Counter(limit for one in outside for limit in one.broken)
    most = [_in_words(limit) for limit, _number in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:3]]
    return _("We found %(n)s that match what you like, and none that fit. What stood in the way: %(why)s.") % {
        "n": len(outside),
        "why": ", ".join(most),
    }


def _in_words(limit: Limit) -> str:
    return {
        Limit.AGE: _("the ages it is for"),
        Limit.DISTANCE: _("how far it is"),
        Limit.COST: _("what it costs"),
        Limit.ACCESS: _("getting in and around"),
        Limit.LANGUAGE: _("the language"),
        Limit.DAY: _("the day or time"),
        Limit.FORMAT: _("being only online or by phone"),
        Limit.AUDIENCE: _("who it is for"),
    }[limit]


def _instead(profile: Profile, others: list[Weighed], outside: list[Outside], as_of: dt.date) -> tuple[Idea, ...]:
    """What there is beside: the nearest that is too far, something from home, something else within every limit."""
    far = sorted((one for one in outside if one.broken == (Limit.DISTANCE,) and one.km), key=lambda one: one.km or 0)
    found = [_too_far(profile, one) for one in far[:NEAREST]]
    placeless = [one for one in others if one.is_placeless and one.band < 2]
    others = [one for one in others if not one.is_placeless]
    remote = [one for one in others if (one.candidate.formats or frozenset()) & AT_A_DISTANCE]
    national = [one for one in others if one.candidate.scope == "national" and one not in remote]
    near = [one for one in others if one.candidate.has_venue and one.candidate.open_to_everyone and one not in remote]
    for group, words in (
        (remote, _("You did not name this. You can do it from home.")),
        (national, _("You did not name this. It is there for the whole country.")),
        (placeless, _("Nobody told us where this is. Ask first.")),
        (near, _("You did not name this. It is open to everyone and keeps to what you said.")),
    ):
        if group:
            idea = _idea(profile, group[0], as_of)
            found.append(replace(idea, reasons=(words, *idea.reasons[0 if idea.because else 1 :])))
    return tuple(found)


def _too_far(profile: Profile, one: Outside) -> Idea:
    km = one.km or 0.0
    words = _("It is %(km)s km away, further than you said you can go.") % {"km": f"{km:.0f}"}
    own = _own_answers(one.answers)
    return Idea(
        candidate=one.candidate,
        reasons=tuple(wording.because(answer, profile.for_whom) for answer in own),
        cautions=(words,),
        because=tuple(Because(answer.wish.field, answer.wish.said) for answer in own),
        distance_km=round(km, 2),
    )

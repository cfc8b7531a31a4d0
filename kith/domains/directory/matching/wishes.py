"""Wishes: each thing somebody said, read once, and how well a thing to do answers it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kith.domains.directory.matching.candidate import Candidate
from kith.domains.directory.matching.meaning import (
    broad,
    by_word_only,
    content,
    forms_in,
    meant,
    next_to,
    stems_in,
    topics_in,
    umbrella,
)
from kith.domains.directory.matching.profile import SOCIAL_AREAS, NeedSaid, Profile

# What helps with an area of life, in the directory's topics.
OF_AREA: Final[dict[str, frozenset[str]]] = {
    "money": frozenset({"money", "food_help"}),
    "home": frozenset({"housing", "home_help"}),
    "work": frozenset({"work", "computers", "volunteering"}),
    "body": frozenset({"walking", "yoga", "swimming", "dance", "bowls", "gardening"}),
    "mind": frozenset({"wellbeing", "mindfulness", "peer_support", "counselling"}),
    "people": frozenset({"company", "befriending", "games", "lunch_club", "womens_groups", "mens_sheds", "cafe"}),
    "purpose": frozenset({"volunteering", "community_action", "mens_sheds"}),
    "fun": frozenset({"games", "film", "dance", "theatre", "singing", "festivals", "craft", "art", "bowls"}),
    "safety": frozenset({"safety", "rights"}),
    "place": frozenset({"parks", "gardening", "community_action", "community_centre", "wildlife"}),
    "faith": frozenset({"church", "mosque", "synagogue", "temple", "faith_group"}),
    "culture": frozenset({"communities", "festivals", "museums"}),
    "digital": frozenset({"computers"}),
    "own": frozenset(),
}
# What is mainly something else is no answer to an area of life, whatever it mentions on the way.
_MAINLY: Final[dict[str, frozenset[str]]] = {
    "people": frozenset({"friendship", "food", "caring"}),
    "mind": frozenset({"mind", "health"}),
    "fun": frozenset({"arts", "music", "friendship", "movement", "nature"}),
}
_OF_FAITH: Final = {
    "mosque": re.compile(r"muslim|islam", re.IGNORECASE),
    "church": re.compile(
        r"christian|church|catholic|methodist|baptist|quaker|anglican|kirk|chapel|presbyterian", re.IGNORECASE
    ),
    "synagogue": re.compile(r"jew|judais", re.IGNORECASE),
    "temple": re.compile(r"hindu|sikh|buddh|jain", re.IGNORECASE),
}
_OF_BELONGING: Final[dict[str, frozenset[str]]] = {
    "carers": frozenset({"carers"}),
    "lgbt": frozenset({"lgbt"}),
    "veterans": frozenset({"veterans"}),
    "bereaved": frozenset({"bereavement"}),
    "drugs_or_alcohol": frozenset({"drugs_alcohol"}),
    "autistic_people": frozenset({"autism"}),
    "deaf_people": frozenset({"deaf"}),
    "blind_people": frozenset({"sight"}),
    "dementia": frozenset({"dementia"}),
    "learning_disability": frozenset({"learning_disability"}),
    "disabled_people": frozenset({"disability"}),
}
STRONG: Final = 0.55
NEAR: Final = 0.3


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that was said, and what it means."""

    field: str
    said: str
    topics: frozenset[str]
    stems: tuple[str, ...]
    weight: float
    is_social: bool = False
    is_area: bool = False

    @property
    def fine_topics(self) -> frozenset[str]:
        """The topics that answer it: the fine ones, where words name any; all of them for an area of life."""
        return self.topics if self.is_area else self.topics - broad() or self.topics


@dataclass(frozen=True, slots=True)
class Answer:
    """How a thing to do answers a wish: `strength` from 0 to 1, `is_near` when it is only much like it."""

    wish: Wish
    strength: float
    is_near: bool = False

    @property
    def value(self) -> float:
        return self.strength * self.wish.weight


def wishes(profile: Profile) -> tuple[Wish, ...]:
    """Everything the person said that a thing to do can answer, the dearest first."""
    found = [_said("loved", words, 1.0) for words in profile.loved]
    found += [_said("likes", words, 1.0) for words in profile.likes]
    found += [_said("to_try", words, 0.95) for words in profile.to_try]
    found += [_said("by_name", words, 1.0) for words in profile.by_name]
    for need in profile.needs:
        found += _needed(profile, need)
    if profile.faith:
        found.append(Wish("faith", profile.faith, _faith(profile.faith), (), 0.55, is_social=True))
    if profile.culture:
        found.append(Wish("culture", profile.culture, frozenset(), content(profile.culture), 0.55, is_social=True))
    for group in sorted(profile.belongs & set(_OF_BELONGING)):
        found.append(Wish("belongs", group, _OF_BELONGING[group], (), 0.5, is_social=True))
    return tuple(found)


def _said(field: str, words: str, weight: float) -> Wish:
    return Wish(field, words, meant(words), content(words), weight, is_social=True)


def _needed(profile: Profile, need: NeedSaid) -> list[Wish]:
    """A need gives its own words first, then its area of life."""
    is_social = need.area in SOCIAL_AREAS
    own = meant(need.words) if need.words else frozenset()
    topics = _faith(profile.faith) if need.area == "faith" and profile.faith else OF_AREA[need.area]
    found = [Wish("needs", need.words, own, content(need.words), 0.9, is_social)] if own else []
    if topics - own:
        found.append(Wish("needs", need.area, topics - own, (), 0.6, is_social, is_area=True))
    return found


def _faith(words: str) -> frozenset[str]:
    found = frozenset(topic for topic, pattern in _OF_FAITH.items() if pattern.search(words))
    return found or frozenset({"faith_group"})


def answers(wanted: tuple[Wish, ...], candidate: Candidate) -> list[Answer]:
    """The wishes this answers, the best answered first."""
    found = [answer for wish in wanted if (answer := _answer(wish, candidate))]
    return sorted(found, key=lambda answer: -answer.value)


def _answer(wish: Wish, candidate: Candidate) -> Answer | None:
    if wish.field == "belongs":
        return Answer(wish, 0.75) if _is_made_for(wish, candidate) else None
    if _is_mainly_else(wish, candidate):
        return None
    strength = _by_topic(wish, candidate) if wish.topics else _by_words(wish, candidate)
    if strength:
        return Answer(wish, min(1.0, strength))
    if wish.field in {"loved", "likes", "to_try", "needs"} and _is_near(wish, candidate):
        return Answer(wish, NEAR, is_near=True)
    return None


def _is_mainly_else(wish: Wish, candidate: Candidate) -> bool:
    """Whether it is mainly something else: a gym that says "drop in" is no company, nor is an organisation's name."""
    area = wish.said if wish.is_area else "people" if wish.field == "needs" and wish.topics <= OF_AREA["people"] else ""
    if area in _MAINLY and candidate.kinds and candidate.kinds[0] not in _MAINLY[area]:
        return True
    return area == "people" and not OF_AREA["people"] & topics_in(f"{candidate.name}. {candidate.summary[:600]}")


def _is_made_for(wish: Wish, candidate: Candidate) -> bool:
    """Whether it was made for the group somebody counts themselves to, not merely names it among others."""
    if wish.topics & topics_in(candidate.name):
        return True
    return wish.said in candidate.audiences and bool(candidate.only_for_audiences or len(candidate.audiences) == 1)


def _is_near(wish: Wish, candidate: Candidate) -> bool:
    """Whether it is mainly about something wide that was named too, or about something next to what was said."""
    main = topics_in(candidate.name) | set(candidate.topics[:1])
    near = {other for topic in wish.fine_topics for other in next_to(topic)} | wish.fine_topics
    return not wish.is_area and bool((near - by_word_only()) & main)


def _by_topic(wish: Wish, candidate: Candidate) -> float:
    """By what it is about: named for it, or one of the first things it offers, or one of many."""
    shares = _share_of_words(wish, candidate.text)
    # Chess is no answer to a wish for snooker, though both are games.
    wanted = wish.fine_topics if shares or wish.is_area else wish.fine_topics - umbrella() - by_word_only()
    if wanted & topics_in(candidate.name):
        return 0.75 + 0.25 * _share_of_words(wish, candidate.name)
    if wanted & (set(candidate.topics[:2]) | candidate.about & {"peer_support"}):
        return 0.55 + 0.2 * shares
    if wanted & candidate.about and not wish.is_area:
        return 0.3 + 0.2 * shares
    return 0.6 if _names_it(wish, candidate.text) else 0.0


def _names_it(wish: Wish, text: str) -> bool:
    """Whether all that was said is there: the same word for one, the same stems for several."""
    if len(wish.stems) > 1:
        return set(wish.stems) <= stems_in(text)
    return bool(wish.stems) and bool(_forms(wish.said) & forms_in(text))


def _forms(said: str) -> frozenset[str]:
    return frozenset(form for form in forms_in(said) if content(form))


def _share_of_words(wish: Wish, text: str) -> float:
    if not wish.stems:
        return 0.0
    return len(set(wish.stems) & stems_in(text)) / len(wish.stems)


def _by_words(wish: Wish, candidate: Candidate) -> float:
    """By the words themselves, when they name no topic."""
    if _names_it(wish, candidate.name):
        return 0.9
    return 0.6 if _names_it(wish, candidate.text) else 0.0


def is_not_for_them(profile: Profile, candidate: Candidate) -> bool:
    """Whether they said that this is not for them: its topic, or all of their words in its own words."""
    return any(_is_refused(words, candidate) for words in profile.not_for_me)


def _is_refused(words: str, candidate: Candidate) -> bool:
    stems = frozenset(content(words))
    if stems and stems <= stems_in(f"{candidate.text} {candidate.address}"):
        return True
    # "Loud music" refuses what is loud, not all music: a topic counts when it is all that was said.
    topics = meant(words)
    is_only_topic = all(meant(stem) & topics or topics_in(stem) & topics for stem in _words_of(words))
    return bool(is_only_topic and topics & (candidate.about | topics_in(candidate.name)))


def _words_of(words: str) -> list[str]:
    kept = set(content(words))
    return [word for word in re.findall(r"[a-zà-ÿ']+", words.lower()) if kept & set(content(word))]

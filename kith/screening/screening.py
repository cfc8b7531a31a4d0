"""Screening: from a text to a verdict."""

from __future__ import annotations

from collections.abc import Iterable

from kith.screening.frames import Heard, heard
from kith.screening.identities import identity
from kith.screening.lexicon import Lexicon, Said, lexicon
from kith.screening.normalise import Words
from kith.screening.phrases import PhraseBook
from kith.screening.verdicts import Context, Hit, Reason, Span, Verdict

NOWHERE = Context()
FACTS = {
    "is_burst": Reason("burst", "several posts in a short time"),
    "is_first_post": Reason("first_post", "the first post of this member"),
    "is_night": Reason("night", "written between one and five at night"),
    "is_recently_discharged": Reason("discharged", "discharged from hospital a short time ago"),
}
DISTRESS = frozenset({"suicide", "self_harm"})
RAISING = frozenset({"burst", "night", "discharged"})


def screen(
    text: str,
    *,
    room_subjects: frozenset[str] = frozenset(),
    context: Context = NOWHERE,
    extra_phrases: PhraseBook | None = None,
    language: str = "en",
    mentions_only: bool = False,
    own_names: Iterable[str] = (),
) -> Verdict:
    """How soon somebody looks at this text, and why. It says nothing about who wrote it.

    `room_subjects`: families a room is about; abbreviations of theirs count only there.
    `own_names`: what the writer is called, which nobody is to learn here.
    `mentions_only`: tiers are switched off; a mention is one, and nothing is more.
    """
    lexi = lexicon()
    words = lexi.read(text, language=language)
    found = heard(words, lexi.said(words), room_subjects, lexi.together)
    hits = [_hit(frame, words) for frame in found if frame.tier > 0]
    details = identity(text, own_names=own_names)
    hits += details
    if extra_phrases is not None:
        hits += extra_phrases.hits(words)
    held = _held(found, details, words)
    if mentions_only:
        hits = [Hit(hit.rule, hit.family, min(hit.tier, 1), hit.start, hit.end, hit.reasons, hit.who) for hit in hits]
    return _verdict(hits, held, context, lexi, mentions_only=mentions_only)


def _hit(frame: Heard, words: Words) -> Hit:
    start, end = words.span(frame.said.first, frame.said.last)
    rule = frame.said.rule
    return Hit(rule.id, rule.family, frame.tier, start, end, tuple(frame.reasons), frame.who)


def _held(found: Iterable[Heard], details: Iterable[Hit], words: Words) -> tuple[Span, ...]:
    """What is masked before it is published, whatever else is said around it. Distress never is."""
    found = list(found)
    distress = [frame.said for frame in found if frame.who == "self" and frame.said.rule.family in DISTRESS]
    said = [
        frame.said
        for frame in found
        if frame.said.rule.held
        and frame.tier > 0
        and not (frame.act == "urge" and any(_meet(frame.said, own) for own in distress))
    ]
    spans = {Span(*words.span(one.first, one.last), one.rule.family, one.rule.id) for one in said}
    return tuple(sorted(spans | {Span(hit.start, hit.end, hit.family, hit.rule) for hit in details}))


def _meet(one: Said, other: Said) -> bool:
    return one.first < other.last and other.first < one.last


def _verdict(
    hits: list[Hit], held: tuple[Span, ...], context: Context, lexi: Lexicon, *, mentions_only: bool
) -> Verdict:
    hits.sort(key=lambda hit: (-hit.tier, hit.start, hit.rule))
    tier = hits[0].tier if hits else 0
    facts = tuple(reason for fact, reason in FACTS.items() if getattr(context, fact)) if tier else ()
    if tier == 2 and not mentions_only and sum(fact.code in RAISING for fact in facts) > 1:
        tier = 3
        facts = (*facts, Reason("raised", "distress, and more than one of these"))
    return Verdict(tier, tuple(dict.fromkeys(hit.family for hit in hits)), tuple(hits), held, lexi.version, facts)

"""Who said what, and how: each frame with the person it is about, lowered by the cues around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kith.screening.cues import Cues
from kith.screening.lexicon import Lexicon, Said
from kith.screening.normalise import Words
from kith.screening.verdicts import Reason
from kith.screening.who import who


@dataclass(slots=True)
class Heard:
    """A frame in its sentence."""

    said: Said
    who: str
    tier: int
    reasons: list[Reason] = field(default_factory=list)
    lowered: set[str] = field(default_factory=set)

    @property
    def act(self) -> str:
        return self.said.rule.act

    @property
    def stands(self) -> bool:
        """Said as it is, with no cue against it."""
        return not self.lowered

    def lower(self, cue: str, tier: int, words: str) -> None:
        """A cue takes it down to this tier; what is there stays there."""
        self.lowered.add(cue)
        self.tier = min(self.tier, tier)
        self.reasons.append(Reason(cue, words))


def heard(words: Words, said: Iterable[Said], subjects: frozenset[str]) -> list[Heard]:
    """Every frame that was said, not covered by an idiom, with its tier after the cues."""
    said = list(said)
    idioms = [(one.first, one.last) for one in said if one.rule.kind == "idiom"]
    cues = Cues(words, said)
    found = []
    for one in said:
        rule = one.rule
        if rule.kind != "frame" or (rule.room and rule.room not in subjects):
            continue
        if any(_covers(idiom, one) for idiom in idioms):
            continue
        frame = Heard(one, who(words, one), rule.tier, [Reason(rule.id, rule.say)])
        for cue, tier, why in cues.lowering(one, frame.who):
            frame.lower(cue, tier, why)
        found.append(frame)
    _denied(found, says_so=bool(cues.of["denial"]))
    return found


def _covers(idiom: tuple[int, int], one: Said) -> bool:
    """An idiom takes a frame with it that ends inside it, or of which it holds at least half."""
    shared = min(idiom[1], one.last) - max(idiom[0], one.first)
    return shared > 0 and (idiom[0] < one.last <= idiom[1] or 2 * shared >= one.last - one.first)


def _denied(found: list[Heard], *, says_so: bool) -> None:
    """Who denies an intent and yet wishes not to wake is looked at the same day."""
    denies = says_so or any("negation" in frame.lowered and frame.said.rule.family == "suicide" for frame in found)
    if not denies or any(frame.tier > 3 for frame in found):
        return
    for frame in found:
        if frame.stands and frame.tier == 3 and frame.act in {"wish", "thought"} and frame.who == "self":
            frame.tier = 2
            frame.reasons.append(Reason("denied", "an intent is denied in the same words"))


def together(found: list[Heard], lexicon: Lexicon) -> None:
    """Raise what is said by what else is said."""
    acts: dict[tuple[str, str], Heard] = {}
    for frame in found:
        if frame.stands:
            acts.setdefault((frame.said.rule.family, frame.act), frame)
    for rule in lexicon.together:
        first, second = (acts.get((rule.family, act)) for act in rule.has)
        if first and second and first.tier < rule.tier and (first.tier or second.tier):
            first.tier = rule.tier
            first.reasons.append(Reason("together", rule.say))

"""Who said what, and how: each frame with the person it is about, lowered by the cues around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kith.screening.cues import Cues
from kith.screening.lexicon import Act, Said, Together
from kith.screening.normalise import Words
from kith.screening.verdicts import Reason
from kith.screening.who import who

NEAR, NEAR_EXCUSE = 45, 12  # words
MOST_TRIED = 4
TOGETHER = Reason("together", "two things said together")


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


def heard(words: Words, said: Iterable[Said], subjects: frozenset[str], pairs: Iterable[Together] = ()) -> list[Heard]:
    """Every frame that was said, not covered by an idiom, with its tier after the cues; and what they mean together."""
    said = list(said)
    idioms = [(one.first, one.last) for one in said if one.rule.kind == "idiom"]
    spoken = [
        one
        for one in said
        if one.rule.kind == "frame"
        and not (one.rule.room and one.rule.room not in subjects)
        and not (idioms and any(_covers(idiom, one) for idiom in idioms))
    ]
    cues = Cues(words, said)
    found = [_weighed(one, words, cues) for one in spoken if one.rule.family]
    signs = [one for one in spoken if not one.rule.family]
    found += _together(found, signs, words, cues, pairs)
    _denied(found, says_so=bool(cues.of["denial"]))
    return found


def _weighed(one: Said, words: Words, cues: Cues) -> Heard:
    frame = Heard(one, who(words, one), one.rule.tier, [Reason(one.rule.id, one.rule.say)])
    for cue, tier, why in cues.lowering(one, frame.who):
        frame.lower(cue, tier, why)
    return frame


def _covers(idiom: tuple[int, int], one: Said) -> bool:
    """An idiom takes a frame with it that ends inside it, or of which it holds at least half."""
    shared = min(idiom[1], one.last) - max(idiom[0], one.first)
    return shared > 0 and (idiom[0] < one.last <= idiom[1] or 2 * shared >= one.last - one.first)


def _denied(found: list[Heard], *, says_so: bool) -> None:
    """Who denies an intent and yet wishes not to wake is looked at the same day."""
    denies = says_so or any("negation" in frame.lowered and frame.said.rule.literal for frame in found)
    if not denies or any(frame.tier > 3 for frame in found):
        return
    for frame in found:
        if frame.stands and frame.tier == 3 and frame.act in {"wish", "thought"} and frame.who == "self":
            frame.tier = 2
            frame.reasons.append(Reason("denied", "an intent is denied in the same words"))


def _together(
    found: list[Heard], signs: list[Said], words: Words, cues: Cues, pairs: Iterable[Together]
) -> Iterator[Heard]:
    """What is said by what else is said close by; signs are weighed only where something could come of them."""
    present = {(one.rule.family, one.rule.act) for one in signs}
    present.update((frame.said.rule.family, frame.act) for frame in found if frame.stands)
    possible = [one for one in pairs if not any(group.isdisjoint(present) for group in one.has)]
    if not possible:
        return
    wanted = frozenset().union(*(act for one in possible for act in (*one.has, one.unless)))
    acts: dict[Act, list[Heard]] = defaultdict(list)
    weighed = (_weighed(one, words, cues) for one in signs if (one.rule.family, one.rule.act) in wanted)
    for frame in (*found, *weighed):
        if frame.stands:
            acts[frame.said.rule.family, frame.act].append(frame)
    for one in possible:
        groups = [[frame for act in sorted(group) for frame in acts.get(act, ())] for group in one.has]
        if all(groups) and (span := _close(groups)) is not None and not _excused(one, span, acts):
            said = Said(one.rule, *span)
            if not (one.rule.soft and cues.mundane(said)):
                frame = Heard(said, groups[0][0].who, one.rule.tier, [Reason(one.rule.id, one.rule.say), TOGETHER])
                for cue, tier, why in cues.easing(said):
                    frame.lower(cue, tier, why)
                yield frame


def _close(groups: Sequence[Sequence[Heard]]) -> tuple[int, int] | None:
    """From the first word to the last of frames near each other, one of each group, none within another."""
    for first in groups[0][:MOST_TRIED]:
        start, end, taken = first.said.first, first.said.last, [first.said]
        for group in groups[1:]:
            for frame in group[:MOST_TRIED]:
                one = frame.said
                if max(end, one.last) - min(start, one.first) <= NEAR and not any(_meet(one, other) for other in taken):
                    start, end = min(start, one.first), max(end, one.last)
                    taken.append(one)
                    break
            else:
                break
        else:
            return start, end
    return None


def _meet(one: Said, other: Said) -> bool:
    return one.first < other.last and other.first < one.last


def _excused(one: Together, span: tuple[int, int], acts: Mapping[Act, list[Heard]]) -> bool:
    """Something close by says that it means another thing."""
    start, end = span[0] - NEAR_EXCUSE, span[1] + NEAR_EXCUSE
    return any(start <= frame.said.first < end for act in one.unless for frame in acts.get(act, ()))

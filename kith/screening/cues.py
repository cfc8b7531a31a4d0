"""Cues: what in the words around a frame says that it is denied, long past, quoted, from a film, or advice."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator

from kith.screening.lexicon import Said
from kith.screening.lexicon.named import named
from kith.screening.normalise import STOPS, Words

TURNS = named("turns")
ENDS_NEGATION = named("ends_negation")
NOT_DENYING = named("not_denying")
REACHES = 6
BEFORE, AFTER = 5, 8  # words
FAR = 1 << 30
SAID = {
    "negation": "denied in the same clause",
    "past": "about the past",
    "media": "about a book, a film, a song or the news",
    "quotation": "somebody else's words",
    "advice": "advice or general talk",
    "recovery": "told as recovery",
    "mundane": "an everyday matter",
    "eased": "resisted, or without fear",
}
NEGATORS = named("negators")
FORMER = named("former")
LINKS = named("links")
SAYING = named("saying")
OWN = frozenset({"i", "me", "my", "myself"})
GRAVE = named("grave")
EASED = named("eased")
NOW = 3  # the tier that a cue of ease lowers by one
NEAR = 25


Asked = Callable[[Said, str], bool]


class Cues:
    """All cues of a text, asked frame by frame."""

    def __init__(self, words: Words, said: list[Said]) -> None:
        self.words = words.words
        self.quotes = words.quotes
        self.stops = [place for place, word in enumerate(words.words) if word in STOPS]
        self.turns = [place for place, word in enumerate(words.words) if word in STOPS or word in TURNS]
        self.of: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for one in said:
            if one.rule.kind == "cue":
                self.of[one.rule.act].append((one.first, one.last))
        self.asked: tuple[tuple[str, Asked], ...] = (
            ("negation", self._negation),
            ("past", self._past),
            ("recovery", self._recovery),
            ("media", self._media),
            ("quotation", self._quotation),
            ("advice", self._advice),
        )
        self.literal = [(one.first, one.last) for one in said if one.rule.literal]

    def lowering(self, one: Said, who: str) -> Iterator[tuple[str, int, str]]:
        """Each cue that speaks against a frame, with the tier it leaves."""
        rule = one.rule
        for cue, speaks in self.asked[:2] if rule.act == "word" else self.asked:  # a mere mention is as low as cues go
            if cue not in rule.keep and speaks(one, who):
                yield cue, min(1, rule.tier), SAID[cue]
        yield from self.easing(one)
        if rule.soft and self.mundane(one):
            yield "mundane", 0, SAID["mundane"]

    def mundane(self, one: Said) -> bool:
        """An everyday matter close by, in words that name no danger themselves."""
        if not self.of["mundane"] and not self.of["food"]:
            return False
        if GRAVE.intersection(self.words[one.first : one.last]):
            return False
        if any(first < one.last and one.first < last for first, last in self.literal):
            return False
        start, end = self._sentence(one)
        start, end = max(start, one.first - BEFORE), min(end, one.last + AFTER)
        return self._within("mundane", start, end) or ("food" not in one.rule.keep and self._within("food", start, end))

    def easing(self, one: Said) -> Iterator[tuple[str, int, str]]:
        """It was resisted, or it frightens nobody, as somebody says in this sentence or beside it."""
        rule = one.rule
        if rule.tier == NOW and rule.family in EASED and self._within("eased", one.first - NEAR, one.last + NEAR):
            yield "eased", NOW - 1, SAID["eased"]

    def _negation(self, one: Said, _: str) -> bool:
        """A "not" a few words before, with nothing between that starts another thought."""
        if NEGATORS.intersection(self.words[one.first : one.first + 3]):
            return False  # the frame itself holds a "not"
        for place, last in self.of["negation"]:
            gap = self.words[last : one.first]
            if place < one.first and len(gap) <= REACHES and not (ENDS_NEGATION | STOPS).intersection(gap):
                following = self.words[last] if last < len(self.words) else ""
                if following not in NOT_DENYING or (following == "want" and last == one.first):
                    return True
        return False

    def _past(self, one: Said, _: str) -> bool:
        start, end = self._clause(one)
        if self._is_present(*self._sentence(one)):
            return False
        if self._within("past", start, end):
            return True
        before = self._before(start)
        return bool(before and self._within("past", *before) and FORMER.intersection(self.words[start:end])
                    and not {"am", "will"}.intersection(self.words[start:end]))  # fmt: skip

    def _is_present(self, start: int, end: int) -> bool:
        """Words of now, but for those within words of the past: ten years ago this month."""
        return any(
            start <= a < end and not any(first < b and a < last for first, last in self.of["past"])
            for a, b in self.of["present"]
        )

    def _recovery(self, one: Said, _: str) -> bool:
        start, end = self._clause(one)
        if one.rule.tier > 1 and not FORMER.intersection(self.words[start : one.last]):
            return False  # told as what is so now
        if self._around("recovery", start, end, one):
            return True
        later = self._within("recovery", end, len(self.words))
        return later and bool(FORMER.intersection(self.words[max(0, one.first - 5) : one.last]))

    def _media(self, one: Said, who: str) -> bool:
        start, end = self._sentence(one)
        cues = [(a, b) for a, b in self.of["media"] if start <= a < end and (b <= one.first or one.last <= a)]
        if not cues and (before := self._before(start)):
            cues = [(a, b) for a, b in self.of["media"] if before[0] <= a < before[1]]
            return bool(cues) and who != "self"
        if who != "self" or one.rule.tier < 2 or not OWN.intersection(self.words[start:end]):
            return bool(cues)
        return any(b <= one.first and LINKS.intersection(self.words[b : one.first]) for _, b in cues)

    def _quotation(self, one: Said, _: str) -> bool:
        start, _end = self._sentence(one)
        if any(start <= a < one.first for a, _ in self.of["quoting"]):
            return True
        said = any(
            first <= one.first < last and SAYING.intersection(self.words[max(start, first - BEFORE) : first])
            for first, last in self.quotes
        )
        inside = any(first <= one.first < last for first, last in self.quotes)
        return said or (inside and bool(self.of["quoting"] or self.of["media"]))

    def _advice(self, one: Said, who: str) -> bool:
        """General talk that begins before the frame does: what follows a frame is help that came after it."""
        if who == "self" and one.rule.tier > 1:
            return any(a <= one.first and one.last <= b for a, b in self.of["advice"])
        start, end = self._sentence(one)
        return self._around("advice", start, min(end, one.first), one)

    def _around(self, cue: str, start: int, end: int, one: Said) -> bool:
        """In these words, and not inside the frame itself."""
        return any(start <= a < end and not (one.first <= a and b <= one.last) for a, b in self.of[cue])

    def _within(self, cue: str, start: int, end: int) -> bool:
        return any(start <= a < end for a, _ in self.of[cue])

    def _sentence(self, one: Said) -> tuple[int, int]:
        return _edges(one, self.stops)

    def _clause(self, one: Said) -> tuple[int, int]:
        return _edges(one, self.turns)

    def _before(self, start: int) -> tuple[int, int] | None:
        """The sentence before, when there is one."""
        if start < 2 or self.words[start - 1] not in STOPS:
            return None
        end = start - 1
        first = end
        while first > 0 and self.words[first - 1] not in STOPS:
            first -= 1
        return first, end


def _edges(one: Said, marks: list[int]) -> tuple[int, int]:
    """From behind the last mark before the frame to the first mark behind it."""
    before, behind = bisect_left(marks, one.first), bisect_left(marks, one.last)
    return marks[before - 1] + 1 if before else 0, marks[behind] if behind < len(marks) else FAR

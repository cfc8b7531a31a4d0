"""Phrases that a service adds to the lexicon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kith.screening.lexicon import lexicon
from kith.screening.match import Matcher, matcher
from kith.screening.normalise import Words
from kith.screening.verdicts import Hit, Reason


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words, and the tier that a literal mention of them has."""

    words: str
    family: str
    tier: int = 1
    id: str = ""


class PhraseBook:
    """Phrases made ready once and looked for in every text."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        read = lexicon().read
        by_words: dict[str, Phrase] = {}
        for phrase in phrases:
            if plain := " ".join(read(phrase.words).words):
                best = by_words.get(plain)
                by_words[plain] = phrase if best is None or phrase.tier > best.tier else best
        self._phrases = tuple(by_words.values())
        self._lengths = tuple(len(plain) for plain in by_words)
        self.matcher: Matcher = matcher(by_words)

    def __len__(self) -> int:
        return len(self._phrases)

    def hits(self, words: Words) -> list[Hit]:
        """Each phrase at each place."""
        found = []
        for number, end in self.matcher.find(words.text):
            phrase = self._phrases[number]
            first, last = words.word_at(end - self._lengths[number] + 1), words.word_at(end) + 1
            reason = Reason("phrase", phrase.words)
            start, finish = words.span(first, last)
            rule = phrase.id or f"phrase.{phrase.words}"
            found.append(Hit(rule, phrase.family, phrase.tier, start, finish, (reason,)))
        return found

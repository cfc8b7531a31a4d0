"""The dry run of a phrase on history: how many flags a week it would add, before anybody takes it in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kith.screening.lexicon import lexicon
from kith.screening.phrases import Phrase, PhraseBook
from kith.screening.screening import screen

WEEK = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a phrase would have done."""

    flags: int
    weeks: float

    @property
    def a_week(self) -> float:
        return self.flags / self.weeks if self.weeks else float(self.flags)


def would_add(texts: Iterable[tuple[dt.datetime, str]], phrase: Phrase) -> DryRun:
    """Replay history: how many texts this phrase would flag that were not flagged at its tier before."""
    book, instants, flags = PhraseBook([phrase]), [], 0
    for written_at, text in texts:
        instants.append(written_at)
        words = lexicon().read(text)
        flags += bool(book.hits(words)) and screen(text).tier < phrase.tier
    weeks = (max(instants) - min(instants)).total_seconds() / WEEK if instants else 0.0
    return DryRun(flags, max(weeks, 1.0) if instants else 0.0)

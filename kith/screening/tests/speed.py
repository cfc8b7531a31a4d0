"""How long screening takes, beside one `re` alternation over the same phrases, in the same run."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from kith.screening import Phrase, PhraseBook, screen
from kith.screening.lexicon import lexicon
from kith.screening.match import Dictionary, matcher
from kith.screening.tests.lines import DEVELOPMENT, lines

PHRASES, SHORT, LONG = 5_000, 160, 2_000
GRAVE = 0.2


@dataclass(frozen=True, slots=True)
class Times:
    """Microseconds a text: each text at its quietest round, for other work on the machine comes and goes."""

    name: str
    median: float
    p99: float


def texts(count: int, length: int, seed: int = 7) -> list[str]:
    """Development lines one after the other, cut to length; one in five is of those that somebody has to look at."""
    chance, pool = random.Random(seed), lines(DEVELOPMENT)  # noqa: S311
    calm, grave = ([line.text for line in pool if (line.tier > 0) is serious] for serious in (False, True))
    made = []
    for _ in range(count):
        text = ""
        while len(text) < length:
            text += chance.choice(grave if chance.random() < GRAVE else calm) + ". "
        made.append(text[:length])
    return made


def phrases(count: int = PHRASES, seed: int = 11) -> list[str]:
    """One to four words of the development lines, as a service might add them."""
    chance = random.Random(seed)  # noqa: S311
    pool = sorted({word for line in lines(DEVELOPMENT) for word in re.findall(r"[a-z]{3,}", line.text.lower())})
    found: set[str] = set()
    while len(found) < count:
        found.add(" ".join(chance.choices(pool, k=chance.choice((2, 2, 3, 3, 4)))))
    return sorted(found)


def timed(name: str, job: Callable[[str], object], on: list[str], rounds: int) -> Times:
    best = [float("inf")] * len(on)
    for _ in range(rounds):
        for number, text in enumerate(on):
            started = time.perf_counter_ns()
            job(text)
            best[number] = min(best[number], (time.perf_counter_ns() - started) / 1000)
    best.sort()
    return Times(name, best[len(best) // 2], best[int(len(best) * 0.99)])


def measured(rounds: int = 15) -> dict[str, Times]:
    """All in turns over the same texts."""
    chosen = phrases()
    book = PhraseBook(Phrase(words, "suicide") for words in chosen)
    short, long = texts(300, SHORT), texts(100, LONG)
    read = lexicon().read
    plain = [read(text).text for text in short]
    fast, slow = matcher(chosen), Dictionary(chosen)
    alternation = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(chosen, key=len, reverse=True))) + r")\b")
    for text in [*short, *long]:
        screen(text, extra_phrases=book)
    return {
        "match": timed("match stage: all phrases, what and where", fast.find, plain, rounds),
        "fallback": timed("the same in pure Python", slow.find, plain, rounds),
        "alternation": timed("one `re` alternation", alternation.findall, plain[:60], 5),
        "read": timed("normalising", read, short, rounds),
        "short": timed("whole screening", lambda text: screen(text, extra_phrases=book), short, rounds),
        "long": timed("whole screening, long", lambda text: screen(text, extra_phrases=book), long, rounds),
    }

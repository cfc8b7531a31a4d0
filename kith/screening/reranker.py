"""A second reader, trained by a service on its own decisions: it may raise a tier, never lower one.

In shadow, which is the default, its opinion is only told, so that people can compare it with what they decided. It
reads words, not people: it knows nothing of who wrote them and remembers nobody.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol
from zlib import crc32

from kith.screening.lexicon import lexicon
from kith.screening.verdicts import Hit, Reason, Verdict

BUCKETS = 1 << 14
HIGHEST = 3  # "in minutes" is for rules that can say why


class Reranker(Protocol):
    """Reads a text beside its verdict."""

    name: str

    def tier(self, text: str, verdict: Verdict) -> int:
        """The tier it would give."""


class Opinion(NamedTuple):
    """What a second reader would have said."""

    reader: str
    given: int
    would_give: int


def reread(text: str, verdict: Verdict, reader: Reranker, *, shadow: bool = True) -> tuple[Verdict, Opinion]:
    """The verdict, raised where the reader may and does; and its opinion in any case."""
    opinion = Opinion(reader.name, verdict.tier, reader.tier(text, verdict))
    raised = min(opinion.would_give, HIGHEST)
    if shadow or raised <= verdict.tier or not text:
        return verdict, opinion
    reason = Reason("reranker", f"read again by {reader.name}")
    family = verdict.families[0] if verdict.families else "suicide"
    hit = Hit(f"reranker.{reader.name}", family, raised, 0, len(text), (reason,))
    families = tuple(dict.fromkeys((family, *verdict.families)))
    return replace(verdict, tier=raised, families=families, hits=(hit, *verdict.hits)), opinion


class Decision(NamedTuple):
    """A text, and whether the team looked at it within the hour."""

    text: str
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class WordWeights:
    """Logistic regression over hashed words and pairs of words."""

    name: str
    weights: tuple[float, ...]
    bias: float
    threshold: float = 0.9

    def tier(self, text: str, verdict: Verdict) -> int:
        return HIGHEST if self.likelihood(text) >= self.threshold else verdict.tier

    def likelihood(self, text: str) -> float:
        """How alike these words are to words that were urgent."""
        features = _features(text)
        return _logistic(self.bias + sum(self.weights[feature] for feature in features) / _scale(features))


def trained(name: str, decisions: Iterable[Decision], *, rounds: int = 30, rate: float = 1.0) -> WordWeights:
    """Learn from a service's own decisions; the same decisions give the same weights."""
    seen = [(_features(one.text), one.is_urgent) for one in decisions]
    if len({urgent for _, urgent in seen}) < 2:
        raise ValueError("to learn from, there have to be urgent texts and others")
    weights, bias = [0.0] * BUCKETS, 0.0
    for turn in range(rounds):
        step = rate / (1 + turn / 10)
        for features, urgent in seen:
            scale = _scale(features)
            error = urgent - _logistic(bias + sum(weights[feature] for feature in features) / scale)
            bias += step * error / 10
            for feature in features:
                weights[feature] += step * error / scale
    return WordWeights(name, tuple(weights), bias)


def _features(text: str) -> list[int]:
    words = ("", *lexicon().read(text).words)
    pairs = [f"{first} {second}" for first, second in itertools.pairwise(words)]
    return sorted({crc32(part.encode("utf-8", "replace")) % BUCKETS for part in [*words[1:], *pairs]})


def _scale(features: list[int]) -> float:
    return math.sqrt(len(features)) or 1.0


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))

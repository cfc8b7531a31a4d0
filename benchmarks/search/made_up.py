"""Made-up services around made-up towns, with words as uneven as real ones, and questions about them."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

COMMON = [
    "garden", "walk", "choir", "art", "cook", "swim", "debt", "housing", "carer", "peer", "grief", "yoga", "football",
    "allotment", "craft", "music", "dance", "read", "volunteer", "work", "parent", "baby", "youth", "elder", "phone",
    "cafe", "bus", "museum", "chess", "knit",
]  # fmt: skip
RARE = [f"zq{number:03d}{'aeiou'[number % 5]}rt" for number in range(4000)]
WORDS = [*COMMON, *RARE]
WEIGHTS = list(itertools.accumulate(1 / (rank + 8) for rank in range(len(WORDS))))
KINDS = ("arts", "music", "nature", "movement", "advice", "learning", "volunteering", "friendship", "food", "family")
FORMATS = ("in_person", "in_person", "in_person", "online", "phone")


@dataclass(frozen=True)
class Made:
    """One made-up service."""

    number: int
    name: str
    text: str
    kind: str
    is_free: bool
    format: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Question:
    """Two words, a place, a radius, and perhaps "free only"."""

    words: tuple[str, str]
    lat: float
    lon: float
    km: float
    is_free: bool


def towns() -> list[tuple[float, float]]:
    chance = random.Random(5)
    return [(51.3 + chance.random() * 3.5, -2.9 + chance.random() * 3.2) for _ in range(60)]


def services(count: int) -> Iterator[Made]:
    chance, centres = random.Random(9), towns()
    for number in range(count):
        middle = (
            chance.choice(centres) if chance.random() < 0.85 else (50.5 + chance.random() * 5, -4 + chance.random() * 5)
        )
        words = chance.choices(WORDS, cum_weights=WEIGHTS, k=45)
        yield Made(
            number,
            " ".join(words[:5]),
            " ".join(words[5:]),
            chance.choice(KINDS),
            chance.random() < 0.6,
            chance.choice(FORMATS),
            middle[0] + chance.gauss(0, 0.08),
            middle[1] + chance.gauss(0, 0.12),
        )


def questions(count: int, seed: int) -> list[Question]:
    chance, centres = random.Random(seed), towns()
    found = []
    for _ in range(count):
        middle = chance.choice(centres)
        pool = COMMON[:20] if chance.random() < 0.7 else WORDS[:300]
        one, other = chance.sample(pool, 2)
        lat, lon = middle[0] + chance.gauss(0, 0.05), middle[1] + chance.gauss(0, 0.08)
        found.append(Question((one, other), lat, lon, chance.choice([10, 10, 40]), chance.random() < 0.5))
    return found

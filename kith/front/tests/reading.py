"""What the tests of the story ask of words: how long sentences are, how hard they read, which words are not used."""

import re
from collections.abc import Iterator
from typing import Any

CLINICAL = re.compile(
    r"\b(schizo\w*|psychosis|psychotic|anorexi\w*|bulimi\w*|depress\w*|bipolar|disorder\w*|diagnos\w*|perinatal|"
    r"symptom\w*|patients?|service users?|borderline|suffer\w*|non-complian\w*|caseload|suicid\w*|self-harm\w*)\b",
    re.IGNORECASE,
)
BOSSY = re.compile(r"\b(should|must|need to|failed|isolated|inappropriate)\b", re.IGNORECASE)
NUMBERS_OF_EATING = re.compile(r"\b(calori\w*|kilos?|BMI|purg\w*|binge\w*|laxative\w*|weigh-ins?)\b", re.IGNORECASE)
NUMBERISH = re.compile(r"(?<![\w-])\+?\d[\d ]{7,}\d(?![\w-])")
FORBIDDEN = {"clinical": CLINICAL, "bossy": BOSSY, "eating": NUMBERS_OF_EATING}


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?;])\s+", text.strip()) if part]


def longest(text: str) -> int:
    return max((len(sentence.split()) for sentence in sentences(text)), default=0)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade; five and below is what most nine to eleven year olds read."""
    words = re.findall(r"[A-Za-z][A-Za-z'-]*", text)
    return 0.39 * len(words) / len(sentences(text)) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Groups of vowels, without a silent ending."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    sounded = re.sub(r"(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$", "", letters)
    return max(1, len(re.findall(r"[aeiouy]+", sounded)))


def unwanted(text: str) -> list[str]:
    return [f"{why}: {found.group()}" for why, words in FORBIDDEN.items() for found in words.finditer(text)]


def words_in(thing: Any, keys: frozenset[str]) -> Iterator[str]:
    """Every text that stands under one of these keys, at any depth."""
    if isinstance(thing, dict):
        for key, value in thing.items():
            if key in keys and isinstance(value, str):
                yield value
            else:
                yield from words_in(value, keys)
    elif isinstance(thing, list):
        for value in thing:
            yield from words_in(value, keys)

"""Small sets of words that the code asks for by name; data of sets.toml."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def _sets() -> dict[str, frozenset[str]]:
    data = tomllib.loads((Path(__file__).parent / "sets.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in data["sets"].items()}


def named(name: str) -> frozenset[str]:
    """The words of this set."""
    return _sets()[name]

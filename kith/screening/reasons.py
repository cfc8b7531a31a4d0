"""Every reason by its code, in words for whoever reads the flag: codes are kept, words are what people see."""

from __future__ import annotations

from functools import cache

from kith.screening.cues import SAID
from kith.screening.frames import TOGETHER
from kith.screening.identities import SAY
from kith.screening.lexicon import lexicon
from kith.screening.screening import FACTS

_OTHERS = {
    "denied": "an intent is denied in the same words",
    TOGETHER.code: TOGETHER.words,
    "raised": "distress, and something beside it",
    "phrase": "one of the service's own phrases",
    "reranker": "raised after decisions of the team",
}


def in_words(code: str) -> str:
    """What a reason says; a code that nobody knows any longer is at least readable."""
    return _all().get(code) or code.replace("_", " ").replace(".", ": ")


@cache
def _all() -> dict[str, str]:
    """From the lexicon, the cues, the kinds of identifying detail and what was around the words."""
    return {
        **{rule.id: rule.say for rule in lexicon().rules if rule.say},
        **{one.rule.id: one.rule.say for one in lexicon().together},
        **SAID,
        **{f"identity.{kind}": words for kind, words in SAY.items()},
        **{fact.code: fact.words for fact in FACTS.values()},
        **_OTHERS,
    }

"""A second reader may raise, never lower, and in shadow only tells."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.screening import screen
from kith.screening.reranker import HIGHEST, Decision, reread, trained


class Says:
    name = "says"

    def __init__(self, tier: int) -> None:
        self._tier = tier

    def tier(self, _text: str, _verdict: object) -> int:
        return self._tier


@settings(deadline=None)
@given(st.sampled_from(["I want to die", "a talk about suicide", "lovely day", ""]), st.integers(0, 4), st.booleans())
def test_it_never_lowers_and_in_shadow_changes_nothing(text, would_give, shadow):
    before = screen(text)
    after, opinion = reread(text, before, Says(would_give), shadow=shadow)
    assert after.tier >= before.tier
    assert (opinion.given, opinion.would_give) == (before.tier, would_give)
    if shadow:
        assert after == before


def test_what_it_raises_says_so_and_never_reaches_minutes():
    after, _ = reread("the mill is calling", screen("the mill is calling"), Says(4), shadow=False)
    assert after.tier == HIGHEST
    assert after.hits[0].reasons[0].code == "reranker"


def test_it_learns_from_decisions_of_its_service():
    urgent = ["the old mill is calling", "going up to the old mill", "the mill again tonight"]
    others = ["tea at the garden centre", "the garden is lovely", "what is for tea tonight"]
    decisions = [Decision(text, is_urgent=True) for text in urgent] + [
        Decision(text, is_urgent=False) for text in others
    ]
    reader = trained("vale", decisions)
    assert reader.likelihood("that old mill again") > 0.6
    assert reader.likelihood("a lovely garden") < 0.4
    assert reader == trained("vale", decisions)


def test_one_kind_of_decision_teaches_nothing():
    with pytest.raises(ValueError, match="urgent"):
        trained("vale", [Decision("x", is_urgent=True)])

"""Distress always appears (settled.md): what somebody says of their own wish to die is never masked."""

import pytest

from kith.screening import screen


@pytest.mark.req("R002-22")
@pytest.mark.parametrize(
    "words",
    ["I want to die tonight", "i just want to end it", "please just let me die", "I want to sleep and not wake up"],
)
def test_own_distress_is_not_held(words: str) -> None:
    assert screen(words).held == ()


@pytest.mark.parametrize("words", ["go kill yourself", "you should just do it, nobody would miss you"])
def test_pushing_somebody_is_held(words: str) -> None:
    assert screen(words).held

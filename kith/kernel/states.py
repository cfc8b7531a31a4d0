"""The life of a thing as one table of transitions, from which docs/states.md is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class NotFromHere(ValueError):
    """This verb does not lead anywhere from the state that the thing is in."""


class Lifecycle:
    """States and the verbs that lead from one to the next."""

    all: ClassVar[dict[str, Lifecycle]] = {}

    def __init__(self, name: str, transitions: Mapping[str, Mapping[str, str]]) -> None:
        """`transitions`: state -> {verb: next state}; every state is named, also those that nothing leaves."""
        self.name, self.transitions = name, transitions
        unknown = {n for verbs in transitions.values() for n in verbs.values()} - set(transitions)
        if unknown:
            raise ValueError(f"{name} leads to states without a row: {sorted(unknown)}")
        Lifecycle.all[name] = self

    def after(self, state: str, verb: str) -> str:
        """The state that the verb leads to; NotFromHere when it does not lead anywhere from here."""
        try:
            return self.transitions[state][verb]
        except KeyError:
            raise NotFromHere(f"{self.name}: {verb!r} does nothing from {state!r}") from None

    def allows(self, state: str, verb: str) -> bool:
        return verb in self.transitions.get(state, {})

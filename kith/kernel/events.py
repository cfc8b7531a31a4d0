"""What happened, told to whoever above wants to hear it, a little later and at least once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from kith.kernel import jobs

E = TypeVar("E")
_hearers: dict[str, dict[str, tuple[type, Callable[[Any], None]]]] = {}


def hears(event: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Let a reaction hear this event. It runs in the worker and may run twice, so it is idempotent."""

    def register(reaction: Callable[[E], None]) -> Callable[[E], None]:
        name = f"{reaction.__module__}.{reaction.__qualname__}"
        _hearers.setdefault(_name(event), {})[name] = (event, reaction)
        return reaction

    return register


_long_ago: ContextVar[bool] = ContextVar("long_ago", default=False)


@contextmanager
def long_ago() -> Iterator[None]:
    """For what is brought in from before: whoever had to hear of it has heard."""
    token = _long_ago.set(True)
    try:
        yield
    finally:
        _long_ago.reset(token)


def emit(event: Any) -> None:
    """Tell it inside the transaction that made it true: rolled back, nobody hears of it."""
    if _long_ago.get():
        return
    kind = _name(type(event))
    for reaction in _hearers.get(kind, {}):
        _deliver.defer(kind=kind, reaction=reaction, event=dataclasses.asdict(event))


@jobs.job("kernel.deliver_event")
def _deliver(*, kind: str, reaction: str, event: dict[str, Any]) -> None:
    type_, function = _hearers[kind][reaction]
    function(type_(**event))


def _name(event: type) -> str:
    return f"{event.__module__}.{event.__qualname__}"

"""A use case: one transaction, one question to the policy, one line in the audit. Nobody can forget."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ClassVar, ParamSpec, TypeVar

from django.db import models

from kith.kernel import audit
from kith.kernel.access import Refused, Viewer, may
from kith.kernel.acting import acting_as

P = ParamSpec("P")
T = TypeVar("T")


class NotPossible(Exception):
    """A rule of the domain says no, in words for the person; `field` names the form's field it belongs to."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message, self.field = message, field


@dataclass(frozen=True)
class UseCase:
    """What the generated list of use cases is printed from."""

    name: str
    sentence: str
    on: str | None
    function: Callable[..., Any]

    all: ClassVar[dict[str, UseCase]] = {}


@dataclass
class _Running:
    """The outermost call and the audit rows gathered below it."""

    rows: list[audit.Row] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)


_running: ContextVar[_Running | None] = ContextVar("use_case", default=None)


def note(**facts: Any) -> None:
    """Add codes and ids, never words that somebody wrote, to the audit row of the use case that is running."""
    running = _running.get()
    if running is None:
        raise RuntimeError("note() was called outside a use case")
    running.facts[-1].update(facts)


def use_case(
    name: str, *, on: str | None = None, lock: bool = True, recorded: bool = True, can_be_undone: bool = True
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a keyword-only function the use case `name`, about the argument `on`.

    The `on` row is locked and read afresh, so that what the permission rests on cannot change underneath it.
    Raises Refused when the policy has no row for it or says no; that is recorded after the rollback.
    `recorded=False` is for what is nobody's business, such as how far somebody has read: no line, no instant.
    `can_be_undone=False` is for what no other use case survives: where it fails, all fails with it.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        _must_be_keyword_only(function)

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            by = kwargs.get("by")
            if args or not isinstance(by, Viewer):
                raise TypeError(f"{name} takes keywords only, and a viewer as `by`")
            with _outermost() as running, acting_as(by, can_be_undone=can_be_undone):
                thing = kwargs.get(on) if on else None
                if lock and isinstance(thing, models.Model) and not thing._state.adding:
                    fresh = _locked(thing)
                    if fresh is None:  # gone, or behind the wall
                        raise Refused(name, by, thing)
                    kwargs[on] = thing = fresh  # type: ignore[index]
                if not may(by, name, thing):
                    raise Refused(name, by, thing)
                running.facts.append({})
                try:
                    result = function(*args, **kwargs)
                    about = thing if thing is not None else result
                    if recorded:
                        running.rows.append(audit.row(name, by, about, facts=running.facts[-1]))
                finally:
                    running.facts.pop()
                if not running.facts:
                    audit.write(running.rows)
                return result

        UseCase.all[name] = UseCase(name, inspect.getdoc(function) or "", on, run)
        return run

    return decorate


@contextmanager
def _outermost() -> Iterator[_Running]:
    """Share the outer call's rows; at the outermost, record a refusal once the transaction is rolled back."""
    running = _running.get()
    if running is not None:
        kept = len(running.rows)
        try:
            yield running
        except BaseException:
            del running.rows[kept:]
            raise
        return
    token = _running.set(_Running())
    try:
        yield _running.get()  # type: ignore[misc]
    except Refused as refusal:
        audit.write([audit.row(refusal.use_case, refusal.by, refusal.thing, outcome="refused")])
        raise
    finally:
        _running.reset(token)


def _locked(thing: models.Model) -> models.Model | None:
    return type(thing)._base_manager.select_for_update(no_key=True).filter(pk=thing.pk).first()


def _must_be_keyword_only(function: Callable[..., Any]) -> None:
    parameters = inspect.signature(function).parameters
    if "by" not in parameters or any(p.kind is not p.KEYWORD_ONLY for p in parameters.values()):
        raise TypeError(f"{function.__qualname__} needs keyword-only arguments, `by` among them")

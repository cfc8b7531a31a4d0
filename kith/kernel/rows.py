"""Statements of one's own that bring rows of several models, and rules of access that are compiled once.

The ORM works a statement out anew for each request, which costs more than running it. Where a page is opened many
times a second, the page asks with a statement of its own, and takes the rule of access into it as it stands.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, models

from kith.kernel.access import Viewer
from kith.kernel.clock import now

Row = TypeVar("Row", bound=models.Model)
Ask = Callable[[Viewer], Any]
_SOMEBODY = uuid.UUID("5a5a5a5a-0000-4000-8000-5a5a5a5a5a5a")


@lru_cache(maxsize=64)
def columns(model: type[models.Model], alias: str) -> str:
    """All columns of the model, read from the table that the statement calls `alias`."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def taken(model: type[Row], values: Sequence[Any]) -> tuple[Row | None, Sequence[Any]]:
    """The instance whose columns stand first among the values, or None where a join found none; and what is left."""
    names, converters = _shape(model)
    own, left = list(values[: len(names)]), values[len(names) :]
    if own[0] is None:  # the first column is the primary key
        return None, left
    for place, field, convert in converters:
        own[place] = convert(own[place], field, connection)
    return model.from_db(connection.alias, names, own), left


@lru_cache(maxsize=64)
def _shape(model: type[models.Model]) -> tuple[list[str], list[tuple[int, Any, Any]]]:
    fields = model._meta.concrete_fields
    if not fields[0].primary_key:
        raise TypeError(f"{model.__name__} does not begin with its key")
    with_converters = [
        (place, field.get_col(model._meta.db_table), convert)
        for place, field in enumerate(fields)
        for convert in field.get_db_converters(connection)
    ]
    return [field.attname for field in fields], with_converters


class Rule:
    """A subquery of ids that depends on who looks.

    For members only the person and the instant differ, so that it is compiled once for all of them.
    """

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._for_members: tuple[str, dict[str, Any]] | None = None

    def said(self, viewer: Viewer) -> tuple[str, dict[str, Any]]:
        """The subquery as SQL, with named values for a statement of one's own."""
        if viewer.sphere != "member" or viewer.on_behalf_of is not None:
            return _named(self._ask(viewer), {})
        if self._for_members is None:
            self._for_members = _named(self._ask(Viewer(id=_SOMEBODY, sphere="member")), {_SOMEBODY: "rule_viewer"})
        sql, known = self._for_members
        return sql, {**known, "rule_viewer": viewer.id, "rule_at": now()}


def _named(query: Any, stands_for: dict[Any, str]) -> tuple[str, dict[str, Any]]:
    """The query with names in the place of its values."""
    try:
        sql, values = query.query.sql_with_params()
    except EmptyResultSet:
        return "SELECT NULL::uuid WHERE false", {}
    names, known = [], {}
    for place, value in enumerate(values):
        name = stands_for.get(value) if isinstance(value, uuid.UUID) else None
        if name is None and stands_for and isinstance(value, dt.datetime):
            name = "rule_at"
        if name is None:
            name = f"rule_{place}"
            known[name] = value
        names.append(f"%({name})s")
    return sql % tuple(names), known

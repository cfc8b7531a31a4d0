"""Statements that run with every line of talk and every page of a room: planned once a connection, not each time.

Where a wall stands around a table, planning costs more than keeping the row.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import psycopg
from django.db import connection, models
from psycopg.sql import SQL, Identifier

ONLY_WHEN_ASKED = 1_000_000_000  # runs of one statement before the driver prepares it by itself
Row = TypeVar("Row", bound=models.Model)


def run(sql: bytes, given: Mapping[str, Any] | None = None) -> psycopg.Cursor[Any]:
    """Run it on this thread's connection, inside the transaction that is open there."""
    connection.ensure_connection()
    connection.connection.prepare_threshold = ONLY_WHEN_ASKED
    if connection.queries_logged:
        connection.queries_log.append({"sql": sql.decode(), "time": "0"})
    with connection.wrap_database_errors:
        cursor: psycopg.Cursor[Any] = psycopg.Cursor(connection.connection)
        return cursor.execute(sql, given, prepare=True)


def add(rows: Sequence[Row]) -> Sequence[Row]:
    """Keep new rows of one table in one go; a number that the database gives is not read back.

    For columns that hold what the attribute holds: a field that seals its words does so when the row is saved.
    """
    if rows:
        names, statement = _insert(type(rows[0]))
        given = [{column: getattr(row, name) for name, column in names} for row in rows]
        run(statement, {"rows": json.dumps(given, default=_plain)})
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias
    return rows


@functools.cache
def _insert(model: type[models.Model]) -> tuple[list[tuple[str, str]], bytes]:
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    names = [(field.attname, str(field.column)) for field in fields]
    columns = SQL(", ").join([Identifier(column) for _name, column in names])
    statement = SQL("INSERT INTO {0} ({1}) SELECT {1} FROM jsonb_populate_recordset(NULL::{0}, %(rows)s)")
    return names, statement.format(Identifier(model._meta.db_table), columns).as_bytes(None)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.datetime) else str(value)

"""Writing many rows at once: new ones by COPY, known ones over what is there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb


def copy(model: type[models.Model], rows: list[Any]) -> None:
    """Put new rows into a table the fastest way there is."""
    if rows:
        with connection.cursor() as cursor:
            _copy(cursor, model._meta.db_table, model, rows)


def write(model: type[models.Model], rows: Iterable[Any], *, keep: tuple[str, ...]) -> None:
    """Put rows where they belong: new ones in, known ones over those with the same id, except columns to keep."""
    found = once(rows)
    if not found:
        return
    table, beside = model._meta.db_table, f"beside_{model._meta.db_table}"
    fields = _written(model)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    changing = [field.column for field in fields if not field.primary_key and field.name not in keep]
    changes = ", ".join(f'"{column}" = excluded."{column}"' for column in changing)
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE TEMP TABLE "{beside}" (LIKE "{table}") ON COMMIT DROP')
        _copy(cursor, beside, model, found)
        cursor.execute(
            f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM "{beside}"'  # noqa: S608 - names of ours
            f" ON CONFLICT (id) DO {f'UPDATE SET {changes}' if changes else 'NOTHING'}"
        )
        cursor.execute(f'DROP TABLE "{beside}"')


def _copy(cursor: Any, table: str, model: type[models.Model], rows: list[Any]) -> None:
    fields = _written(model)
    names = ", ".join(f'"{field.column}"' for field in fields)
    packed = [isinstance(field, models.JSONField) for field in fields]
    with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as into:
        for row in rows:
            values = [getattr(row, field.attname) for field in fields]
            into.write_row([Jsonb(v) if p and v is not None else v for p, v in zip(packed, values, strict=True)])


def once(rows: Iterable[Any]) -> list[Any]:
    """Each row once: records share places, organisations and tags. The last one counts."""
    return list({row.pk: row for row in rows}.values())


def _written(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if not field.generated]

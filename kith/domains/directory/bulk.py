"""Writing many rows at once: new ones by COPY, known ones over what is there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb


def copy(model: type[models.Model], rows: list[Any]) -> None:
    """Put new rows into a table the fastest way there is."""
    fields = _written(model)
    if not rows:
        return
    names = ", ".join(f'"{field.column}"' for field in fields)
    packed = [isinstance(field, models.JSONField) for field in fields]
    statement = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(statement) as into:
        for row in rows:
            values = [getattr(row, field.attname) for field in fields]
            into.write_row([Jsonb(v) if p and v is not None else v for p, v in zip(packed, values, strict=True)])


def write(model: type[models.Model], rows: Iterable[Any], *, keep: tuple[str, ...]) -> None:
    """Put rows where they belong: new ones in, known ones over those with the same id, except columns to keep."""
    found = once(rows)
    known = set(model._default_manager.filter(pk__in=[row.pk for row in found]).values_list("pk", flat=True))
    copy(model, [row for row in found if row.pk not in known])
    again = [row for row in found if row.pk in known]
    fields = [field.name for field in _written(model) if not field.primary_key and field.name not in keep]
    if again:
        model._default_manager.bulk_update(again, fields, batch_size=200)


def once(rows: Iterable[Any]) -> list[Any]:
    """Each row once: records share places, organisations and tags. The last one counts."""
    return list({row.pk: row for row in rows}.values())


def _written(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if not field.generated]

"""Rows kept by a prepared statement stand there as if they had been saved one by one."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from kith.kernel import prepared
from kith.kernel.models import AuditEntry, DataKey

pytestmark = pytest.mark.django_db
AT = dt.datetime(2041, 3, 4, 5, 6, 7, 123456, tzinfo=dt.UTC)


def entry(**more: object) -> AuditEntry:
    given = {"at": AT, "actor_id": uuid.uuid4(), "actor_sphere": "member", "subject_id": uuid.uuid4()}
    return AuditEntry(**given, use_case="a.test", outcome="done", facts={"n": [1, "ä"]}, **more)


def test_every_column_is_kept_as_it_was_given() -> None:
    rows = prepared.add([entry(on_id=uuid.uuid4(), on_kind="a.thing"), entry(acting_how="by 'phone'")])
    assert not any(row._state.adding for row in rows)
    kept = {row.actor_id: row for row in AuditEntry.objects.filter(use_case="a.test")}
    assert len({row.pk for row in kept.values()}) == 2, "the database numbers them"
    for given in rows:
        found = kept[given.actor_id]
        for name in ("at", "subject_id", "on_id", "on_kind", "acting_how", "facts", "outcome"):
            assert getattr(found, name) == getattr(given, name)


def test_nothing_to_keep_asks_nothing() -> None:
    assert prepared.add([]) == []


def test_what_the_table_forbids_is_an_error_of_django() -> None:
    key = {"owner_id": uuid.uuid4(), "master": "first", "created_at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        prepared.add([DataKey(**key), DataKey(**key)])


def test_the_database_plans_it_once() -> None:
    for _n in range(3):
        prepared.add([entry()])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%kernel_auditentry%'")
        assert cursor.fetchone()[0] == 1

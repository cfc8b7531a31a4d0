"""The chain of the audit shows an edit, a deletion, a new order and a cut; a quiet chain holds."""

import json

import psycopg
import pytest
from django.db import connection

from kith.domains.people.tests.factories import make_member
from kith.kernel import audit, roles, sealer
from kith.kernel.models import AuditBatch, AuditEntry, AuditSeal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def chain(settings, tmp_path):
    """Three batches of two entries, sealed, with their head beside the database."""
    settings.KITH_AUDIT_HEAD_FILE = tmp_path / "head.json"
    viewer = make_member()
    for n in range(3):
        audit.write([audit.row(f"trial.deed-{n}-{i}", viewer, None) for i in range(2)])
        seal(2)


def seal(count: int, limit: int = 5_000) -> None:
    """Seal so many entries, at once."""
    while count > 0:
        sealed = sealer.seal_ripe(limit)
        assert sealed
        count -= sealed
    assert count == 0


def as_attacker(*statements: str) -> None:
    """Somebody with the whole database in their hands, but not our key."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute(f"SET ROLE {roles.WEB}")


def first_of(batch: int) -> int:
    return AuditSeal.objects.filter(batch_id=batch).order_by("entry_id")[0].entry_id


def test_an_untouched_chain_holds():
    assert sealer.verify() == []
    assert sealer.oldest_unsealed_seconds() == 0


def test_what_waits_for_its_seal_is_seen():
    audit.write([audit.row("trial.late", make_member(), None)])
    assert sealer.oldest_unsealed_seconds() > 0


def test_an_edit_is_found():
    as_attacker(f"UPDATE kernel_auditentry SET outcome = 'refused' WHERE id = {first_of(2)}")
    assert [f.batch for f in sealer.verify()] == [2]


def test_a_deletion_is_found():
    entry = first_of(2)
    as_attacker(
        f"DELETE FROM kernel_auditseal WHERE entry_id = {entry}", f"DELETE FROM kernel_auditentry WHERE id = {entry}"
    )
    assert [f.batch for f in sealer.verify()] == [2]


def test_a_new_order_is_found():
    a, b = first_of(1), first_of(3)
    as_attacker(
        f"UPDATE kernel_auditentry SET id = -1 WHERE id = {a}",
        f"UPDATE kernel_auditentry SET id = {a} WHERE id = {b}",
        f"UPDATE kernel_auditentry SET id = {b} WHERE id = -1",
    )
    assert [f.batch for f in sealer.verify()] == [1, 3]


def test_a_cut_end_is_found():
    as_attacker(
        "DELETE FROM kernel_auditentry WHERE id IN (SELECT entry_id FROM kernel_auditseal WHERE batch_id = 3)",
        "DELETE FROM kernel_auditseal WHERE batch_id = 3",
        "DELETE FROM kernel_auditbatch WHERE no = 3",
    )
    assert [f.what for f in sealer.verify()] == ["was sealed, yet the chain ends at 2"]


def test_a_batch_taken_from_the_middle_is_found():
    as_attacker(
        "DELETE FROM kernel_auditentry WHERE id IN (SELECT entry_id FROM kernel_auditseal WHERE batch_id = 2)",
        "DELETE FROM kernel_auditseal WHERE batch_id = 2",
        "DELETE FROM kernel_auditbatch WHERE no = 2",
    )
    assert "is missing from the chain" in [f.what for f in sealer.verify()]


def test_a_chain_written_anew_does_not_meet_the_signed_head():
    as_attacker("DELETE FROM kernel_auditseal", "DELETE FROM kernel_auditbatch")
    head = sealer.settings.KITH_AUDIT_HEAD_FILE
    before = head.read_text()
    seal(6, limit=2)
    head.write_text(before)
    assert AuditBatch.objects.count() == 3
    as_attacker("UPDATE kernel_auditentry SET use_case = 'forged'")
    assert sealer.verify()


def test_a_head_signed_by_another_key_is_refused():
    head = sealer.settings.KITH_AUDIT_HEAD_FILE
    forged = json.loads(head.read_text()) | {"no": 2}
    head.write_text(json.dumps(forged))
    assert [f.what for f in sealer.verify()] == ["has a head whose signature is not ours"]


def test_an_entry_whose_transaction_still_runs_is_not_sealed_over(django_db_blocker):
    """The naive cursor misses it: a younger entry commits first, the older one must still be sealed later."""
    import threading

    from django.db import connections, transaction

    wrote, may_commit = threading.Event(), threading.Event()

    def slow_writer() -> None:
        try:
            with transaction.atomic():
                audit.write([audit.row("trial.slow", make_member(), None)])
                wrote.set()
                may_commit.wait(5)
        finally:
            connections.close_all()

    thread = threading.Thread(target=slow_writer)
    thread.start()
    wrote.wait(5)
    audit.write([audit.row("trial.quick", make_member(), None)])
    sealer.seal_ripe()
    may_commit.set()
    thread.join()
    seal(8 - AuditSeal.objects.count())
    sealed = set(AuditSeal.objects.values_list("entry_id", flat=True))
    assert sealed == set(AuditEntry.objects.values_list("id", flat=True))
    assert sealer.verify() == []


def test_a_transaction_of_another_database_holds_nothing_up():
    settings = connection.get_connection_params()
    settings = {name: settings[name] for name in ("host", "port", "user", "password") if settings.get(name)}
    with psycopg.connect(dbname="postgres", **settings) as elsewhere:
        elsewhere.execute("SELECT pg_current_xact_id()")
        audit.write([audit.row("trial.here", make_member(), None)])
        assert sealer.seal_ripe() == 1
        elsewhere.rollback()


def test_an_entry_that_comes_far_behind_is_found_by_the_next_long_look():
    viewer = make_member()
    audit.write([audit.row(f"trial.much-{n}", viewer, None) for n in range(20)])
    late, *rest = AuditEntry.objects.filter(use_case__startswith="trial.much").order_by("id")
    as_attacker(f"UPDATE kernel_auditentry SET id = -{late.id} WHERE id = {late.id}")  # as if it were not there yet
    assert sealer.seal_ripe(back=5) == len(rest)
    as_attacker(f"UPDATE kernel_auditentry SET id = {late.id} WHERE id = -{late.id}")
    assert sealer.seal_ripe(back=5) == 0
    assert sealer.oldest_unsealed_seconds() > 0
    assert sealer.seal_ripe() == 1
    assert sealer.verify() == []

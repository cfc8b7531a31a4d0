"""Chains committed audit entries into batches, and checks the chain (foundations.md, section 1).

An entry is ripe when it is committed and has no seal. One that commits after younger ones is found later, because
what is asked for is the missing seal, not what comes after the last one (docs/decisions/0017). The head of the chain is
signed and written beside the database (KITH_AUDIT_HEAD_FILE): a chain cut short, or written anew by somebody who holds
the database but not the key, no longer meets it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from kith.kernel.clock import now
from kith.kernel.models import AuditBatch, AuditEntry, AuditSeal

START = "0" * 64
ALARM_AFTER_SECONDS = 5.0
NEAR = 10_000  # how many entries behind the last sealed one are looked at each time; further back only now and then
_LOCK = 0x6B697468  # one sealer at a time in this database


@dataclass(frozen=True)
class Fault:
    """Where the chain does not hold, and how."""

    batch: int
    what: str


def seal_ripe(limit: int = 5_000, *, back: int | None = None) -> int:
    """Chain what is ripe, so many entries back or of all time; returns how many entries were sealed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(f"SELECT e.id {_UNSEALED} ORDER BY e.id LIMIT %(limit)s", {**_since(back), "limit": limit})
        ids = [r[0] for r in cursor.fetchall()]
        if not ids:
            return 0
        last = AuditBatch.objects.order_by("-no").first()
        previous = last.hash if last else START
        batch = AuditBatch.objects.create(
            no=last.no + 1 if last else 1,
            sealed_at=now(),
            size=len(ids),
            previous=previous,
            hash=_chained(previous, _entries(ids)),
        )
        AuditSeal.objects.bulk_create(AuditSeal(entry_id=i, batch=batch) for i in ids)
        transaction.on_commit(lambda: _write_head(batch))
    return len(ids)


def oldest_unsealed_seconds(*, back: int | None = None) -> float:
    """Age of the oldest entry that waits for its seal, so many entries back or of all time; 0 when none does."""
    age = "coalesce(extract(epoch FROM clock_timestamp() - min(e.written_at)), 0)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {age} {_UNSEALED}", _since(back))
        return float(cursor.fetchone()[0])


# Both sides carry the bound, so that a long history costs nothing.
_UNSEALED = """FROM kernel_auditentry e WHERE e.id > %(since)s AND NOT EXISTS
    (SELECT 1 FROM kernel_auditseal s WHERE s.entry_id = e.id AND s.entry_id > %(since)s)"""


def _since(back: int | None) -> dict[str, int]:
    last = None if back is None else AuditSeal.objects.order_by("-entry_id").values_list("entry_id", flat=True).first()
    return {"since": 0 if back is None or last is None else last - back}


def verify() -> list[Fault]:
    """Walk the chain from its start and hold it against the signed head; an empty list means that it holds."""
    faults, previous, expected = [], START, 1
    for batch in AuditBatch.objects.order_by("no").iterator():
        ids = list(batch.seals.order_by("entry_id").values_list("entry_id", flat=True))
        entries = _entries(ids)
        if batch.no != expected:
            faults.append(Fault(expected, "is missing from the chain"))
        if len(ids) != batch.size or len(entries) != batch.size:
            faults.append(Fault(batch.no, f"holds {len(entries)} of its {batch.size} entries"))
        elif batch.previous != previous or batch.hash != _chained(batch.previous, entries):
            faults.append(Fault(batch.no, "does not match what was sealed"))
        previous, expected = batch.hash, batch.no + 1
    return faults + _against_head(expected - 1, previous)


def _against_head(last_no: int, last_hash: str) -> list[Fault]:
    try:
        head = json.loads(settings.KITH_AUDIT_HEAD_FILE.read_text())
    except FileNotFoundError:
        return [Fault(last_no, "has no signed head beside the database")] if last_no else []
    if not hmac.compare_digest(head["signature"], _signature(head["no"], head["hash"])):
        return [Fault(head["no"], "has a head whose signature is not ours")]
    if head["no"] > last_no:
        return [Fault(head["no"], f"was sealed, yet the chain ends at {last_no}")]
    if head["no"] == last_no and head["hash"] != last_hash:
        return [Fault(last_no, "differs from the signed head")]
    known = AuditBatch.objects.filter(no=head["no"]).values_list("hash", flat=True).first()
    return [] if known == head["hash"] else [Fault(head["no"], "differs from the signed head")]


def _entries(ids: list[int]) -> list[dict[str, Any]]:
    fields = [f.attname for f in AuditEntry._meta.concrete_fields]
    return list(AuditEntry.objects.filter(id__in=ids).order_by("id").values(*fields))


def _chained(previous: str, entries: list[dict[str, Any]]) -> str:
    link = hashlib.sha256(previous.encode())
    for entry in entries:
        link.update(json.dumps(entry, sort_keys=True, default=str, separators=(",", ":")).encode())
    return link.hexdigest()


def _signature(no: int, head: str) -> str:
    return hmac.new(settings.KITH_AUDIT_KEY.encode(), f"{no}:{head}".encode(), "sha256").hexdigest()


def _write_head(batch: AuditBatch) -> None:
    path = settings.KITH_AUDIT_HEAD_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps({"no": batch.no, "hash": batch.hash, "signature": _signature(batch.no, batch.hash)}))
    new.replace(path)

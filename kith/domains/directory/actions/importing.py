"""Taking in a list: begin, keep records in batches with a checkpoint after each, and come to an end."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from kith.domains.directory.imports.records import Read
from kith.domains.directory.imports.storing import keep, mark_missing, refresh_search_words
from kith.domains.directory.merging import proposals_for
from kith.domains.directory.models import FieldWarning, ImportRun, MergeProposal, Refusal, Source
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.kernel.use_cases import note, use_case


@use_case("directory.start_import")
def start_import(*, by: Viewer, source: Source, digest: str, mapping: str) -> ImportRun:
    """Begin to take in a list, or go on where an interrupted reading of the same list stopped."""
    told = {"name": source.name, "kind": source.kind, "licence": source.licence, "credit": source.credit}
    pk = uuid.uuid5(uuid.NAMESPACE_OID, f"kith directory {source.code}")
    source, _ = Source.objects.update_or_create(
        code=source.code, defaults=told, create_defaults={**told, "id": pk, "created_at": now()}
    )
    broken = ImportRun.objects.filter(source=source).exclude(state=ImportRun.State.FINISHED)
    going_on = broken.filter(digest=digest, mapping=mapping).order_by("-started_at").first()
    if going_on:
        going_on.state, going_on.problem = ImportRun.State.RUNNING, ""
        going_on.save(update_fields=["state", "problem"])
        return going_on
    return ImportRun.objects.create(source=source, digest=digest, mapping=mapping, started_at=now())


@use_case("directory.keep_records", on="run")
def keep_records(*, by: Viewer, run: ImportRun, reads: Sequence[Read]) -> int:
    """Keep the next records of a list, and how far we came; what cannot be kept is written down with its reason."""
    kept = [read for read in reads if read.service]
    changed = keep(run, kept)
    Refusal.objects.bulk_create(
        Refusal(run=run, record=read.record, reason=read.refused)
        for read in reads
        for _ in range(read.count)
        if read.refused
    )
    warnings = [
        FieldWarning(run=run, record=read.record, field=p.field[:80], problem=p.problem, value=p.value[:120])
        for read in reads
        for p in read.problems
    ]
    FieldWarning.objects.bulk_create(warnings)
    run.checkpoint += len(reads)
    run.records_in += sum(read.count + read.repeats for read in reads)
    run.refused += sum(read.count for read in reads if read.refused)
    run.kept += sum(read.count for read in kept)
    run.candidates += sum(read.repeats for read in reads)
    run.warned += len(warnings)
    run.services += len(kept)
    run.changed += changed
    run.save()
    note(checkpoint=run.checkpoint, changed=changed)
    return changed


@use_case("directory.propose_merges", on="run")
def propose_merges(*, by: Viewer, run: ImportRun) -> int:
    """Propose each pair of services that may be one and the same; only the certain are joined by themselves."""
    return proposals_for(run.source, now())


@use_case("directory.finish_import", on="run")
def finish_import(*, by: Viewer, run: ImportRun, seen: set[uuid.UUID]) -> ImportRun:
    """End a reading: what its list no longer has is marked, never deleted, and candidates for merging are counted."""
    mark_missing(run, seen)
    refresh_search_words()
    waiting = MergeProposal.objects.filter(other__source=run.source, other__missing_since=None)
    undecided = waiting.exclude(state=MergeProposal.State.APART).values("other").distinct().count()
    candidates = min(undecided, run.kept)
    run.kept, run.candidates = run.kept - candidates, run.candidates + candidates
    run.state, run.finished_at = ImportRun.State.FINISHED, now()
    run.save()
    older = ImportRun.objects.filter(source=run.source, started_at__lt=run.started_at)
    Refusal.objects.filter(run__in=older).delete()
    FieldWarning.objects.filter(run__in=older).delete()
    note(kept=run.kept, candidates=run.candidates, refused=run.refused)
    return run


@use_case("directory.stop_import", on="run")
def stop_import(*, by: Viewer, run: ImportRun, problem: str) -> ImportRun:
    """Write down that a reading broke off. All that was there before is still there."""
    run.state, run.problem = ImportRun.State.FAILED, problem[:300]
    run.save(update_fields=["state", "problem"])
    return run

"""Reading a path from beginning to end: which files are lists, one run for each, and what came of them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.text import slugify

from kith.domains.directory.actions.importing import (
    finish_import,
    keep_records,
    propose_merges,
    start_import,
    stop_import,
)
from kith.domains.directory.imports import mapping as mappings
from kith.domains.directory.imports.classes import ClassReader
from kith.domains.directory.imports.feeds import FeedError, FeedReader, is_a_feed
from kith.domains.directory.imports.records import Read, Reader
from kith.domains.directory.imports.rows import service_id
from kith.domains.directory.imports.tables import TableReader, open_table
from kith.domains.directory.models import FieldWarning, ImportRun, Refusal, Source
from kith.kernel.access import Viewer

Progress = Callable[[str, int], None]
BATCH = 500


@dataclass
class Report:
    """What came of one list: in = kept + candidates + refused."""

    source: str
    file: str
    mapping: str
    records_in: int = 0
    kept: int = 0
    candidates: int = 0
    refused: int = 0
    services: int = 0
    changed: int = 0
    warnings: int = 0
    refused_because: dict[str, int] = field(default_factory=dict)
    warned_because: dict[str, int] = field(default_factory=dict)
    problem: str = ""

    @property
    def adds_up(self) -> bool:
        return self.records_in == self.kept + self.candidates + self.refused


@dataclass
class Whole:
    """What came of a path: a report a list, and the files that are no list, with the reason."""

    lists: list[Report] = field(default_factory=list)
    not_read: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> str:
        names = ("records_in", "kept", "candidates", "refused", "services", "changed", "warnings")
        totals = {name: sum(getattr(report, name) for report in self.lists) for name in names}
        refused = sum((Counter(report.refused_because) for report in self.lists), Counter())
        packed: dict[str, Any] = {
            **totals,
            "adds_up": all(report.adds_up for report in self.lists),
            "refused_because": dict(refused.most_common()),
            "lists": [asdict(report) for report in self.lists],
            "not_read": self.not_read,
        }
        return json.dumps(packed, indent=2)


@dataclass
class Found:
    """A list that was found under the path."""

    name: str
    files: list[Path]
    reader: Reader


def bring_in(
    path: Path, *, by: Viewer, mapping: Path | None = None, source: str = "", progress: Progress | None = None
) -> Whole:
    """Take in everything under a path. A list that breaks off is reported, and the next one is read all the same."""
    whole = Whole()
    given = mappings.load(mapping) if mapping else None
    for found in lists_in(path, given, whole.not_read):
        whole.lists.append(take_in(found, by=by, source=source, progress=progress))
    return whole


def bring_in_records(records: list[dict[str, Any]], *, by: Viewer, source: str) -> Report:
    """Take in Open Referral records that are already in memory."""
    packed = json.dumps(records, sort_keys=True).encode()
    reader = FeedReader([(source, records)], source)
    return _take_in(reader, source, hashlib.sha256(packed).hexdigest(), source, by=by, progress=None)


def lists_in(path: Path, given: mappings.Mapping | None, not_read: dict[str, str]) -> Iterator[Found]:
    """The lists under a path: each table is one, and the JSON files of one folder are one feed."""
    if not path.exists():
        raise FileNotFoundError(path)
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    feeds: dict[Path, list[Path]] = defaultdict(list)
    for file in files:
        if is_a_feed(file):
            feeds[file.parent].append(file)
        elif ".csv" in file.suffixes:
            found = _table(file, given, not_read)
            if found:
                yield found
        else:
            not_read[file.name] = "neither a table nor JSON"
    for folder, members in sorted(feeds.items()):
        name = members[0].name.split(".")[0] if len(members) == 1 else folder.resolve().name
        yield Found(name, members, FeedReader.of_files(members, name))


def _table(file: Path, given: mappings.Mapping | None, not_read: dict[str, str]) -> Found | None:
    columns, rows, was_mixed = open_table(file)
    mapping = given if given and given.fits(set(columns)) else mappings.choose(set(columns))
    if mapping is None:
        beside = any(m.shape == "classes" and columns[:1] in _beside(m) for m in mappings.shipped())
        not_read[file.name] = "read together with the timetable beside it" if beside else "no mapping knows its columns"
        return None
    name = file.name.split(".")[0]
    if mapping.shape == "classes":
        return Found(name, [file], ClassReader(mapping, rows, file.parent))
    return Found(name, [file], TableReader(mapping, rows, was_mixed=was_mixed))


def _beside(mapping: mappings.Mapping) -> list[list[str]]:
    return [[mapping.rows["sites"]["key"]], [mapping.rows["groups"]["key"]]]


def take_in(found: Found, *, by: Viewer, source: str = "", progress: Progress | None = None) -> Report:
    """Take in one list."""
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in found.files)).hexdigest()
    return _take_in(found.reader, source or found.name, digest, found.files[0].name, by=by, progress=progress)


def _take_in(reader: Reader, name: str, digest: str, file: str, *, by: Viewer, progress: Progress | None) -> Report:
    code = slugify(name)[:80] or "list"
    report = Report(source=name, file=file, mapping=reader.mapping)
    source = Source(
        code=code, name=_title(reader, name), kind=reader.kind, licence=reader.licence, credit=reader.credit
    )
    with _alone(code) as is_alone:
        if not is_alone:
            report.problem = "this list is being read by somebody else at this moment"
            return report
        run = start_import(by=by, source=source, digest=digest, mapping=reader.mapping)
        try:
            run = _read_all(reader, run, by, progress)
        except (FeedError, OSError, ValueError) as error:
            run = stop_import(by=by, run=run, problem=str(error))
            report.problem = run.problem
    return _fill(report, run)


def _title(reader: Reader, name: str) -> str:
    if slugify(reader.title) != slugify(name):
        return f"{reader.title} ({name})"[:200]
    return reader.title if name == slugify(name) else name  # "Marlbeck Vale" reads better than the file's name


def _batches(reads: Iterator[Read]) -> Iterator[list[Read]]:
    while batch := list(islice(reads, BATCH)):
        yield batch


def _read_all(reader: Reader, run: ImportRun, by: Viewer, progress: Progress | None) -> ImportRun:
    """Batches from the checkpoint on; everything that the list has is noted as seen, also what came before it."""
    seen = set()
    done = 0
    for batch in _batches(reader.read()):
        seen |= {service_id(run.source, read.service.key) for read in batch if read.service}
        fresh = batch[max(0, run.checkpoint - done) :] if done < run.checkpoint else batch
        done += len(batch)
        if done > run.checkpoint:
            keep_records(by=by, run=run, reads=fresh)
            run.refresh_from_db()
        if progress:
            progress(reader.title, done)
    if run.changed:
        propose_merges(by=by, run=run)
    return finish_import(by=by, run=run, seen=seen)


class _alone:  # noqa: N801 - reads as a word in `with`
    """One reading of a list at a time."""

    def __init__(self, code: str) -> None:
        self.key = int.from_bytes(hashlib.sha256(f"directory {code}".encode()).digest()[:8], "big", signed=True)

    def __enter__(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [self.key])
            row = cursor.fetchone()
        self.held = bool(row and row[0])
        return self.held

    def __exit__(self, *_: object) -> None:
        if self.held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [self.key])


def _fill(report: Report, run: ImportRun) -> Report:
    report.records_in, report.kept, report.candidates = run.records_in, run.kept, run.candidates
    report.refused, report.services, report.changed, report.warnings = (
        run.refused,
        run.services,
        run.changed,
        run.warned,
    )
    report.refused_because = dict(
        Counter(Refusal.objects.filter(run=run).values_list("reason", flat=True)).most_common()
    )
    warned = FieldWarning.objects.filter(run=run).values_list("field", "problem")
    report.warned_because = {f"{f}: {p}": n for (f, p), n in Counter(warned).most_common()}
    return report

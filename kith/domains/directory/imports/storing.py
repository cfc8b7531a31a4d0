"""Writing what a reading yielded: many rows at once, and only what is new or different."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import Any

from django.db import connection, models

from kith.domains.directory.bulk import copy, once, write
from kith.domains.directory.imports.records import Read
from kith.domains.directory.imports.rows import Rows, digest, rows_of, service_id
from kith.domains.directory.models import (
    Accessibility,
    Claim,
    Contact,
    CostOption,
    Eligibility,
    ImportRun,
    Language,
    Location,
    Organisation,
    Phone,
    SaidBy,
    Schedule,
    SearchWord,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceTerm,
    Taxonomy,
    TaxonomyTerm,
)
from kith.domains.directory.projection import Whole, project, save
from kith.kernel.clock import today

_OF_SOURCE = ("source", "source_key")
_CHILDREN: tuple[type[models.Model], ...] = (
    Phone, Contact, CostOption, Language, Eligibility, ServiceArea, Schedule, ServiceTerm,
)  # fmt: skip


def keep(run: ImportRun, reads: list[Read]) -> int:
    """Write what is new or different; what is the same is only noted as seen. Says how many were written."""
    records = {service_id(run.source, read.service.key): read.service for read in reads if read.service}
    known = dict(Service.objects.filter(pk__in=records).values_list("pk", "digest"))
    Service.objects.filter(pk__in=known).exclude(missing_since=None).update(missing_since=None)
    digests = {pk: digest(record) for pk, record in records.items()}
    rows = [
        rows_of(record, run.source, run.started_at, digests[pk])
        for pk, record in records.items()
        if known.get(pk) != digests[pk]
    ]
    _write(rows, known=bool(known))
    _project(rows, known=bool(known))
    return len(rows)


def _write(rows: list[Rows], *, known: bool) -> None:
    write(Organisation, (o for row in rows for o in row.organisations), keep=_OF_SOURCE)
    write(Location, (at for row in rows for at in row.locations), keep=_OF_SOURCE)
    write(Service, (row.service for row in rows), keep=(*_OF_SOURCE, "first_read_at", "is_withdrawn", "merged_into"))
    Taxonomy.objects.bulk_create(once(t for row in rows for t in row.taxonomies), ignore_conflicts=True)
    TaxonomyTerm.objects.bulk_create(once(t for row in rows for t in row.terms), ignore_conflicts=True)
    places = once(place for row in rows for place in row.places)
    if known:
        _clear(rows, places)
    Accessibility.objects.filter(location__in=[at.pk for row in rows for at in row.locations]).delete()
    write(ServiceAtLocation, places, keep=("service", "location"))
    children: dict[type[models.Model], list[Any]] = defaultdict(list)
    for child in once(c for row in rows for c in row.children):
        children[type(child)].append(child)
    for model, instances in children.items():
        copy(model, instances)


def _clear(rows: list[Rows], places: list[ServiceAtLocation]) -> None:
    """Take away what the lists said before; what people said stays."""
    ids = [row.service.pk for row in rows]
    ServiceAtLocation.objects.filter(service__in=ids).exclude(pk__in=[place.pk for place in places]).delete()
    for child in _CHILDREN:
        child._default_manager.filter(service__in=ids).delete()
    Claim.objects.filter(service__in=ids, said_by__in=[SaidBy.LIST, SaidBy.WORDS]).delete()


def _project(rows: list[Rows], *, known: bool) -> None:
    """Listings straight from the rows just written, with what people said and decided about them before."""
    found = {row.service.pk: whole_of(row) for row in rows}
    if known:
        kept = Service.objects.filter(pk__in=found).values_list("pk", "is_withdrawn", "merged_into")
        merged = {pk for pk, is_withdrawn, merged_into in kept if merged_into}
        withdrawn = {pk for pk, is_withdrawn, _ in kept if is_withdrawn}
        for pk, whole in found.items():
            whole.service.is_withdrawn = pk in withdrawn
        for claim in Claim.objects.filter(service__in=found).exclude(said_by__in=[SaidBy.LIST, SaidBy.WORDS]):
            found[claim.service_id].claims.append(claim)
        others = Service.objects.filter(merged_into__in=found).values_list("pk", "merged_into")
        for other, into in others:
            found[uuid.UUID(str(into))].claims += Claim.objects.filter(service=other)
        roots = Service.objects.filter(pk__in=merged).values_list("merged_into", flat=True)
        found = {pk: whole for pk, whole in found.items() if pk not in merged}
        project([pk for pk in roots if pk is not None and pk not in found])
    save([row.service.pk for row in rows], list(found.values()))


def whole_of(row: Rows) -> Whole:
    """The rows of a new service, as the projection reads them."""
    whole = Whole(row.service, places=row.places)
    by_kind: dict[type[models.Model], list[Any]] = {
        Schedule: whole.schedules,
        Phone: whole.phones,
        ServiceArea: whole.areas,
        CostOption: whole.costs,
        Claim: whole.claims,
    }
    for child in row.children:
        if type(child) in by_kind:
            by_kind[type(child)].append(child)
    whole.tags = [term.name for term in row.terms if term.name != term.code]
    return whole


def mark_missing(run: ImportRun, seen: set[uuid.UUID]) -> int:
    """Services of this source that its list no longer has; they stay, and staff see that they are gone from it."""
    gone = Service.objects.filter(source=run.source, missing_since=None).exclude(pk__in=seen)
    return gone.update(missing_since=today())


def refresh_search_words() -> None:
    """The words that occur in listings, for mending slips of the finger."""
    table = SearchWord._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - a table of ours
        cursor.execute(
            f"INSERT INTO {table} (word, listings) SELECT word, ndoc FROM ts_stat("  # noqa: S608
            "'SELECT to_tsvector(''simple'', name || '' '' || search_words) FROM directory_listing')"
            " WHERE length(word) BETWEEN 3 AND 40 AND word !~ '[0-9]'"
        )

"""Three engines behind one door: each is built from the services and answers a question with how many it found."""

from __future__ import annotations

import math
import shutil
import sqlite3
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from search.made_up import Made, Question


class Engine(Protocol):
    name: str

    def build(self, services: Iterable[Made]) -> None: ...
    def ask(self, question: Question) -> int: ...
    def size(self) -> int: ...
    def close(self) -> None: ...


def box(question: Question) -> tuple[float, float, float, float]:
    lat = question.km / 110.9
    lon = lat / math.cos(math.radians(question.lat))
    return question.lat - lat, question.lat + lat, question.lon - lon, question.lon + lon


def km_between(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    p = math.pi / 180
    part = 0.5 - math.cos((lat2 - lat1) * p) / 2
    part += math.cos(lat1 * p) * math.cos(lat2 * p) * (1 - math.cos((lon2 - lon1) * p)) / 2
    return 12742 * math.asin(math.sqrt(part))


class Kith:
    """The product's own search, unchanged, over a listing table of its own in a scratch schema."""

    name = "Kith (PostgreSQL full text, plain words, facets)"

    def __init__(self, count: int) -> None:
        from django.db import connection

        self.schema, self.connection = f"kith_bench_{count}", connection

    def run(self, statement: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(statement)

    def build(self, services: Iterable[Made]) -> None:
        from kith.domains.directory.bulk import copy
        from kith.domains.directory.models import Listing, Source
        from kith.kernel.clock import now

        self.run(f"DROP SCHEMA IF EXISTS {self.schema} CASCADE; CREATE SCHEMA {self.schema}")
        for table in ("directory_source", "directory_listing"):
            self.run(f"CREATE TABLE {self.schema}.{table} (LIKE public.{table} INCLUDING ALL)")
        self.run(f"SET search_path = {self.schema}, public")
        source = Source(id=uuid.UUID(int=1), code="made-up", name="Made up", created_at=now())
        copy(Source, [source])
        copy(Listing, [self._listing(made, source.pk) for made in services])
        self.run(f"VACUUM ANALYZE {self.schema}.directory_listing")

    def _listing(self, made: Made, source: uuid.UUID) -> Any:
        from kith.domains.directory.cells import words_of
        from kith.domains.directory.models import Listing

        return Listing(
            id=uuid.UUID(int=made.number + 10),
            service_id=uuid.UUID(int=made.number + 10),
            source_id=source,
            slug=f"made-{made.number}",
            name=made.name,
            summary=made.text,
            place_kind="venue",
            lat=made.lat,
            lon=made.lon,
            scope="place",
            kind=made.kind,
            kinds=[made.kind],
            is_free=made.is_free,
            formats=[made.format],
            reaches_far=False,
            cells=words_of(made.lat, made.lon, is_far=False),
        )

    def ask(self, question: Question) -> int:
        from kith.domains.directory.geo import Place, Precision
        from kith.domains.directory.queries import Search, search
        from kith.kernel.access import ANYONE

        here = Place("", question.lat, question.lon, Precision.EXACT, "")
        asked = Search(words=" ".join(question.words), within_km=question.km, is_free=question.is_free)
        return search(ANYONE, asked, here=here, is_strict=True).total

    def size(self) -> int:
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_total_relation_size('{self.schema}.directory_listing')")
            return int(cursor.fetchone()[0])

    def close(self) -> None:
        self.run(f"SET search_path = public; DROP SCHEMA {self.schema} CASCADE")


class Sqlite:
    """SQLite's FTS5 with a box on latitude and longitude, counts by three groups."""

    name = "SQLite FTS5 + box + facets"

    def __init__(self, folder: Path) -> None:
        self.file = folder / "services.sqlite"
        self.file.unlink(missing_ok=True)
        self.db = sqlite3.connect(self.file)
        self.db.create_function("km", 4, km_between, deterministic=True)

    def build(self, services: Iterable[Made]) -> None:
        self.db.executescript(
            "PRAGMA journal_mode=wal; PRAGMA synchronous=off;"
            "CREATE TABLE s(id INTEGER PRIMARY KEY, name, text, kind, free INT, format, lat REAL, lon REAL);"
            "CREATE VIRTUAL TABLE ft USING fts5(name, text, content='s', content_rowid='id');"
        )
        rows = ((m.number + 1, m.name, m.text, m.kind, m.is_free, m.format, m.lat, m.lon) for m in services)
        self.db.executemany("INSERT INTO s VALUES(?,?,?,?,?,?,?,?)", rows)
        self.db.execute("INSERT INTO ft(ft) VALUES('rebuild')")
        self.db.commit()
        self.db.execute("ANALYZE")

    def ask(self, question: Question) -> int:
        free = " AND free = 1" if question.is_free else ""
        run = self.db.execute
        run("DROP TABLE IF EXISTS temp.h")
        run(
            "CREATE TEMP TABLE h AS SELECT s.id, s.kind, s.free, s.format, ft.rank r, km(?,?,s.lat,s.lon) d FROM ft"
            " JOIN s ON s.id = ft.rowid WHERE ft MATCH ? AND s.lat BETWEEN ? AND ? AND s.lon BETWEEN ? AND ?" + free,
            (question.lat, question.lon, " ".join(question.words), *box(question)),
        )
        run("DELETE FROM h WHERE d > ?", (question.km,))
        run("SELECT s.id, s.name, s.text, d FROM h JOIN s USING(id) ORDER BY r, d LIMIT 20").fetchall()
        for facet in ("kind", "free", "format"):
            run(f"SELECT {facet}, count(*) FROM h GROUP BY 1").fetchall()
        return int(run("SELECT count(*) FROM h").fetchone()[0])

    def size(self) -> int:
        return self.file.stat().st_size

    def close(self) -> None:
        self.db.close()


class Tantivy:
    """tantivy in process: a library, without a server, permissions or transactions."""

    name = "tantivy (in process, box + aggregations)"

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "tantivy"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def build(self, services: Iterable[Made]) -> None:
        import tantivy

        self.tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        for field in ("name", "text"):
            builder.add_text_field(field, stored=True)
        for field in ("kind", "format"):
            builder.add_text_field(field, stored=True, fast=True, tokenizer_name="raw")
        builder.add_integer_field("free", indexed=True, fast=True, stored=True)
        for field in ("lat", "lon"):
            builder.add_float_field(field, stored=True, indexed=True, fast=True)
        self.schema = builder.build()
        index = tantivy.Index(self.schema, path=str(self.folder))
        writer = index.writer(200_000_000, 1)
        for m in services:
            writer.add_document(
                tantivy.Document(
                    name=m.name, text=m.text, kind=m.kind, format=m.format, free=int(m.is_free), lat=m.lat, lon=m.lon
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()
        self.facets = {f: {"terms": {"field": f, "size": 60}} for f in ("kind", "free", "format")}

    def ask(self, question: Question) -> int:
        t, schema = self.tantivy, self.schema
        south, north, west, east = box(question)
        must = [(t.Occur.Must, self._word(word)) for word in question.words]
        for field, low, high in (("lat", south, north), ("lon", west, east)):
            must.append((t.Occur.Must, t.Query.range_query(schema, field, t.FieldType.Float, low, high)))
        if question.is_free:
            must.append((t.Occur.Must, t.Query.term_query(schema, "free", 1)))
        query = t.Query.boolean_query(must)
        found = self.searcher.search(query, 20, count=True)
        for _, address in found.hits:
            self.searcher.doc(address).to_dict()
        self.searcher.aggregate(query, self.facets)
        return int(found.count)

    def _word(self, word: str) -> Any:
        t = self.tantivy
        fields = [(t.Occur.Should, t.Query.term_query(self.schema, field, word)) for field in ("name", "text")]
        return t.Query.boolean_query(fields)

    def size(self) -> int:
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())

    def close(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

"""The statement behind the search: one round to PostgreSQL for words, place, filters, order, page and counts."""

from __future__ import annotations

import datetime as dt
import math
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import psycopg
from django.db import connection
from psycopg.pq import TransactionStatus

from kith.domains.directory import cells, wording
from kith.domains.directory.models import FRESH_DAYS, KEPT_DAYS
from kith.kernel.clock import today

if TYPE_CHECKING:
    from kith.domains.directory.geo import Place

PAGE = 20
BROWSE_KM = 15.0


@dataclass(frozen=True)
class Search:
    """What somebody looks for. A filter drops what is known to be otherwise, and puts what is not known last."""

    words: str = ""
    near: str = ""
    within_km: float | None = None
    days: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()
    is_free: bool = False
    max_price: Decimal | None = None
    access: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    open_to_everyone: bool = False
    age: int | None = None
    sector: str = ""
    page: int = 1
    size: int = PAGE
    as_of: dt.date | None = None


class Hit(NamedTuple):
    """One thing that was found, with what a card shows of it."""

    id: uuid.UUID
    slug: str
    name: str
    organisation_name: str
    summary: str
    kind: str
    kinds: tuple[str, ...]
    town: str
    address: str
    postcode: str
    place_kind: str
    precision: str
    lat: float | None
    lon: float | None
    km: float | None
    scope: str
    area: str
    formats: tuple[str, ...] | None
    is_free: bool | None
    price: Decimal | None
    cost_words: str
    days: tuple[int, ...] | None
    hours: tuple[tuple[Any, ...], ...]
    hours_words: str
    open_to_everyone: bool | None
    needs_referral: bool | None
    sector: str
    minimum_age: int | None
    maximum_age: int | None
    known_yes: tuple[str, ...]
    known_no: tuple[str, ...]
    cautions: tuple[str, ...]
    assured_on: dt.date | None
    runs_until: dt.date | None
    source: str
    not_known: int
    is_beyond: bool


@dataclass(frozen=True)
class Results:
    """A page of what was found, how much there is, and how the words were understood."""

    search: Search
    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    here: Place | None = None
    is_place_unknown: bool = False
    corrected: dict[str, str] = field(default_factory=dict)
    is_loose: bool = False

    @property
    def pages(self) -> int:
        return max(1, math.ceil(self.total / self.search.size))


def run(search: Search, understood: wording.Wording, here: Place | None, *, any_word: bool = False) -> Results:
    sql, values = statement(search, understood, here, any_word=any_word)
    total, rows, facets = fetch(sql, values)
    counts = {name: found or {} for name, found in (facets or {}).items()}
    return Results(search, tuple(_hit(row) for row in rows or ()), total, counts, here)


def fetch(sql: str, values: dict[str, Any]) -> Any:
    """One row, through psycopg's own cursor: the statement is prepared on the server and planned once."""
    connection.ensure_connection()
    raw: psycopg.Connection[Any] = connection.connection
    if not hasattr(raw, "kith_plans_once") and raw.info.transaction_status == TransactionStatus.IDLE:
        raw.execute("SET plan_cache_mode = force_generic_plan")
        raw.execute("SET jit = off")
        raw.kith_plans_once = True  # type: ignore[attr-defined]
    raw.prepare_threshold = 1  # Django turns preparing off, and it stays off for what Django asks
    try:
        with psycopg.Cursor(raw) as cursor:
            return cursor.execute(sql, values, prepare=True).fetchone()
    finally:
        raw.prepare_threshold = None


def statement(
    search: Search, understood: wording.Wording, here: Place | None, *, any_word: bool = False
) -> tuple[str, dict[str, Any]]:
    """The one statement and its values. Only what is asked for is in it."""
    day = search.as_of or today()
    values: dict[str, Any] = {"size": search.size, "skip": (max(1, search.page) - 1) * search.size}
    values |= {"fresh": day - dt.timedelta(days=FRESH_DAYS), "kept": day - dt.timedelta(days=KEPT_DAYS), "day": day}
    where = ["NOT l.has_closed", "NOT l.is_withdrawn", "l.twin_of_id IS NULL"]
    km, around = _distance(search, here, values, has_words=bool(understood.meant))
    plain, wide = _joined(understood.plain, any_word=any_word), _joined(understood.wide, any_word=any_word)
    if wide:
        values |= {"plain": plain, "wide": wide}
    if wide or around:
        values["reach"] = " & ".join(f"({part})" for part in (wide, around) if part)
        where.append("l.words @@ %(reach)s::tsquery")
    unknown = _filters(search, values, where)
    return _SQL.format(
        where="\n AND ".join(where),
        tier=_TIER if wide else "0",
        rank="ts_rank(l.words, %(wide)s::tsquery)" if wide else "0.0",
        km=km,
        unknown=unknown or "0",
        beyond="km > %(within)s" if "within" in values else "false",
        reached=_REACHED if "within" in values else "",
    ), values


def _joined(expressions: list[str], *, any_word: bool) -> str:
    """The words as one text query; what says nothing to the index is left out."""
    lexed = [f"({text})" for text in map(_lexed, expressions) if text]
    return (" | " if any_word else " & ").join(lexed)


@lru_cache(4096)
def _lexed(expression: str) -> str:
    """A web-search expression as PostgreSQL understands it. Asked once: the same words come again and again."""
    sql = "SELECT websearch_to_tsquery('english', %(expression)s)::text"
    return str(fetch(sql, {"expression": expression.replace("\x00", "")})[0])


def _distance(search: Search, here: Place | None, values: dict[str, Any], *, has_words: bool) -> tuple[str, str]:
    """Kilometres as SQL, and the cells around as a text query, for the index that also knows the words."""
    if here is None:
        return "NULL::float8", ""
    values |= {"lat": here.lat, "lon": here.lon, "coslat": math.cos(math.radians(here.lat))}
    km = (
        "12742 * asin(sqrt(power(sin(radians(l.lat - %(lat)s) / 2), 2)"
        " + %(coslat)s * cos(radians(l.lat)) * power(sin(radians(l.lon - %(lon)s) / 2), 2)))"
    )
    within = search.within_km or (None if has_words else BROWSE_KM)
    if not within:
        return km, ""
    values["within"] = float(within)
    return km, cells.around(here.lat, here.lon, within)


class _Asked:
    """What was asked: conditions that drop what is known not to fit, and a count of what is not known."""

    def __init__(self, values: dict[str, Any], where: list[str]) -> None:
        self.values, self.where = values, where
        self.unknown: list[str] = []

    def ask(self, name: str, value: Any, fits: str, is_unknown: str) -> None:
        """Nothing is asked where the value is empty."""
        if value:
            self.values[name] = value
            self.where.append(f"({fits}) IS NOT FALSE")
            self.unknown.append(f"({is_unknown})::int")


def _filters(search: Search, values: dict[str, Any], where: list[str]) -> str:
    asked = _Asked(values, where)
    parts = [f"{day}-{part}" for day in search.days or range(1, 8) for part in search.parts]
    asked.ask("days", list(search.days), "l.days && %(days)s::smallint[]", "l.days IS NULL")
    asked.ask("parts", parts, "l.day_parts && %(parts)s::varchar[]", "l.day_parts IS NULL")
    asked.ask("free", search.is_free, "l.is_free = %(free)s", "l.is_free IS NULL")
    asked.ask(
        "most",
        search.max_price,
        "CASE WHEN l.is_free THEN true ELSE l.price <= %(most)s END",
        "l.is_free IS NOT TRUE AND l.price IS NULL",
    )
    for number, code in enumerate(search.access):
        name = f"access{number}"
        asked.ask(name, code, f"NOT %({name})s = ANY(l.known_no)", f"NOT %({name})s = ANY(l.known_yes)")
    asked.ask("formats", list(search.formats), "l.formats && %(formats)s::varchar[]", "l.formats IS NULL")
    asked.ask("open", search.open_to_everyone, "l.open_to_everyone = %(open)s", "l.open_to_everyone IS NULL")
    asked.ask(
        "age",
        search.age,
        "(l.minimum_age <= %(age)s) IS NOT FALSE AND (l.maximum_age >= %(age)s) IS NOT FALSE",
        "l.minimum_age IS NULL AND l.maximum_age IS NULL",
    )
    asked.ask("sector", search.sector, "l.sector IN (%(sector)s, '')", "l.sector = ''")
    if search.kinds:
        values["kinds"] = list(search.kinds)
        where.append("l.kinds && %(kinds)s::varchar[]")
    return " + ".join(asked.unknown)


# Text first; then what is known of what was asked; then when it was checked; then how far. What has ended, what
# nobody can join and what is out of reach comes last. An office is no venue: it counts as three kilometres further.
_TIER = (
    "CASE WHEN l.name_words @@ %(plain)s::tsquery THEN 3 WHEN l.name_words @@ %(wide)s::tsquery THEN 2"
    " WHEN l.words @@ %(plain)s::tsquery THEN 1 ELSE 0 END"
)
# What serves an area that nobody measured is looked for as far as a town and its villages go.
_REACHED = (
    "WHERE km <= %(within)s OR km IS NULL OR reaches_far"
    " AND coalesce(km <= coalesce(reach_km, CASE WHEN scope = 'area' THEN 25 END), true)"
)
_SQL = """
WITH hit AS NOT MATERIALIZED (
 SELECT l.id, {tier} AS tier, {unknown} AS unknown, {rank} AS rank, {km} AS km, l.kinds, l.is_free, l.formats,
  l.reaches_far, l.reach_km, l.scope, l.place_kind, l.known_count,
  CASE WHEN l.runs_until < %(day)s THEN 2 WHEN l.can_join IS FALSE THEN 1 ELSE 0 END AS gone,
  CASE WHEN l.assured_on >= %(fresh)s THEN 0 WHEN l.assured_on < %(kept)s THEN 2 ELSE 1 END AS stale
 FROM directory_listing l
 WHERE {where}
), found AS MATERIALIZED (
 SELECT *, {beyond} AS beyond FROM hit {reached}
), page AS (
 SELECT id, km, unknown, beyond, row_number() OVER () AS place FROM (
  SELECT *, CASE WHEN km IS NULL OR km <= 40 OR formats && '{{online,phone}}' AND scope <> 'area' THEN 0
    WHEN scope = 'national' THEN 1 ELSE 2 END AS zone,
   CASE WHEN km IS NULL THEN 4 WHEN beyond THEN 4
    ELSE width_bucket(km + 3 * (place_kind <> 'venue')::int, ARRAY[1, 3, 6, 12, 25, 50, 100]::float8[]) END AS band
  FROM found
  ORDER BY gone, zone, tier DESC, unknown, stale, band, rank DESC, km, known_count DESC, id
  LIMIT %(size)s OFFSET %(skip)s) best
)
SELECT (SELECT count(*) FROM found),
 (SELECT json_agg(json_build_array({columns}) ORDER BY page.place)
   FROM page JOIN directory_listing l USING (id) JOIN directory_source s ON s.id = l.source_id),
 (SELECT json_build_object('kinds', (SELECT json_object_agg(kind, n) FROM
    (SELECT kind, count(*) AS n FROM found, unnest(kinds) kind GROUP BY kind) k),
   'cost', json_build_object('free', count(*) FILTER (WHERE is_free), 'costs', count(*) FILTER (WHERE NOT is_free),
     'not_known', count(*) FILTER (WHERE is_free IS NULL)),
   'format', json_build_object('in_person', count(*) FILTER (WHERE 'in_person' = ANY(formats)),
     'online', count(*) FILTER (WHERE 'online' = ANY(formats)), 'phone', count(*) FILTER (WHERE 'phone' = ANY(formats)),
     'not_known', count(*) FILTER (WHERE formats IS NULL))) FROM found)
"""


# What a card shows, in the order of Hit's fields. Lists of codes come as PostgreSQL writes them: JSON is slower.
_COLUMNS = ", ".join(
    {
        "summary": "left(l.summary, 300)",
        "km": "page.km",
        "source": "s.name",
        "not_known": "page.unknown",
        "is_beyond": "page.beyond",
        **{name: f"l.{name}::text" for name in ("kinds", "formats", "days", "known_yes", "known_no", "cautions")},
    }.get(name, f"l.{name}")
    for name in Hit._fields
)
_SQL = _SQL.replace("{columns}", _COLUMNS)


def _hit(row: list[Any]) -> Hit:
    """JSON's types as the card wants them."""
    values = list(row)
    for place, convert in _CONVERT:
        values[place] = convert(values[place])
    return Hit._make(values)


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _codes(value: str | None) -> tuple[str, ...]:
    return tuple(value[1:-1].split(",")) if value and value != "{}" else ()


_TYPES: dict[str, Callable[[Any], Any]] = {
    "id": uuid.UUID,
    "km": lambda km: None if km is None else round(km, 1),
    "kinds": _codes,
    "known_yes": _codes,
    "known_no": _codes,
    "cautions": _codes,
    "formats": lambda value: None if value is None else _codes(value),
    "days": lambda value: None if value is None else tuple(map(int, _codes(value))),
    "hours": lambda hours: tuple(map(tuple, hours)),
    "price": lambda price: None if price is None else Decimal(str(price)),
    "assured_on": _day,
    "runs_until": _day,
}
_CONVERT = tuple((Hit._fields.index(name), convert) for name, convert in _TYPES.items())

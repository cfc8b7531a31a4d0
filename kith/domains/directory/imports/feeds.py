"""Reading Open Referral: ORUK 3.0 and HSDS 3.x JSON, one page, a list, or a folder of what a feed answered."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kith.domains.directory.imports.oruk import Thing, service_of
from kith.domains.directory.imports.records import Problem, Read
from kith.domains.directory.imports.text import decode

_MARKS = {"service_at_locations", "schedules", "eligibility_description", "cost_options", "assured_date", "status"}
# Fields that only one kind of record has, looked at in this order.
_SIGNS = {
    "place": {"latitude", "addresses", "location_type"},
    "organisation": {"organization_identifiers", "legal_status", "year_incorporated", "parent_organization_id"},
    "service": _MARKS,
    "term": {"taxonomy", "taxonomy_detail", "term_uri", "parent_id"},
}


class FeedError(ValueError):
    """The file is not JSON of any shape we know; the message says so in words."""


def documents(path: Path) -> list[Any]:
    """What a JSON file holds: one value, or one a line."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text, _ = decode(raw)
    try:
        return [json.loads(text)]
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            return [json.loads(line) for line in lines]
        except ValueError:
            raise FeedError(f"{path.name} is not readable JSON: {error}") from error


def is_a_feed(path: Path) -> bool:
    return path.name.removesuffix(".gz").endswith((".json", ".ndjson", ".jsonl"))


class FeedReader:
    """Services out of JSON files. A thin entry of a list and the full record of the same id are one record."""

    licence, credit, mapping, kind = "", "", "open-referral", "feed"

    def __init__(self, documents: Iterable[tuple[str, Any]], title: str) -> None:
        self.documents, self.title = documents, title

    @classmethod
    def of_files(cls, paths: list[Path], title: str) -> FeedReader:
        return cls(((path.name, value) for path in paths for value in documents(path)), title)

    def read(self) -> Iterator[Read]:
        found: dict[str, Thing] = {}
        count: dict[str, int] = {}
        odd: list[Read] = []
        for name, document in self.documents:
            for thing in things(document):
                if what(thing) != "service":
                    odd.append(Read(f"{name}: {_name(thing)}"[:200], refused=_refusal(thing)))
                    continue
                key = str(thing.get("id") or _name(thing))
                found[key] = merged(found[key], thing) if key in found else thing
                count[key] = count.get(key, 0) + 1
        yield from odd
        for key, thing in found.items():
            yield _read(key, thing, repeats=count[key] - 1)


def _read(key: str, thing: Thing, repeats: int) -> Read:
    read = Read(f"{key}: {_name(thing)}"[:200], repeats=repeats)
    if not _name(thing):
        read.refused = "no_name"
        return read
    if not set(thing) & (_MARKS - {"status"}) and not thing.get("description"):
        read.problems.append(Problem("record", "thin_record"))
    read.service = service_of(key, thing, read.problems)
    return read


def things(document: Any) -> Iterator[Thing]:
    """The records in an answer, whatever its envelope is called, down to the services of an organisation."""
    if isinstance(document, list):
        for item in document:
            yield from things(item)
        return
    if not isinstance(document, dict):
        yield {"name": str(document)[:80], "_odd": True}
        return
    if what(document) == "place of a service":
        service = dict(document.get("service") or {})
        service.setdefault("service_at_locations", []).append({k: v for k, v in document.items() if k != "service"})
        yield from things(service)
        return
    inner = document.get("services")
    if what(document) == "organisation" and isinstance(inner, list) and inner:
        organisation = {k: v for k, v in document.items() if k != "services"}
        for service in inner:
            yield {**service, "organization": service.get("organization") or organisation}
        return
    envelope = _envelope(document)
    if envelope is not None:
        yield from things(envelope)
    else:
        yield document


def what(thing: Thing) -> str:
    """Which kind of record this is, by the fields it has."""
    fields = set(thing)
    if isinstance(thing.get("location"), dict) and "service" in fields:
        return "place of a service"
    if "_odd" in fields or (thing.get("name") is None and not fields & _MARKS):
        return "profile" if fields & {"openapi_url", "version"} else "other"
    for kind, signs in _SIGNS.items():
        if fields & signs:
            return kind
    if "services" in fields and "id" in fields:
        return "organisation"
    return "service" if "id" in fields or fields & _MARKS else "other"


def _envelope(document: Thing) -> list[Any] | None:
    """The one list of records among paging numbers: `contents` by the book, anything else in the wild."""
    if "id" in document and "name" in document:
        return None
    lists = [
        value for value in document.values() if isinstance(value, list) and all(isinstance(v, dict) for v in value)
    ]
    return max(lists, key=len) if lists else None


def merged(one: Thing, other: Thing) -> Thing:
    """Two readings of the same record: what is empty in one is taken from the other, and the longer list wins."""
    result = dict(one)
    for field, value in other.items():
        mine = result.get(field)
        if mine in (None, "", [], {}) or (
            isinstance(value, list) and isinstance(mine, list) and len(value) > len(mine)
        ):
            result[field] = value
        elif isinstance(value, dict) and isinstance(mine, dict):
            result[field] = merged(mine, value)
    return result


def _name(thing: Thing) -> str:
    return str(thing.get("name") or "").strip()


def _refusal(thing: Thing) -> str:
    return {
        "organisation": "organisation_without_services",
        "term": "a_tag_not_a_service",
        "place": "a_place_not_a_service",
        "profile": "a_profile_not_a_service",
    }.get(what(thing), "not_a_service")

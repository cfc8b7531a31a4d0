"""Mapping files: which column of a list says what. They are chosen by the columns that a list has."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# People write it in many ways.
_SAME = {"yes": {"yes", "y", "true", "1"}, "no": {"no", "n", "false", "0"}}
FOLDER = Path(__file__).resolve().parent.parent / "mappings"


class MappingError(ValueError):
    """The mapping cannot be used; the message says why, for the person who wrote it."""


@dataclass(frozen=True)
class When:
    """If a column says this, these facts hold. Without `is`, `has` or `starts`, any content will do."""

    column: str
    facts: dict[str, Any]
    equals: str | None = None
    has: str | None = None
    starts: str | None = None
    is_hint: bool = False

    def holds(self, cell: str) -> bool:
        cell = cell.strip().lower()
        if self.equals is not None:
            return cell in _SAME.get(self.equals.lower(), {self.equals.lower()})
        if self.has is not None:
            return any(word.strip() in cell for word in self.has.lower().split("|"))
        if self.starts is not None:
            return cell.startswith(self.starts.lower())
        return bool(cell)


@dataclass(frozen=True)
class Mapping:
    """One list's columns in our words. Lists of columns are joined in their order."""

    code: str
    title: str
    name: tuple[str, ...]
    requires: frozenset[str]
    shape: str = "rows"
    licence: str = ""
    credit: str = ""
    key: tuple[str, ...] = ()
    repeats: str = "apart"
    refuse_without: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    organisation_name: str = ""
    sector: str = ""
    description: tuple[str, ...] = ()
    description_words: str = ""
    address: tuple[str, ...] = ()
    town: tuple[str, ...] = ()
    postcode: str = ""
    point: tuple[str, ...] = ()
    more_points: tuple[str, ...] = ()
    latitude: str = ""
    longitude: str = ""
    place_kind: str = "venue"
    place_name: tuple[str, ...] = ()
    transport: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    website: tuple[str, ...] = ()
    fees: tuple[str, ...] = ()
    alert: tuple[str, ...] = ()
    application: tuple[str, ...] = ()
    eligibility: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    area_name: str = ""
    reach_km: dict[str, float] = field(default_factory=dict)
    accessibility: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    weekday_hours: dict[str, tuple[str, ...]] = field(default_factory=dict)
    assured_on: str = ""
    changed_on: str = ""
    closed: str = ""
    minimum_age: str = ""
    maximum_age: str = ""
    price: str = ""
    languages: tuple[str, ...] = ()
    terms: dict[str, str] = field(default_factory=dict)
    identifiers: dict[str, str] = field(default_factory=dict)
    more_words: tuple[str, ...] = ()
    words: str = ""
    topics: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    hints: dict[str, Any] = field(default_factory=dict)
    when: tuple[When, ...] = ()
    rows: dict[str, Any] = field(default_factory=dict)

    def fits(self, columns: set[str]) -> bool:
        return self.requires <= columns


def load(path: Path) -> Mapping:
    """A mapping from a TOML or JSON file."""
    try:
        text = path.read_text()
        raw = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise MappingError(f"{path.name} cannot be read: {error}") from error
    return _mapping(path.stem, raw)


def shipped() -> list[Mapping]:
    """The mappings that come with Kith, the most particular first."""
    found = [load(path) for path in sorted(FOLDER.glob("*.toml"))]
    return sorted(found, key=lambda mapping: -len(mapping.requires))


def choose(columns: set[str]) -> Mapping | None:
    """The shipped mapping that knows a list with these columns."""
    return next((mapping for mapping in shipped() if mapping.fits(columns)), None)


def _mapping(code: str, raw: dict[str, Any]) -> Mapping:
    known = Mapping.__dataclass_fields__
    unknown = sorted(set(raw) - set(known))
    if unknown:
        raise MappingError(f"{code}: these words mean nothing in a mapping: {', '.join(unknown)}")
    if not raw.get("name"):
        raise MappingError(f"{code}: a mapping needs `name`, the column with the name of the service")
    values: dict[str, Any] = {"code": code, "title": raw.get("title", code)}
    for word, value in raw.items():
        values[word] = _value(word, value, str(known[word].type))
    values["when"] = tuple(_when(code, rule) for rule in raw.get("when", []))
    values["requires"] = frozenset(raw.get("requires") or _columns(values["name"]))
    return Mapping(**values)


def _value(word: str, value: Any, kind: str) -> Any:
    if kind.startswith("tuple[str"):
        return _columns(value)
    if word == "weekday_hours":
        return {day: _columns(columns) for day, columns in value.items()}
    return value


def _columns(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _when(code: str, rule: dict[str, Any]) -> When:
    facts = rule.get("facts") or rule.get("hints")
    if not facts or "column" not in rule:
        raise MappingError(f"{code}: each [[when]] needs `column` and `facts` or `hints`")
    return When(
        column=rule["column"],
        facts=facts,
        equals=rule.get("is"),
        has=rule.get("has"),
        starts=rule.get("starts"),
        is_hint="hints" in rule,
    )

"""Reading a list in columns, with a mapping that says what each column means."""

from __future__ import annotations

import csv
import datetime as dt
import decimal
import gzip
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kith.domains.directory.imports import hours as hours_of
from kith.domains.directory.imports import text as words_of
from kith.domains.directory.imports.hours import Opening
from kith.domains.directory.imports.mapping import Mapping
from kith.domains.directory.imports.records import (
    Area,
    Cost,
    OrganisationRecord,
    PlaceRecord,
    Problem,
    Read,
    ServiceRecord,
    Term,
)

csv.field_size_limit(1_000_000)
Row = dict[str, str]
PLACEHOLDERS = {"n/a", "na", "none", "-", "tbc", "unknown", "redacted@example.org"}
EMPTY_DATES = {"30/12/1899", "1899-12-30", "00/00/0000", "0000-00-00", "01/01/1900"}


def open_table(path: Path) -> tuple[list[str], list[Row], bool]:
    """The columns and rows of a CSV file, plain or packed, and whether its letters had to be mended."""
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    text, was_mixed = words_of.decode(raw)
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="")
    rows = [{column: _cell(value) for column, value in row.items()} for row in reader]
    return [column for column in reader.fieldnames or () if column], rows, was_mixed


def _cell(value: Any) -> str:
    return value if isinstance(value, str) else ""


class TableReader:
    """The rows of a list, each one service."""

    kind = "file"

    def __init__(self, mapping: Mapping, rows: list[Row], *, was_mixed: bool = False) -> None:
        self.map, self.rows, self.was_mixed = mapping, rows, was_mixed
        self.title, self.licence, self.credit = mapping.title, mapping.licence, mapping.credit
        self.mapping = mapping.code

    def read(self) -> Iterator[Read]:
        """Each row as what became of it. Rows with a key seen before are a repeat, or a namesake."""
        if self.map.repeats == "join":
            yield from self._joined()
            return
        seen: Counter[str] = Counter()
        for number, row in enumerate(self.rows, 2):
            key = self._key(row)
            seen[key] += 1
            yield self._read(number, row, key if seen[key] == 1 else f"{key}#{seen[key]}")

    def _joined(self) -> Iterator[Read]:
        """Rows with one identifier are one record; what the repeats add in tags is kept."""
        first: dict[str, Read] = {}
        for number, row in enumerate(self.rows, 2):
            key = self._key(row)
            read = self._read(number, row, key)
            before = first.get(key)
            if before and before.service and read.service:
                before.repeats += 1
                known = {(t.taxonomy, t.code) for t in before.service.terms}
                before.service.terms += [t for t in read.service.terms if (t.taxonomy, t.code) not in known]
            else:
                first[key if read.service else f"refused {number}"] = read
        yield from first.values()

    def _key(self, row: Row) -> str:
        columns = self.map.key or self.map.name
        return "|".join(words_of.one_line(row.get(c, "")).lower() for c in columns)[:190]

    def _read(self, number: int, row: Row, key: str) -> Read:
        name = words_of.name_case(self.join(row, self.map.name, " "))
        read = Read(record=f"row {number}: {name}"[:200])
        if not any(cell.strip() for cell in row.values()):
            read.refused = "empty_row"
        elif not name:
            read.refused = "no_name"
        else:
            missing = [c for c in self.map.refuse_without if not row.get(c, "").strip()]
            read.refused = "too_little_said" if missing else ""
        if not read.refused:
            read.service = self.service(row, key, name[:255], read.problems)
        return read

    def service(self, row: Row, key: str, name: str, problems: list[Problem]) -> ServiceRecord:
        m = self.map
        service = ServiceRecord(key=key, name=name, facts=dict(m.facts), hints=dict(m.hints), topics=list(m.topics))
        service.description = self.text(row, m.description, problems) or m.description_words
        service.url = self.website(row, problems)
        service.email = self.email(row, service, problems)
        service.fees = self.text(row, m.fees, problems)
        service.alert = self.text(row, m.alert, problems)
        service.application = self.text(row, m.application, problems)
        service.eligibility = self.text(row, m.eligibility, problems)
        service.more_words = " ".join(filter(None, (m.words, self.text(row, m.more_words, problems))))
        service.phones = [(number, "") for number in self.phones(row, problems)]
        service.organisation = self.organisation(row, key, name)
        service.places = self.places(row, key, problems)
        service.areas = self.areas(row)
        service.terms = [
            Term(taxonomy, code.strip(), code.strip())
            for taxonomy, column in m.terms.items()
            for code in row.get(column, "").split(";")
            if code.strip()
        ]
        self.numbers(row, service, problems)
        self.dates(row, service, problems)
        for rule in m.when:
            if rule.holds(row.get(rule.column, "")):
                (service.hints if rule.is_hint else service.facts).update(rule.facts)
        return service

    def areas(self, row: Row) -> list[Area]:
        name = self.map.area_name or self.join(row, self.map.area)
        if not name:
            return []
        reach = self.map.reach_km.get(name.lower(), self.map.reach_km.get("*"))
        return [Area(name[:400], is_national=name.lower() in {"national", "nationwide", "uk"}, reach_km=reach)]

    def join(self, row: Row, columns: tuple[str, ...], separator: str = ", ") -> str:
        parts = [words_of.one_line(row.get(c, "")) for c in columns]
        return separator.join(dict.fromkeys(p for p in parts if p and p.lower() not in PLACEHOLDERS))

    def text(self, row: Row, columns: tuple[str, ...], problems: list[Problem]) -> str:
        """Several cells as paragraphs; markup is taken out and reported."""
        parts = []
        for column in columns:
            cell = row.get(column, "")
            if words_of.has_markup(cell):
                problems.append(Problem(column, "markup_removed"))
            if words_of.mend(cell) != cell:
                problems.append(Problem(column, "letters_mended"))
            parts.append(words_of.plain(cell))
        return "\n".join(dict.fromkeys(filter(None, parts)))

    def website(self, row: Row, problems: list[Problem]) -> str:
        wrong: list[Problem] = []
        for column in self.map.website:
            cell = row.get(column, "")
            address = words_of.web_address(cell)
            if address:
                return address
            if words_of.plain(cell) and column not in self.map.description + self.map.fees:
                wrong.append(Problem(column, "not_a_web_address", cell[:120]))
        problems.extend(wrong)
        return ""

    def email(self, row: Row, service: ServiceRecord, problems: list[Problem]) -> str:
        for column in self.map.email:
            cell = row.get(column, "").strip()
            if not cell:
                continue
            address = words_of.mail_address(cell)
            if {cell.lower(), address.lower()} & PLACEHOLDERS:
                problems.append(Problem(column, "placeholder_left_out"))
                continue
            if address:
                return address
            web = words_of.web_address(cell) if "/" in cell or "www." in cell else ""
            problems.append(Problem(column, "email_is_a_web_address" if web else "not_an_email", cell[:120]))
            service.url = service.url or web
        return ""

    def phones(self, row: Row, problems: list[Problem]) -> list[str]:
        found = []
        for column in self.map.phone:
            cell = row.get(column, "")
            number = words_of.phone_number(cell)
            if number.replace(" ", "") == "07700900000":
                problems.append(Problem(column, "placeholder_left_out"))
            elif number:
                found.append(number)
            elif words_of.plain(cell):
                problems.append(Problem(column, "not_a_phone_number", words_of.plain(cell)[:120]))
        return list(dict.fromkeys(found))

    def organisation(self, row: Row, key: str, name: str) -> OrganisationRecord | None:
        m = self.map
        called = words_of.name_case(self.join(row, m.organisation) or m.organisation_name)
        if not called:
            return None
        own = called == name
        organisation = OrganisationRecord(key=f"org {key}" if own else f"org {called.lower()}"[:190], name=called[:255])
        organisation.sector = m.sector if own or not m.organisation else ""
        if own:
            organisation.description = words_of.plain(row.get(m.description[0], "")) if m.description else ""
            organisation.address = self.join(row, m.address)[:400]
            organisation.postcode = words_of.postcode(row.get(m.postcode, ""))
            organisation.identifiers = {s: row.get(c, "").strip() for s, c in m.identifiers.items()}
        return organisation

    def places(self, row: Row, key: str, problems: list[Problem]) -> list[PlaceRecord]:
        m = self.map
        address, postcode = self.join(row, m.address), self.postcode(row, problems)
        points = [self.point(row, (c,), problems) for c in m.point] + [
            p for p in (self.point(row, (c,), problems) for c in m.more_points) if p
        ]
        point = points[0] if points else self.lat_lon(row, problems)
        if not (address or postcode or point):
            problems.append(Problem("address", "no_place_given"))
            return []
        openings = self.openings(row, problems)
        venues = venues_of(row.get(m.address[0], "")) if len(points) > 1 and m.address else []
        if len(venues) != len(points):
            venues = [(address, "")] + [("", "")] * (len(points) - 1 if points else 0)
        places = []
        for number, (where, rule) in enumerate(venues or [(address, "")]):
            at = points[number] if points else point
            own = words_of.postcode(where) if number or len(venues) > 1 else ""
            place = PlaceRecord(
                key=f"{key}@{number}" if number else key,
                name=self.join(row, m.place_name)[:255],
                address=where[:400],
                town=self.join(row, m.town)[:100],
                postcode=own or (postcode if number == 0 else ""),
                kind=m.place_kind,
                transport=self.join(row, m.transport)[:400],
                words=rule[:400],
                openings=[Opening(**{**vars(o), "rule": rule[:120] or o.rule}) for o in openings],
                identifiers={s: row.get(c, "").strip() for s, c in m.identifiers.items() if row.get(c, "").strip()},
            )
            place.lat, place.lon = at or (None, None)
            place.accessibility = [t for t in (self.text(row, (c,), []) for c in m.accessibility) if t]
            places.append(place)
        return places

    def postcode(self, row: Row, problems: list[Problem]) -> str:
        cell = row.get(self.map.postcode, "") if self.map.postcode else ""
        postcode = words_of.postcode(cell)
        if cell.strip() and not postcode:
            problems.append(Problem(self.map.postcode, "not_a_postcode", cell[:120]))
        elif postcode and not words_of.is_whole_postcode(postcode):
            problems.append(Problem(self.map.postcode, "postcode_incomplete", cell[:120]))
        elif self.map.postcode and not cell.strip():
            problems.append(Problem(self.map.postcode, "postcode_missing"))
        return postcode

    def point(self, row: Row, columns: tuple[str, ...], problems: list[Problem]) -> tuple[float, float] | None:
        cell = row.get(columns[0], "").strip()
        point = words_of.point(cell)
        if cell and point is None:
            problems.append(Problem(columns[0], "not_a_point", cell[:120]))
        return point

    def lat_lon(self, row: Row, problems: list[Problem]) -> tuple[float, float] | None:
        m = self.map
        if not (m.latitude and m.longitude):
            return None
        cell = f"{row.get(m.latitude, '').strip()},{row.get(m.longitude, '').strip()}"
        point = words_of.point(cell)
        if point is None and cell != ",":
            problems.append(Problem(m.latitude, "not_a_point", cell[:120]))
        return point

    def openings(self, row: Row, problems: list[Problem]) -> list[Opening]:
        openings: list[Opening] = []
        for number, day in enumerate(hours_of.DAYS, 1):
            for column in self.map.weekday_hours.get(day, ()):
                found, wrong = hours_of.of_weekday(number, row.get(column, "").strip())
                openings += found
                problems += [Problem(column, problem, row.get(column, "")[:120]) for problem in wrong]
        for column in self.map.hours:
            sentence = words_of.plain(row.get(column, ""))
            if sentence:
                read = hours_of.of_sentence(sentence)
                openings += read or [Opening(None)]
                openings[-1].words = sentence
        return openings

    def numbers(self, row: Row, service: ServiceRecord, problems: list[Problem]) -> None:
        for attribute, column in (("minimum_age", self.map.minimum_age), ("maximum_age", self.map.maximum_age)):
            cell = row.get(column, "").strip() if column else ""
            if cell.isdigit() and int(cell) <= 150:
                setattr(service, attribute, int(cell))
            elif cell:
                problems.append(Problem(column, "not_an_age", cell[:120]))
        cell = row.get(self.map.price, "").strip().lstrip("£") if self.map.price else ""
        if cell:
            try:
                service.costs.append(Cost(amount=decimal.Decimal(cell)))
            except decimal.InvalidOperation:
                service.costs.append(Cost(words=words_of.one_line(cell)[:400]))
        for code in (words_of.one_line(row.get(c, "")) for c in self.map.languages):
            service.languages += [("", name.strip()) for name in re.split("[,;]", code) if name.strip()]

    def dates(self, row: Row, service: ServiceRecord, problems: list[Problem]) -> None:
        for attribute, column in (("assured_on", self.map.assured_on), ("changed_on", self.map.changed_on)):
            cell = row.get(column, "").strip() if column else ""
            if cell:
                day = date_of(cell)
                setattr(service, attribute, day)
                if day is None:
                    problems.append(Problem(column, "not_a_date", cell[:120]))
        if self.map.closed and row.get(self.map.closed, "").strip():
            service.status = "defunct"
            service.facts["has_closed"] = True


def date_of(text: str) -> dt.date | None:
    """A day as people write it, day first; dates that stand for "none" are nothing."""
    text = text.strip()[:10]
    if text in EMPTY_DATES:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


def venues_of(cell: str) -> list[tuple[str, str]]:
    """Two venues in one cell, each with its rule: "Hall, 2 Street - 1st Saturdays.Church, EH8 9TF - 4th Saturday."."""
    parts = [part.strip(" .") for part in re.split(r"\.(?=\s*[A-Z][a-z])", words_of.one_line(cell)) if part.strip(" .")]
    found = []
    for part in parts:
        where, _, rule = part.partition(" - ")
        found.append((where.strip(), rule.strip()))
    return found

"""Reading a timetable: each row is one weekly class, and rows of one name at one place are one service."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kith.domains.directory.imports import text as words_of
from kith.domains.directory.imports.hours import DAYS, Opening
from kith.domains.directory.imports.mapping import Mapping
from kith.domains.directory.imports.records import OrganisationRecord, PlaceRecord, Problem, Read, ServiceRecord
from kith.domains.directory.imports.tables import EMPTY_DATES, Row, date_of, open_table

_TIME = re.compile(r"\s+\d{1,2}[:.]\d{2}.*$")
_DAY = re.compile(r"\b(mon|tues?|weds?|thur?s?|fri|sat|sun)(day)?\b\.?", re.IGNORECASE)
_AGE = re.compile(r"(\d{1,2})\s*(m|wk)?\s*-\s*(\d{1,2})\s*(m|wk|yrs?)\b", re.IGNORECASE)
_FROM_AGE = re.compile(r"\b(\d{1,2})\+")
_SCHOOL = re.compile(r"\b([ps])(\d)(\+(?!\s*[ps]))?(?:\s*[-+]\s*([ps])?(\d))?", re.IGNORECASE)
# Words in a name that give an age; the first that fits counts.
_CALLED = {
    r"\badult \+ (child|baby|ch)\b|\bad\.? \+ ch|parent|p\+t\b": (0, 150),
    r"\b(pre ?-?sch(ool)?|nursery|tots|nips)\b": (0, 5),
    r"\bteens?\b": (12, 17),
    r"\b(junior|jnr|jun|kids|mini)\b": (0, 15),
    r"\b(adult|ad|adl)\b": (16, 150),
}


class ClassReader:
    """The rows of a timetable, with the lists of sites and groups that lie beside it."""

    kind = "file"

    def __init__(self, mapping: Mapping, rows: list[Row], folder: Path) -> None:
        self.map, self.rows = mapping, rows
        self.title, self.licence, self.credit = mapping.title, mapping.licence, mapping.credit
        self.mapping = mapping.code
        self.sites = _beside(folder, mapping.rows["sites"]["key"])
        self.groups = _beside(folder, mapping.rows["groups"]["key"])
        self.names: dict[tuple[str, str], str] = {}
        self.words = {k.lower(): v for k, v in mapping.rows.get("words", {}).items()}

    def read(self) -> Iterator[Read]:
        """One refusal a row that is not a class; one service for all rows of a class at a place."""
        together: dict[tuple[str, str], list[tuple[int, Row]]] = defaultdict(list)
        for number, row in enumerate(self.rows, 2):
            called = class_name(row["Description"])
            reason = "no_name" if not called else self._refusal(row)
            if reason:
                yield Read(record=f"row {number}", refused=reason)  # rotas name staff: the name stays out
            else:
                name = self._named(called, row["Activity Group"])
                together[_letters(name), row["Site"]].append((number, row))
        for (letters, site), rows in together.items():
            yield self._service(letters, site, rows)

    def _refusal(self, row: Row) -> str:
        name, group = row["Description"].lower(), row["Activity Group"]
        for rule in self.map.rows["refuse"]:
            if any(word in name for word in rule.get("words", "").split("|") if word):
                return str(rule["reason"])
            if group.startswith(tuple(rule.get("groups", ()))):
                return str(rule["reason"])
        return "" if row["Site"] in self.sites else "unknown_site"

    def _service(self, letters: str, site: str, rows: list[tuple[int, Row]]) -> Read:
        m, group = self.map, rows[0][1]["Activity Group"]
        problems: list[Problem] = []
        written = Counter(class_name(row["Description"]) for _, row in rows).most_common(1)[0][0]
        name = self._named(written, group)
        service = ServiceRecord(key=f"{site}|{letters}"[:190], name=name[:255])
        service.facts, service.hints = dict(m.facts), dict(m.hints)
        comments = dict.fromkeys(words_of.plain(row.get(m.description[0], "")) for _, row in rows)
        service.description = "\n".join(filter(None, comments))
        service.more_words = f"{self._group(group)} {self._about(group)} class".strip()
        service.organisation = OrganisationRecord(key="org", name=m.organisation_name, sector=m.facts.get("sector", ""))
        service.places = [self._place(site, rows, problems)]
        service.phones = [(n, "") for n in [words_of.phone_number(self.sites[site].get("Phone", ""))] if n]
        service.minimum_age, service.maximum_age = self._ages(written, group)
        mended = [row for _, row in rows if words_of.mend(row["Description"]) != row["Description"]]
        problems += [Problem("Description", "letters_mended") for _ in mended]
        return Read(f"rows {rows[0][0]}…: {name}"[:200], service, problems=problems, count=len(rows))

    def _group(self, group: str) -> str:
        return words_of.one_line(self.groups.get(group, {}).get(self.map.rows["groups"]["name"], ""))

    def _about(self, group: str) -> str:
        return next((w for start, w in self.map.rows.get("about", {}).items() if group.startswith(start)), "")

    def _in_full(self, name: str) -> str:
        """A timetable's short words written out: "Beg 2" is "Beginners 2"."""
        text = name
        for short, whole in self.words.items():
            text = re.sub(rf"(?i)(?<![\w.]){re.escape(short)}\b\.?(?![\w'])", whole, text)
        text = " ".join(text.replace("`", "'").split())
        return text[:1].upper() + text[1:]

    def _named(self, written: str, group: str) -> str:
        """The class's name, with its group where that adds something, and what it is about where neither says so."""
        if (written, group) not in self.names:
            self.names[written, group] = self._make_name(written, group)
        return self.names[written, group]

    def _make_name(self, written: str, group: str) -> str:
        name, of_group, about = self._in_full(written), self._in_full(self._group(group)), self._about(group)
        more = [of_group] if of_group and _letters(of_group) not in _letters(name) else []
        if about and about != "exercise class" and about[:4] not in f"{name} {of_group}".lower():
            more.append(about)
        return f"{name} ({', '.join(more)})" if more else name

    def _place(self, site: str, rows: list[tuple[int, Row]], problems: list[Problem]) -> PlaceRecord:
        m, row = self.map.rows["sites"], self.sites[site]
        place = PlaceRecord(key=f"site {site}", name=words_of.one_line(row.get(m["name"], "")))
        place.address = ", ".join(filter(None, (words_of.one_line(row.get(c, "")) for c in m["address"])))
        place.town = words_of.one_line(row.get(m["town"], ""))
        place.postcode = words_of.postcode(row.get(m["postcode"], ""))
        spans: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
        for _, class_row in rows:
            for weekday, day in enumerate(DAYS, 1):
                if class_row.get(day.capitalize()) == "1":
                    spans[weekday, class_row["Start Time"][:5], class_row["Duration"]].append(class_row)
        for (weekday, start, minutes), same in sorted(spans.items()):
            place.openings.append(_opening(weekday, start, minutes, same, problems))
        if not spans:
            problems.append(Problem("Sunday to Saturday", "no_weekday_given"))
        return place

    def _ages(self, name: str, group: str) -> tuple[int | None, int | None]:
        said = ages_in(name)
        if said:
            return said
        for start, (lowest, highest) in self.map.rows.get("ages", {}).items():
            if group.startswith(start):
                return int(lowest), int(highest)
        return None, None


def _letters(text: str) -> str:
    """A name by its letters and digits alone; "+" stays, for "4+" is not "4"."""
    return re.sub(r"[^a-z0-9+]", "", text.lower())


def class_name(description: str) -> str:
    """The name without the day and the hour that follow it."""
    return " ".join(_DAY.sub(" ", _TIME.sub("", words_of.one_line(description))).split()).strip(" -")


def ages_in(name: str) -> tuple[int, int] | None:
    """Ages in a class's name: "3-5yr", "18m-5yr", "8+", or Scottish school years ("P1-P3", "S1+")."""
    span = _AGE.search(name)
    if span:
        low, low_unit, high, high_unit = span.groups()
        months = (low_unit or "").lower() in {"m", "wk"}
        return (int(low) // 12 if months else int(low)), (1 if high_unit.lower() in {"m", "wk"} else int(high))
    school = _SCHOOL.search(name)
    if school:
        first, number, on, last, last_number = school.groups()
        low_age = int(number) + (4 if first.lower() == "p" else 11)
        if on:
            return low_age, 17
        high = int(last_number or number) + (5 if (last or first).lower() == "p" else 12)
        return low_age, high
    for pattern, ages in _CALLED.items():
        if re.search(pattern, name, re.IGNORECASE):
            return ages
    since = _FROM_AGE.search(name)
    return (int(since.group(1)), 150) if since else None


def _opening(weekday: int, start: str, minutes: str, same: list[Row], problems: list[Problem]) -> Opening:
    opens = dt.datetime.strptime(start, "%H:%M")  # noqa: DTZ007 - a time of the week has no zone
    closes = opens + dt.timedelta(minutes=int(minutes or 0))
    starts = [day for day in (date_of(row["Start Date"]) for row in same) if day]
    ends = [date_of(row["End Date"]) for row in same]
    problems += [Problem("End Date", "date_means_none") for row in same if row["End Date"] in EMPTY_DATES]
    return Opening(
        weekday,
        opens.time(),
        closes.time(),
        is_after_midnight=closes.date() > opens.date(),
        valid_from=min(starts, default=None),
        valid_to=max((day for day in ends if day), default=None) if all(ends) else None,
        capacity=max((int(row["Max Bookees"]) for row in same if row["Max Bookees"].isdigit()), default=None),
        has_waiting_list=any(row["Waiting List"] == "1" for row in same),
    )


def _beside(folder: Path, key: str) -> dict[str, Row]:
    """The rows of the list beside the timetable that starts with this column, by that column."""
    for path in sorted(folder.glob("*.csv*")):
        columns, rows, _ = open_table(path)
        if columns and columns[0] == key:
            return {row[key]: row for row in rows}
    return {}

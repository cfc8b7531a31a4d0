"""Where a real name meets a handle: on a page, in a message, in a row of the database, or in one transaction."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace

from django.contrib.sessions.models import Session
from django.db import connection

from kith.domains.people.models import Account, Person, Pseudonym
from kith.domains.rooms.models import Profile
from kith.kernel import roles
from kith.kernel.access import system
from kith.kernel.acting import acting_as
from tests.proofs.channels import Found
from tests.proofs.houses import MEMBERS, viewer

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Human:
    """One member with everything that names the person, and everything that names the handle."""

    who: str
    person: frozenset[str]
    handle: frozenset[str]


def humans(houses: SimpleNamespace) -> list[Human]:
    """All members; what others see of them bears the handle that the vault knows."""
    found = []
    for who in MEMBERS:
        person_id, profile = viewer(houses, who).id, houses.profiles[who]
        handle = Pseudonym.objects.get(pk=profile.pk).handle
        with acting_as(system("tests")):
            Profile.objects.filter(pk=profile.pk).update(shown_name=handle)
        account = Account.objects.get(person_id=person_id)
        name = Person.objects.get(pk=person_id).name or ""
        found.append(
            Human(who, frozenset({name, str(person_id), str(account.pk)}), frozenset({handle, str(profile.pk)}))
        )
    return found


def joined(everybody: Iterable[Human], found: Iterable[Found]) -> list[str]:
    """Texts for somebody else in which both sides of one member stand."""
    return sorted(
        f"{human.who} is joined for {who} at {channel}"
        for who, channel, text in found
        for human in everybody
        if who != human.who and _names(text, human.person) and _names(text, human.handle)
    )


def _names(text: str, marks: frozenset[str]) -> bool:
    return any(mark in text for mark in marks)


@dataclass(frozen=True)
class Row:
    """A row as a thief of the database reads it, with the transaction that wrote it."""

    table: str
    key: str
    text: str
    written_in: str


def rows() -> list[Row]:
    """Every row outside the vault, as the database's owner reads it; visits are opened, as their key is no secret."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [name for (name,) in cursor.fetchall()]
        kept = [row for table in tables for row in _rows_of(cursor, table)]
        cursor.execute(f"SET ROLE {roles.WEB}")
    return kept


def _rows_of(cursor: object, table: str) -> Iterator[Row]:
    cursor.execute(f'SELECT to_jsonb(t), t.xmin::text FROM "{table}" t')  # type: ignore[attr-defined]
    for value, written_in in cursor.fetchall():  # type: ignore[attr-defined]
        fields = json.loads(value) if isinstance(value, str) else value
        text = json.dumps(fields)
        if table == "django_session":
            text += json.dumps(Session(session_data=fields["session_data"]).get_decoded())
        yield Row(table, str(fields.get("id", fields.get("session_key", ""))), text, written_in)


def joining(everybody: Iterable[Human], kept: list[Row]) -> set[str]:
    """How a thief could join them: in one row, by a row that points at another, or by the transaction of both."""
    found: set[str] = set()
    for human in everybody:
        of_person = [row for row in kept if _ids(row) & human.person]
        of_handle = [row for row in kept if _ids(row) & human.handle]
        by_key = {row.key: row for row in of_handle if UUID.fullmatch(row.key)}
        by_transaction = defaultdict(set)
        for row in kept:
            if _ids(row) & (human.handle | by_key.keys()):
                by_transaction[row.written_in].add(row.table)
        for row in of_person:
            if _ids(row) & human.handle:
                found.add(f"{row.table} holds both")
            found |= {f"{row.table} points at {by_key[key].table}" for key in _ids(row) & by_key.keys()}
            found |= {f"{row.table} is written with {other}" for other in by_transaction[row.written_in]}
    return found


def _ids(row: Row) -> set[str]:
    return set(UUID.findall(row.text))

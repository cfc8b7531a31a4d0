"""The vault: which handle is whose, and which two persons are one human. Nothing else in the house can tell.

It lies in a schema of its own that only the database role `kith_vault` may enter, for one statement at a time. Both
sides are sealed under the vault's key and found again by keyed digests, so that a dump joins nothing. There is no
model for it: no query of any page can reach in. Whoever calls these functions does so inside a use case, which is
recorded; only a person's own look at their own handle is not.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from kith.domains.people.digests import digest, digests
from kith.kernel.keyring import Keyring
from kith.kernel.roles import VAULT

_PERSON, _PSEUDONYM, _HUMAN = "vault person", "vault pseudonym", "vault human"


class AlreadyLinked(Exception):
    """This person has a handle, or this handle has a person."""


def link(person_id: uuid.UUID, pseudonym_id: uuid.UUID) -> None:
    """Write down that this handle is this person's. Raises AlreadyLinked."""
    link_many([(person_id, pseudonym_id)])


def link_many(pairs: Iterable[tuple[uuid.UUID, uuid.UUID]]) -> None:
    """Write down several links in one go. Raises AlreadyLinked when one of them is there already."""
    rows = [_row(person_id, pseudonym_id) for person_id, pseudonym_id in pairs]
    with _opened() as cursor:
        cursor.executemany(
            """INSERT INTO vault.identity (person_digest, pseudonym_digest, key_name, person, pseudonym)
               VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING""",
            rows,
        )
        if cursor.rowcount != len(rows):
            raise AlreadyLinked


def handle_of(person_id: uuid.UUID) -> uuid.UUID | None:
    """The pseudonym of this person, for their own pages."""
    with _opened() as cursor:
        cursor.execute(
            "SELECT key_name, pseudonym, person_digest FROM vault.identity WHERE person_digest = ANY(%s)",
            [digests(_PERSON, person_id.bytes)],
        )
        return _opened_id(cursor.fetchone())


def person_of(pseudonym_id: uuid.UUID) -> uuid.UUID | None:
    """The person behind this pseudonym. Only break-glass and the house's own work may ask."""
    with _opened() as cursor:
        cursor.execute(
            "SELECT key_name, person, pseudonym_digest FROM vault.identity WHERE pseudonym_digest = ANY(%s)",
            [digests(_PSEUDONYM, pseudonym_id.bytes)],
        )
        return _opened_id(cursor.fetchone())


def link_human(one: uuid.UUID, other: uuid.UUID) -> None:
    """Write down that two persons (a worker, a member) are one human."""
    pair = [digest(_HUMAN, one.bytes), digest(_HUMAN, other.bytes)]
    with _opened() as cursor:
        cursor.execute("INSERT INTO vault.same_human (one, other) VALUES (%s, %s) ON CONFLICT DO NOTHING", pair)


def is_one_human(person_id: uuid.UUID, others: Iterable[uuid.UUID]) -> bool:
    """Whether this person and any of the others are one human: yes or no, never which."""
    mine = digests(_HUMAN, person_id.bytes)
    theirs = [found for other in others for found in digests(_HUMAN, other.bytes)]
    with _opened() as cursor:
        cursor.execute(
            """SELECT EXISTS (SELECT 1 FROM vault.same_human WHERE (one = ANY(%(mine)s) AND other = ANY(%(theirs)s))
                                                             OR (other = ANY(%(mine)s) AND one = ANY(%(theirs)s)))""",
            {"mine": mine, "theirs": theirs},
        )
        return bool(cursor.fetchone()[0])


def forget(person_id: uuid.UUID) -> None:
    """Remove every link of this person."""
    with _opened() as cursor:
        cursor.execute("DELETE FROM vault.identity WHERE person_digest = ANY(%s)", [digests(_PERSON, person_id.bytes)])
        human = digests(_HUMAN, person_id.bytes)
        cursor.execute("DELETE FROM vault.same_human WHERE one = ANY(%s) OR other = ANY(%s)", [human, human])


@contextmanager
def _opened() -> Iterator[Any]:
    """Step into the vault's role for what is inside, and back out, also when it fails."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role')")
        before = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('role', %s, true)", [VAULT])
        yield cursor
        cursor.execute("SELECT set_config('role', %s, true)", [before])


def _row(person_id: uuid.UUID, pseudonym_id: uuid.UUID) -> tuple[str, str, str, bytes, bytes]:
    person, pseudonym = digest(_PERSON, person_id.bytes), digest(_PSEUDONYM, pseudonym_id.bytes)
    ring = Keyring.vault()
    # Each side is bound to the digest of the other: a value moved to another row does not open.
    name, sealed_person = ring.seal(person_id.bytes, pseudonym.encode())
    _name, sealed_pseudonym = ring.seal(pseudonym_id.bytes, person.encode())
    return person, pseudonym, name, sealed_person, sealed_pseudonym


def _opened_id(row: tuple[str, Any, str] | None) -> uuid.UUID | None:
    if row is None:
        return None
    key_name, sealed, bound_to = row
    return uuid.UUID(bytes=Keyring.vault().open(key_name, bytes(sealed), bound_to.encode()))

"""A backup comes back equal, tells nobody anything, and is refused when it is damaged or not ours."""

import hashlib
import io
import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from kith.config.commands import _dump, backup, restore
from kith.config.launcher import binaries
from kith.config.launcher.words import Trouble
from kith.config.sealed_file import PIECE, TAG, Unreadable, key_from, seal, unseal
from kith.config.tests.conftest import Ground

CANARY = "canary-7261-in-clear"
KEY = bytes(range(32))
WORDS = """
CREATE SCHEMA vault;
CREATE TABLE person (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, told bytea, at timestamptz);
CREATE TABLE vault.identity (id int PRIMARY KEY, person uuid REFERENCES person, CHECK (id > 0));
CREATE EXTENSION pg_trgm;
CREATE INDEX near ON person USING gin (name gin_trgm_ops);
INSERT INTO person (name, told, at)
  SELECT 'canary-7261-in-clear é ' || n, decode(md5(n::text), 'hex'), clock_timestamp() FROM generate_series(1, 3000) n;
INSERT INTO person (name) VALUES (NULL), ('');
INSERT INTO vault.identity SELECT row_number() OVER (ORDER BY id), id FROM person;
"""


@pytest.fixture
def database(ground: Ground) -> str:
    """A database with words in it, in two schemas, as the owner of a service has it."""
    _, url = ground.use()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(WORDS)
    return url


def _fingerprints(url: str) -> dict[str, str]:
    """A hash over all rows of every table."""
    with psycopg.connect(url) as connection:
        names = connection.execute(
            "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE' "
            "AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2"
        ).fetchall()
        found = {}
        for schema, name in names:
            rows = sql.SQL("SELECT t::text FROM {} AS t").format(sql.Identifier(schema, name))
            lines = sorted(row[0] for row in connection.execute(rows))
            found[f"{schema}.{name}"] = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        return found


def _other(url: str) -> str:
    """A second, empty database on the same server."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE kith_again")
    return urlsplit(url)._replace(path="/kith_again").geturl()


def test_it_comes_back_equal(database: str, tmp_path: Path) -> None:
    before = _fingerprints(database)
    assert len(before) == 2
    backup.write(database, tmp_path / "copy", KEY)
    other = _other(database)
    restore.read(other, tmp_path / "copy", KEY)
    assert _fingerprints(other) == before


def test_the_comparison_can_fail(database: str) -> None:
    before = _fingerprints(database)
    with psycopg.connect(database) as connection:
        connection.execute("UPDATE person SET name = '' WHERE name IS NULL")
    assert _fingerprints(database) != before


def test_it_takes_the_place_of_what_was_there(database: str, tmp_path: Path) -> None:
    before = _fingerprints(database)
    backup.write(database, tmp_path / "copy", KEY)
    with psycopg.connect(database) as connection:
        connection.execute("DELETE FROM vault.identity WHERE id < 100; CREATE TABLE later (n int)")
    restore.read(database, tmp_path / "copy", KEY)
    assert _fingerprints(database) == before


def test_all_of_kiths_own_tables_come_back_equal(ground: Ground, tmp_path: Path) -> None:
    _, url = ground.use()
    assert ground.run("migrate", KITH_ENV="demo").returncode == 0
    backup.write(url, tmp_path / "copy", KEY)
    before, other = _fingerprints(url), _other(url)
    assert len(before) > 40
    restore.read(other, tmp_path / "copy", KEY)
    assert _fingerprints(other) == before


def test_the_file_holds_nothing_in_clear(database: str, tmp_path: Path) -> None:
    backup.write(database, tmp_path / "copy", KEY)
    written = (tmp_path / "copy").read_bytes()
    for word in (CANARY, "person", "identity", "CREATE", "PGDMP"):
        assert word.encode() not in written
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0
    clear = b"".join(unseal(io.BytesIO(written), KEY))
    assert b"PGDMP" in clear, "the search could have found something"


def test_another_key_and_damage_are_refused_before_anything_is_touched(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "copy"
    backup.write(database, file, KEY)
    before = _fingerprints(database)
    whole = file.read_bytes()
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setattr(_dump, "backup_key", lambda: KEY)
    for broken in (whole[:-1], whole[: len(whole) // 2], _flipped(whole, len(whole) // 2), whole + b"x", b"{}", b""):
        file.write_bytes(broken)
        with pytest.raises(Trouble, match=r"damaged or cut short|not a backup"):
            restore.main([str(file), "--replace"])
    file.write_bytes(whole)
    monkeypatch.setattr(_dump, "backup_key", lambda: secrets.token_bytes(32))
    with pytest.raises(Trouble, match="made with another key"):
        restore.main([str(file), "--replace"])
    assert _fingerprints(database) == before


def _flipped(whole: bytes, at: int) -> bytes:
    return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]


def test_a_restore_that_fails_half_way_changes_nothing(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.write(database, tmp_path / "copy", KEY)
    before = _fingerprints(database)
    monkeypatch.setattr(restore, "BEGIN", restore.BEGIN + "CREATE TABLE public.person (other int);\n")
    with pytest.raises(Trouble, match="Nothing was changed"):
        restore.read(database, tmp_path / "copy", KEY)
    assert _fingerprints(database) == before


def test_a_full_database_is_not_replaced_by_mistake(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "copy"
    backup.write(database, file, KEY)
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setattr(_dump, "backup_key", lambda: KEY)
    with pytest.raises(Trouble, match="add --replace"):
        restore.main([str(file)])
    with pytest.raises(Trouble, match="exists already"):
        backup.main([str(file)])


def test_the_commands_as_an_operator_types_them(ground: Ground) -> None:
    file = ground.home / "copy"
    _, url = ground.use()
    said = ground.run("backup", str(file), DATABASE_URL=url)
    assert said.returncode == 0, said.stderr
    assert "encrypted" in said.stdout
    assert ground.run("restore", str(file), "--check", DATABASE_URL=url).stdout.startswith(f"{file} is whole")
    refused = ground.run("restore", str(file), DATABASE_URL=url, KITH_BACKUP_KEY=secrets.token_hex(8))
    assert refused.returncode == 1
    assert "make a key with ./run make-keys" in refused.stderr


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_every_size_is_sealed_and_opened(size: int) -> None:
    clear, out = secrets.token_bytes(size), io.BytesIO()
    seal(_in_parts(clear), out, KEY, {})
    assert b"".join(unseal(io.BytesIO(out.getvalue()), KEY)) == clear


def _in_parts(clear: bytes) -> Iterator[bytes]:
    for start in range(0, len(clear), 700_001):
        yield clear[start : start + 700_001]


def test_pieces_that_change_places_or_go_missing_are_noticed() -> None:
    out = io.BytesIO()
    seal([secrets.token_bytes(3 * PIECE)], out, KEY, {"postgres": 18})
    whole = out.getvalue()
    start, step = len(whole) - 3 * (PIECE + TAG), PIECE + TAG
    head, pieces = whole[:start], [whole[start + n * step :][:step] for n in range(3)]
    for order in ((1, 0, 2), (0, 1), (0, 2), (0, 1, 2, 2)):
        with pytest.raises(Unreadable, match="damaged or cut short"):
            list(unseal(io.BytesIO(head + b"".join(pieces[n] for n in order)), KEY))
    with pytest.raises(Unreadable, match="damaged"):
        list(unseal(io.BytesIO(whole.replace(b'"postgres": 18', b'"postgres": 15')), KEY))


@pytest.mark.parametrize("text", ["", "not base64!", "c2hvcnQ="])
def test_a_bad_key_is_one_sentence(text: str) -> None:
    with pytest.raises(Unreadable, match="make-keys"):
        key_from(text)


def test_programs_of_another_version_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "DEBIAN", tmp_path)
    monkeypatch.delenv("PG_BIN", raising=False)
    with pytest.raises(Trouble, match="install postgresql-client-99"):
        _dump.program("pg_dump", 99)

"""Puts the copy in FILE in the database's place."""

import argparse
import contextlib
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import psycopg

from kith.config.commands import _dump
from kith.config.launcher.words import Trouble, say
from kith.config.sealed_file import Unreadable, read_header, unseal
from kith.kernel.roles import MAKE_ROLES

COUNT_TABLES = """
SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
"""
# Everything happens in one transaction: what was there stays, whole, unless the copy is in its place.
BEGIN = r"""
\set ON_ERROR_STOP on
BEGIN;
SET LOCAL lock_timeout = '20s';
SET LOCAL client_min_messages = error;
DO $$ DECLARE one text; BEGIN
  FOR one IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', one);
  END LOOP;
END $$;
CREATE SCHEMA public;
GRANT USAGE ON SCHEMA public TO PUBLIC;
"""


def main(arguments: list[str]) -> None:
    """`./run restore FILE`."""
    parser = argparse.ArgumentParser(prog="./run restore", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--replace", action="store_true", help="the database holds something: put the copy in its place"
    )
    parser.add_argument("--check", action="store_true", help="only see whether the file is whole and the key fits")
    wanted = parser.parse_args(arguments)
    key = _dump.backup_key()
    about = check(wanted.file, key)
    if wanted.check:
        sys.stdout.write(f"{wanted.file} is whole; it was made at {about['made_at']}.\n")
        return
    url = _dump.open_database()
    if tables(url) and not wanted.replace:
        raise Trouble(
            "The database is not empty: stop web and worker, then add --replace to put the copy in its place."
        )
    read(url, wanted.file, key)
    sys.stdout.write(f"Restored {tables(url)} tables as they were at {about['made_at']}. Now run ./run migrate.\n")


def check(file: Path, key: bytes) -> dict[str, str]:
    """Read the whole file before anything is touched."""
    say("Checking the file ...")
    try:
        with file.open("rb") as source:
            about = read_header(source).about
            source.seek(0)
            for _ in unseal(source, key):
                pass
    except OSError as error:
        raise Trouble(f"{file} cannot be read: {error.strerror}.") from error
    except Unreadable as error:
        raise Trouble(f"{file}: {error}") from error
    return about


def tables(url: str) -> int:
    """How many tables the database holds."""
    with psycopg.connect(url) as connection:
        row = connection.execute(COUNT_TABLES).fetchone()
        return int(row[0]) if row else 0


def read(url: str, file: Path, key: bytes) -> None:
    """Replace what the database holds by what the file holds, all or nothing."""
    major = _dump.server_major(url)
    where, environment = _dump.connection_of(url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(MAKE_ROLES)
    unpack = [_dump.program("pg_restore", major), "--no-owner", "--file=-"]
    play = [_dump.program("psql", major), "--no-psqlrc", "--quiet", "--output=/dev/null", f"--dbname={where}"]
    say("Restoring ...")
    with tempfile.TemporaryFile() as complaints:
        unpacker = subprocess.Popen(unpack, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints)
        player = subprocess.Popen(play, env=environment, stdin=subprocess.PIPE, stderr=complaints)
        feeder = threading.Thread(target=_feed, args=(unpacker, file, key))
        feeder.start()
        _play(unpacker, player)
        feeder.join()
        if unpacker.returncode or player.returncode:
            complaints.seek(0)
            raise Trouble(f"Nothing was changed: {_first_error(complaints.read().decode(errors='replace'))}")


def _feed(unpacker: "subprocess.Popen[bytes]", file: Path, key: bytes) -> None:
    """Hand pg_restore the pieces in clear; it hears the end only if all of them were good."""
    assert unpacker.stdin is not None
    try:
        with file.open("rb") as source, unpacker.stdin:
            for piece in unseal(source, key):
                unpacker.stdin.write(piece)
    except (OSError, Unreadable):  # pg_restore ended early and says why, or the file changed since it was checked
        unpacker.kill()


def _play(unpacker: "subprocess.Popen[bytes]", player: "subprocess.Popen[bytes]") -> None:
    """Hand psql the statements; it is told to commit only after pg_restore has ended well."""
    assert unpacker.stdout is not None
    assert player.stdin is not None
    with contextlib.suppress(BrokenPipeError), player.stdin as statements:
        statements.write(BEGIN.encode())
        shutil.copyfileobj(unpacker.stdout, statements)
        if unpacker.wait() == 0:
            statements.write(b"COMMIT;\n")
    unpacker.stdout.close()
    unpacker.wait()
    player.wait()


def _first_error(complaints: str) -> str:
    lines = [line for line in complaints.splitlines() if "ERROR" in line or "error:" in line] or ["no reason given"]
    if "lock timeout" in lines[0]:
        return "somebody is using the database: stop web and worker, then run it again."
    return lines[0].partition("ERROR:")[2].strip() or lines[0]

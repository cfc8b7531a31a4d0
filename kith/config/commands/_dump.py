"""What backup and restore share: the key, the address, and PostgreSQL's own programs of the server's version."""

import os
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from kith.config.launcher import binaries, keys, postgres
from kith.config.launcher.words import Trouble
from kith.config.sealed_file import Unreadable, key_from


def open_database() -> str:
    """The address of the database, up and reachable."""
    return postgres.ready()


def backup_key() -> bytes:
    """The key of KITH_BACKUP_KEY, or what to do."""
    if os.environ.get("KITH_ENV", "demo") == "demo":
        keys.of_demo()
    text = os.environ.get("KITH_BACKUP_KEY", "")
    if not text:
        raise Trouble("KITH_BACKUP_KEY is not set: make one with ./run make-keys and keep it apart from the backups.")
    try:
        return key_from(text)
    except Unreadable as error:
        raise Trouble(str(error)) from error


def server_major(url: str) -> int:
    """The version of the server, as its first number."""
    with psycopg.connect(url) as connection:
        return connection.info.server_version // 10_000


def program(name: str, major: int) -> str:
    """pg_dump, pg_restore or psql of the server's own version: others write or read what it does not know."""
    places = [Path(os.environ["PG_BIN"])] if os.environ.get("PG_BIN") else []
    places += [binaries.DEBIAN / str(major) / "bin"]
    if not os.environ.get("PG_BIN"):
        found = binaries.find()
        places += [found.directory] if found.major == major else []
    for place in places:
        if (place / name).exists():
            return str(place / name)
    raise Trouble(f"Kith needs {name} of PostgreSQL {major}: install postgresql-client-{major}, or set PG_BIN.")


def connection_of(url: str) -> tuple[str, dict[str, str]]:
    """The address for a program's command line, and the environment with the password, which others cannot see."""
    parts = conninfo_to_dict(url)
    password = str(parts.pop("password", "") or "")
    return make_conninfo("", **parts), {**os.environ, "PGPASSWORD": password}

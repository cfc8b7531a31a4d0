"""The files PostgreSQL writes, as a thief of the disk finds them: a database's tables, the journal, and the log."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection


class Disk:
    """What lies on the disk of the server that the tests use, from a moment on."""

    def __init__(self) -> None:
        self._since = time.time() - 2  # file systems round
        known = connection.settings_dict
        beside = Path(known["HOST"] or "/nowhere").parent / "passwords.json"
        if beside.exists():  # a cluster of our own: only its own superuser may write all out and say where that is
            secret = json.loads(beside.read_text(encoding="utf-8"))["postgres"]
            self._address = f"postgresql://postgres:{secret}@/{known['NAME']}?host={quote(known['HOST'], safe='')}"
            self.log: Path | None = beside.with_name("server.log")
        else:
            user, host, port = (
                known["USER"] or "postgres",
                known["HOST"] or "/var/run/postgresql",
                known["PORT"] or 5432,
            )
            word = f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else ""
            self._address = f"postgresql://{user}{word}@/{known['NAME']}?host={quote(host, safe='')}&port={port}"
            self.log = None
        self.data = self._ask("SHOW data_directory", Path)
        self._oid = self._ask("SELECT oid FROM pg_database WHERE datname = current_database()", int)
        if not (self.data / "base" / str(self._oid)).is_dir():
            pytest.skip(f"the server's files are not on this machine, or not for this account: {self.data}")
        self._log_was = self.log.stat().st_size if self.log and self.log.exists() else 0

    def tables(self) -> bytes:
        """Every file of this database, all that is in memory written out first."""
        self._ask("CHECKPOINT", None)
        return b"\0".join(path.read_bytes() for path in sorted((self.data / "base" / str(self._oid)).iterdir()))

    def table(self, name: str) -> bytes:
        """The file of one table."""
        self._ask("CHECKPOINT", None)
        return (self.data / self._ask(f"SELECT pg_relation_filepath('{name}')", str)).read_bytes()

    def journal(self) -> bytes:
        """The write-ahead log since the beginning of the test."""
        recent = (path for path in sorted((self.data / "pg_wal").glob("0*")) if path.stat().st_mtime >= self._since)
        return b"\0".join(path.read_bytes() for path in recent)

    def log_lines(self) -> bytes:
        """What the server has said since then; nothing where we do not know its log."""
        return self.log.read_bytes()[self._log_was :] if self.log and self.log.exists() else b""

    def _ask(self, statement: str, kind: Callable[..., Any] | None) -> Any:
        try:
            with psycopg.connect(self._address, autocommit=True) as server:
                answer = server.execute(statement)
                return kind(answer.fetchone()[0]) if kind else None
        except psycopg.errors.InsufficientPrivilege as error:
            pytest.skip(f"the tests' role may not look at the server's files: {error}")

"""Processor time of this process and of the PostgreSQL process that works for it: steadier than a wall clock."""

from __future__ import annotations

import time
from pathlib import Path


def used_ms(backend: int | None = None) -> float:
    """Milliseconds so far, of both together; PostgreSQL's part only where it runs on this machine."""
    own = time.process_time() * 1000
    told = Path(f"/proc/{backend}/schedstat") if backend else None
    return own + (int(told.read_text().split()[0]) / 1e6 if told and told.exists() else 0.0)


def backend() -> int:
    """The PostgreSQL process behind Django's connection."""
    from django.db import connection

    connection.ensure_connection()
    return int(connection.connection.info.backend_pid)

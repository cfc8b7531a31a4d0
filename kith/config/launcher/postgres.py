"""A PostgreSQL that answers: the one of DATABASE_URL, else our own, started now or already running."""

import fcntl
import os
import time
from pathlib import Path
from typing import Any

from kith.config.database import BadDatabaseUrl, settings_from_url
from kith.config.launcher import cluster as clusters
from kith.config.launcher import keeper
from kith.config.launcher.binaries import OLDEST
from kith.config.launcher.cluster import Cluster
from kith.config.launcher.words import Trouble, say

PATIENCE = 120.0  # a server that was killed replays its journal first
_held: dict[Path, Any] = {}
_started: list[Any] = []  # the keepers outlive us; Python would complain about children it forgot


def ready() -> str:
    """The address of a PostgreSQL that accepts connections, for as long as this process lives."""
    url = os.environ.get("DATABASE_URL", "")
    if url:
        check(url)
        return url
    if os.environ.get("KITH_ENV") == "production":
        raise Trouble(
            "In production DATABASE_URL must name your PostgreSQL: postgresql://user:password@host:5432/name."
        )
    url = own(clusters.find())
    os.environ["DATABASE_URL"] = url
    return url


def own(cluster: Cluster) -> str:
    """Use the cluster's server: adopt it when it answers, start it when not."""
    _use(cluster)
    with (cluster.base / "start.lock").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if not cluster.answers():
            clusters.make(cluster)
            clusters.open_socket_directory(cluster)
            _start(cluster)
        _make_role(cluster)
    return cluster.url()


def _use(cluster: Cluster) -> None:
    """Say that we need the server; the kernel takes the word back when this process ends."""
    door = (cluster.base / "users.lock").open("w")
    fcntl.flock(door, fcntl.LOCK_SH)
    _held[cluster.base] = door


def _start(cluster: Cluster) -> None:
    """Start a keeper and wait until its server answers."""
    told = time.monotonic()
    size = cluster.log.stat().st_size if cluster.log.exists() else 0
    kept = keeper.launch(cluster)
    _started.append(kept)
    end = time.monotonic() + PATIENCE
    while not cluster.answers():
        if kept.poll() is not None or time.monotonic() > end:
            raise Trouble(_why(cluster, size))
        if time.monotonic() > told + 3:
            say("Waiting for PostgreSQL ...")
            told = time.monotonic()
        _fail_early(cluster, size)
        time.sleep(0.03)


def _fail_early(cluster: Cluster, size: int) -> None:
    """A disk that is full does not get better by waiting."""
    if "No space left on device" in _new_lines(cluster, size):
        raise Trouble(f"The disk of {cluster.base} is full: free some room, then run the same command again.")


def _new_lines(cluster: Cluster, size: int) -> str:
    with cluster.log.open("rb") as log:
        log.seek(size)
        return log.read().decode(errors="replace")


def _why(cluster: Cluster, size: int) -> str:
    fatal = [line for line in _new_lines(cluster, size).splitlines() if "FATAL" in line or "Error" in line]
    reason = fatal[-1].split("FATAL:")[-1].strip() if fatal else "it gave no reason"
    return f"PostgreSQL did not start: {reason}. Its log is {cluster.log}."


def _make_role(cluster: Cluster) -> None:
    """The role Kith works as: owner of its database, not a superuser, as on a real server."""
    done = cluster.base / "role.made"
    if done.exists():
        return
    import psycopg
    from psycopg import sql

    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'kith'").fetchone():
            password = sql.Literal(cluster.secrets()["kith"])
            connection.execute(sql.SQL("CREATE ROLE kith LOGIN CREATEDB CREATEROLE PASSWORD {}").format(password))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'kith'").fetchone():
            connection.execute("CREATE DATABASE kith OWNER kith")
    done.touch()


def check(url: str) -> None:
    """One clear sentence when DATABASE_URL is not a PostgreSQL we can work with."""
    import psycopg

    try:
        settings_from_url(url)
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version
    except BadDatabaseUrl as error:
        raise Trouble(f"{error}: correct it, or unset it to use the PostgreSQL that comes with Kith.") from error
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[-1].removeprefix("connection failed: ")
        raise Trouble(
            f"DATABASE_URL does not lead to a database ({reason}): correct it, "
            "or unset it to use the PostgreSQL that comes with Kith."
        ) from error
    if version < OLDEST * 10_000:
        raise Trouble(f"DATABASE_URL leads to PostgreSQL {version // 10_000}: Kith needs {OLDEST} or newer.")


def let_go(cluster: Cluster) -> None:
    """Stop needing the cluster's server."""
    _held.pop(cluster.base).close()

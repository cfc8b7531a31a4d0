"""Writes an encrypted copy of the database to FILE."""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from kith.config.commands import _dump
from kith.config.launcher.words import Trouble, say
from kith.config.sealed_file import PIECE, seal


def main(arguments: list[str]) -> None:
    """`./run backup FILE`."""
    parser = argparse.ArgumentParser(prog="./run backup", description=__doc__)
    parser.add_argument("file", type=Path)
    file: Path = parser.parse_args(arguments).file
    key = _dump.backup_key()
    if file.exists():
        raise Trouble(f"{file} exists already: name another file, a backup is never written over.")
    size = write(_dump.open_database(), file, key)
    sys.stdout.write(f"{file}: {size / 1_000_000:.1f} MB, encrypted. Without KITH_BACKUP_KEY nobody can open it.\n")


def write(url: str, file: Path, key: bytes) -> int:
    """All of the database into one file that appears only when it is whole; returns its size."""
    major = _dump.server_major(url)
    about = {"made_at": datetime.now(UTC).isoformat(timespec="seconds"), "postgres": major}
    half = file.with_name(f"{file.name}.part")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
            seal(_dumped(url, major), target, key, about)
            target.flush()
            os.fsync(target.fileno())
        half.rename(file)
    except OSError as error:
        raise Trouble(f"The backup could not be written to {file}: {error.strerror}.") from error
    finally:
        half.unlink(missing_ok=True)
    return file.stat().st_size


def _dumped(url: str, major: int) -> Iterator[bytes]:
    """What pg_dump writes; nothing of it touches the disk in clear."""
    where, environment = _dump.connection_of(url)
    command = [_dump.program("pg_dump", major), "--format=custom", "--no-owner", f"--dbname={where}"]
    say("Copying the database ...")
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as dump:
        assert dump.stdout is not None
        assert dump.stderr is not None
        while part := dump.stdout.read(PIECE):
            yield part
        complaint = dump.stderr.read().decode(errors="replace").strip()
    if dump.returncode:
        raise Trouble(f"PostgreSQL could not copy the database: {complaint.splitlines()[-1] if complaint else '?'}")

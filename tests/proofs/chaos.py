"""A whole Kith of its own for chaos: PostgreSQL, web and worker as processes that can be killed at any time."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

READY_WITHIN = 90.0
_HOLD = "from kith.config.launcher import postgres; import sys; print(postgres.ready(), flush=True); sys.stdin.read()"
_OTHERS = ("DATABASE_URL", "KITH_STATE_DIR", "KITH_ENV")


class House:
    """The processes of one house, each of which is started again after it was killed."""

    def __init__(self, state: Path) -> None:
        self.environment = {k: v for k, v in os.environ.items() if k not in _OTHERS}
        self.environment |= {"KITH_STATE_DIR": str(state), "KITH_ENV": "demo", "KITH_WORKER_INSIDE": "0"}
        self.port = _free_port()
        self.processes: dict[str, subprocess.Popen[str]] = {}
        self.kills: dict[str, int] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def open(self) -> None:
        """PostgreSQL first, then tables, then web and worker."""
        holder = subprocess.Popen(
            [sys.executable, "-P", "-c", _HOLD],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.processes["holder"] = holder
        assert holder.stdout is not None
        self.environment["DATABASE_URL"] = holder.stdout.readline().strip()
        self.run("migrate", "--verbosity", "0")
        self.run("prepare")
        for name in ("web", "worker"):
            self.start(name)
        self.wait()

    def run(self, *words: str) -> str:
        """One command of the house, with its answer."""
        command = [sys.executable, "-P", "-m", "kith.config.launcher", *words]
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True).stdout

    def python(self, *words: str) -> str:
        """A script of the tests inside this house, with its answer."""
        command = [sys.executable, *words]
        done = subprocess.run(command, env=self.environment, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def start(self, name: str) -> None:
        """Start web or worker."""
        words = ["serve", "--workers", "1", "--port", str(self.port)] if name == "web" else ["worker"]
        self.processes[name] = subprocess.Popen(
            [sys.executable, "-P", "-m", "kith.config.launcher", *words],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def kill(self, name: str) -> None:
        """kill -9, and start it again as a service manager would; PostgreSQL's keeper does that by itself."""
        self.kills[name] = self.kills.get(name, 0) + 1
        if name == "database":
            self._kill_database()
            return
        process = self.processes[name]
        process.kill()
        process.wait()
        self.start(name)

    def wait(self) -> None:
        """Until pages are answered."""
        end = time.monotonic() + READY_WITHIN
        while time.monotonic() < end:
            if self._is_open():
                return
            time.sleep(0.2)
        raise AssertionError(f"not open again after {READY_WITHIN} s")

    def close(self) -> None:
        """Stop everything, the database last."""
        for name in ("web", "worker", "holder"):
            if process := self.processes.get(name):
                process.kill()
                process.wait()
                for pipe in (process.stdin, process.stdout):
                    if pipe:
                        pipe.close()

    def _is_open(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def _kill_database(self) -> None:
        state = Path(self.environment["KITH_STATE_DIR"])
        for file in _postmasters(state, self.environment["DATABASE_URL"]):
            number = int(file.read_text(encoding="utf-8").split()[0])
            # The process must be ours before it is killed.
            assert Path(f"/proc/{number}/cwd").readlink() == file.parent
            for child in _children(number):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            os.kill(number, signal.SIGKILL)


def _postmasters(state: Path, url: str) -> list[Path]:
    from urllib.parse import parse_qs, urlsplit

    socket_folder = Path(parse_qs(urlsplit(url).query)["host"][0])
    near = socket_folder.parent / "data" / "postmaster.pid"
    return [near] if near.exists() else list(state.glob("postgres/*/data/postmaster.pid"))


def _children(number: int) -> Iterator[int]:
    listed = Path(f"/proc/{number}/task/{number}/children")
    yield from map(int, listed.read_text(encoding="utf-8").split())


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])

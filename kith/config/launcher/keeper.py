"""Keeps PostgreSQL running while anybody uses it: a small process between the server and its users.

Every user holds a shared lock on one file. The keeper waits for that lock alone; it gets it when the last user is
gone, however it went, and then stops the server. If the keeper is killed, the kernel tells the server to stop.
"""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from kith.config.launcher import cluster as clusters
from kith.config.launcher.cluster import Cluster

PR_SET_PDEATHSIG = 1
PAUSE_BEFORE_RESTART = 0.5
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": "5432",
    "max_connections": "200",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    # Nothing that a person wrote may stand in the server's log: no statements, no rows in error messages.
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
}


class Keeper:
    """Holds one server until nobody needs it."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.server: subprocess.Popen[bytes] | None = None
        self.leaving = threading.Event()

    def keep(self) -> None:
        """Run the server, again if it dies while it is needed, until the last user has gone."""
        signal.signal(signal.SIGTERM, lambda *_: self.leave())
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        threading.Thread(target=self._wait_for_users, daemon=True).start()
        while not self.leaving.is_set():
            clusters.clear_dead_locks(self.cluster)
            self.server = self._start()
            if self.leaving.is_set():
                self.server.send_signal(signal.SIGINT)
            self.server.wait()
            self.leaving.wait(PAUSE_BEFORE_RESTART)

    def leave(self) -> None:
        """Stop the server quickly and cleanly."""
        self.leaving.set()
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)

    def _wait_for_users(self) -> None:
        with (self.cluster.base / "users.lock").open("w") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            self.leave()
            while True:  # the lock is let go when this process ends: only then may somebody start another server
                time.sleep(3600)

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [self.cluster.programs.path("postgres"), "-D", str(self.cluster.data)]
        command += ["-c", f"unix_socket_directories={self.cluster.socket}"]
        for name, value in SETTINGS.items():
            command += ["-c", f"{name}={value}"]
        with self.cluster.log.open("ab") as log:
            return subprocess.Popen(
                command,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=die_with_parent,  # noqa: PLW1509  # only the kernel can tell the server that we are gone
                **self.cluster.account.as_popen(),
            )


def die_with_parent() -> None:
    """Ask the kernel to stop this process as soon as its parent ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def launch(cluster: Cluster) -> "subprocess.Popen[Any]":
    """Start a keeper that outlives us."""
    with cluster.log.open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "kith.config.launcher.keeper", cluster.as_text()],
            cwd="/",
            env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


if __name__ == "__main__":
    Keeper(Cluster.from_text(sys.argv[1])).keep()

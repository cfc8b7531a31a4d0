"""Clusters and accounts for trying the launcher for real."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from kith.config.launcher.account import Account
from kith.config.launcher.places import ROOT

USE_UNTIL_TOLD = """
import sys
from kith.config.launcher import postgres
print(postgres.ready(), flush=True)
sys.stdin.read()
"""
NOBODY = 65534


@dataclass
class Ground:
    """A state directory of its own, and programs started on it."""

    home: Path
    account: Account
    python: str = sys.executable
    started: list["subprocess.Popen[str]"] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("KITH_", "DATABASE_", "DJANGO_", "PYTEST_"))}
        return {
            **kept,
            "KITH_STATE_DIR": str(self.home),
            "HOME": str(self.home),
            "PYTHONDONTWRITEBYTECODE": "1",
        } | self.path

    @property
    def path(self) -> dict[str, str]:
        """What a Python that is not the environment's own needs to find the same packages."""
        return {} if self.python == sys.executable else {"PYTHONPATH": f"{ROOT}:{sysconfig.get_path('purelib')}"}

    def start(self, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
        """A Python of ours with these arguments, whose output can be read."""
        one = subprocess.Popen(
            [self.python, "-P", *arguments],
            cwd="/",
            env=self.environment | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **self.account.as_popen(),
        )
        self.started.append(one)
        return one

    def run(self, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """`./run` with these words, to its end."""
        one = self.start("-m", "kith.config.launcher", *words, **environment)
        out, err = one.communicate(timeout=60)
        return subprocess.CompletedProcess(words, one.returncode, out, err)

    def use(self) -> tuple["subprocess.Popen[str]", str]:
        """A program that uses PostgreSQL until its stdin is closed, and the address it was given."""
        one = self.start("-c", USE_UNTIL_TOLD)
        assert one.stdout is not None
        url = one.stdout.readline().strip()
        assert url, one.communicate()[1]
        return one, url

    def data(self) -> Path:
        """Where PostgreSQL keeps its data."""
        return next(self.home.glob("postgres/*/data"))

    def postmaster(self) -> int:
        """The process that serves the data now."""
        return int((self.data() / "postmaster.pid").read_text().split()[0])

    def clear(self) -> None:
        """End every program, wait for the server, remove the files."""
        for one in self.started:
            if one.poll() is None:
                one.kill()
            one.communicate()
        if any(self.home.glob("postgres/*/data")):
            eventually(lambda: not at_work(self.data()))
        shutil.rmtree(self.home, ignore_errors=True)


def at_work(directory: Path) -> list[int]:
    """The living processes that work in the directory."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == directory:
                found.append(int(process.name))
        except OSError:
            continue
    return found


def eventually(true: Callable[[], bool], seconds: float = 15) -> None:
    """Wait for it, or fail."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.03)


def reachable(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def _make_ground(account: Account) -> Ground:
    home = Path(tempfile.mkdtemp(prefix="kt-"))
    os.chown(home, account.uid, account.gid)
    home.chmod(0o711)
    return Ground(home, account)


@pytest.fixture
def ground() -> Iterator[Ground]:
    """On the account that runs the tests."""
    made = _make_ground(Account(os.geteuid(), os.getegid(), lent=False))
    yield made
    made.clear()


def _python_for(account: Account) -> str | None:
    """A Python of this version that the account may run; ours may lie in root's home."""
    if account.run(["test", "-r", ROOT / "run", "-a", "-r", sysconfig.get_path("purelib")]).returncode:
        return None
    version = f"python3.{sys.version_info.minor}"
    for program in (sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        if account.can_run(Path(program)):
            return program
    return None


@pytest.fixture(params=["ours", "ordinary"])
def any_ground(request: pytest.FixtureRequest) -> Iterator[Ground]:
    """On the account that runs the tests and, when that is root, also on an ordinary one."""
    account = Account(os.geteuid(), os.getegid(), lent=False)
    if request.param == "ordinary":
        account = Account(NOBODY, NOBODY, lent=True)
        if os.geteuid() != 0:
            pytest.skip("only root can become another account; the tests run as an ordinary one already")
    python = _python_for(account)
    if python is None:
        pytest.skip("an ordinary account cannot reach this copy of Kith")
    made = _make_ground(account)
    made.python = python
    yield made
    made.clear()

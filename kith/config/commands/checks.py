"""The commands by which we know that the house stands: tests, proofs, benchmarks, lint."""

import os
import subprocess
import sys
from pathlib import Path

from kith.config.launcher import keys, postgres
from kith.config.launcher.places import ROOT
from kith.config.launcher.words import Trouble, say

MOST_CORES = 4  # each takes a database, and where a journey needs it a running house
BENCHMARKS = ROOT / "benchmarks"
PROGRAMS = Path(sys.executable).parent
LINTERS = {
    "style": ("ruff", "check", "."),
    "types": ("mypy",),
    "floors": ("lint-imports", "--no-logo"),
    "templates": ("djlint", "kith", "--lint", "--quiet"),
}


def test(arguments: list[str]) -> None:
    """The fast suite, journeys in Chromium included: on all cores, unless a part of it is named."""
    is_whole = not any((ROOT / word.partition("::")[0]).exists() for word in arguments)
    cores = ["-n", str(min(MOST_CORES, os.cpu_count() or 1)), "--dist", "loadgroup"]
    _pytest([*cores, *arguments] if is_whole else arguments)


def proofs(arguments: list[str]) -> None:
    """The long proofs, which the fast suite leaves out."""
    _pytest(["-m", "proof", *arguments])


def _pytest(arguments: list[str]) -> None:
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *arguments])  # noqa: S606


def bench(arguments: list[str]) -> None:
    """One benchmark, with PostgreSQL up."""
    names = sorted(path.stem for path in BENCHMARKS.glob("*.py") if not path.stem.startswith("_"))
    if not arguments or arguments[0] not in names:
        raise Trouble(f"Name one benchmark: ./run bench NAME, where NAME is one of: {', '.join(names) or 'none yet'}.")
    keys.of_demo()
    postgres.ready()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    program = [sys.executable, str(BENCHMARKS / f"{arguments[0]}.py"), *arguments[1:]]
    sys.exit(subprocess.run(program, check=False).returncode)


def lint(arguments: list[str]) -> None:
    """Run every linter (or those named), show what they found, fail when one found something."""
    chosen = arguments or list(LINTERS)
    unknown = [name for name in chosen if name not in LINTERS]
    if unknown:
        raise Trouble(f"There is no check named {unknown[0]}: choose from {', '.join(LINTERS)}.")
    failed = [name for name in chosen if not _clean(name)]
    sys.exit(f"Not clean: {', '.join(failed)}." if failed else 0)


def _clean(name: str) -> bool:
    program, *rest = LINTERS[name]
    say(f"{name} ...")
    return subprocess.run([str(PROGRAMS / program), *rest], cwd=ROOT, check=False).returncode == 0

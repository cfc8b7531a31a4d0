"""The floors hold for imports, and also for what escapes an import linter: templates and addresses."""

import configparser
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

KITH = settings.ROOT / "kith"


def floors() -> dict[str, int]:
    """Domain -> its floor, counted from the top."""
    contract = configparser.ConfigParser()
    contract.read(settings.ROOT / ".importlinter")
    rows = [r for r in contract["importlinter:contract:floors"]["layers"].splitlines() if r.strip()]
    return {name.strip(" ()"): n for n, row in enumerate(rows) for name in row.split("|")}


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([program, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)


def test_imports_keep_to_the_floors():
    result = lint(settings.ROOT)
    assert result.returncode == 0, result.stdout


def test_an_import_upwards_is_found(tmp_path):
    """Negative control: people imports the plans above it."""
    (tmp_path / ".importlinter").write_text((settings.ROOT / ".importlinter").read_text())
    for path in KITH.rglob("*.py"):
        copy = tmp_path / "kith" / path.relative_to(KITH)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text())
    planted = tmp_path / "kith/domains/people/policy.py"
    planted.write_text(planted.read_text() + "\nimport kith.domains.plans.actions\n")
    result = lint(tmp_path)
    assert result.returncode != 0
    assert "kith.domains.people.policy -> kith.domains.plans.actions" in result.stdout


def reaches(source: str) -> set[str]:
    """The domains that a template or module names by template path or by address."""
    by_template = re.findall(r"""["'](\w+)/[\w/-]+\.html["']""", source)
    by_address = re.findall(r"""["'](\w+):[\w-]+["']""", source)
    return {*by_template, *by_address} & set(floors())


def upward(path: Path, source: str) -> list[str]:
    level = floors()
    own = path.relative_to(KITH).parts
    if own[0] == "domains":
        mine = own[1]
        return [d for d in reaches(source) if d != mine and level[d] <= level[mine]]
    return sorted(reaches(source)) if own[0] in {"ui", "kernel"} else []


def shown() -> list[Path]:
    files = [*KITH.rglob("jinja2/**/*.html"), *KITH.rglob("*.py")]
    return [p for p in files if "tests" not in p.parts and "migrations" not in p.parts]


def test_templates_and_addresses_keep_to_the_floors():
    broken = {str(p.relative_to(KITH)): names for p in shown() if (names := upward(p, p.read_text()))}
    assert broken == {}


@pytest.mark.parametrize("source", ['{% include "plans/step.html" %}', '{{ url("plans:plan") }}'])
def test_a_template_that_reaches_upwards_is_found(source):
    assert upward(KITH / "domains/network/jinja2/network/map.html", source) == ["plans"]

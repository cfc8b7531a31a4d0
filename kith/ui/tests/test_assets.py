"""What a page fetches is small, comes from us alone, and needs no permission for anything inline."""

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

UI = Path(__file__).parents[1]
ROOT = UI.parents[1]
STATIC = UI / "static/ui"
EVERY_PAGE = ("page.js", "quick-exit.js", "fields.js")
KB = 1000


def _weight(*names: str) -> int:
    return sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names)


@pytest.mark.req("R003-8")
def test_the_sheet_and_the_scripts_stay_light():
    assert _weight("kith.css") <= 22 * KB
    assert _weight(*EVERY_PAGE, "autosave.js") <= 15 * KB


def test_nothing_points_elsewhere():
    for path in STATIC.rglob("*"):
        text = path.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", text, re.IGNORECASE), path.name
        assert "data:" not in text, path.name


def test_the_sheet_fetches_nothing_and_names_no_font_of_others():
    css = (STATIC / "kith.css").read_text(encoding="utf-8")
    for word in ("url(", "@import", "@font-face", "frutiger"):
        assert word not in css.lower()


def test_scripts_never_write_markup_or_run_words():
    for path in STATIC.glob("*.js"):
        source = path.read_text(encoding="utf-8")
        assert source.startswith("// @ts-check"), path.name
        for word in ("innerHTML", "eval(", "new Function", "document.write", 'setAttribute("style"', ".style."):
            assert word not in source, f"{path.name}: {word}"


@pytest.mark.parametrize("path", sorted(UI.glob("jinja2/**/*.html")), ids=lambda p: p.name)
def test_templates_hold_nothing_inline(path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)", source)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", source)
    assert "|safe" not in source


def test_the_lock_names_no_registry():
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    assert all(package.get("integrity") for name, package in lock["packages"].items() if name)


node = shutil.which("node")


@pytest.mark.skipif(not node, reason="the scripts' own tests need node")
def test_the_scripts_own_tests():
    tests = sorted(str(path) for path in (UI / "tests/js").glob("*.test.js"))
    done = subprocess.run([node, "--test", *tests], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert int(re.search(r"^# pass (\d+)", done.stdout, re.MULTILINE)[1]) >= 20


@pytest.mark.skipif(
    not node or not (ROOT / "node_modules/sass").is_dir(), reason="comparing the sheet with its sources needs `npm ci`"
)
def test_the_sheet_is_what_its_sources_build():
    build = [node, str(UI / "build/build.js"), "--check"]
    done = subprocess.run(build, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr

"""The rules of docs/tour.md about files, functions and doors, held against the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from kith.kernel.access import Policy
from kith.kernel.checks import all_patterns
from kith.kernel.use_cases import UseCase

KITH = settings.ROOT / "kith"
DOMAINS = sorted(p for p in (KITH / "domains").iterdir() if (p / "apps.py").exists())
FORBIDDEN_NAMES = {"utils", "helpers", "managers", "services", "common", "misc"}


def sources(under: Path = KITH) -> Iterator[Path]:
    return (p for p in sorted(under.rglob("*.py")) if "migrations" not in p.parts)


def own_code(domain: Path, part: str) -> Iterator[Path]:
    """actions.py, or the modules of the actions package."""
    yield from (
        p for p in sources(domain) if part in {p.stem, *p.relative_to(domain).parts[:-1]} and "tests" not in p.parts
    )


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (n for n in ast.parse(path.read_text()).body if isinstance(n, ast.FunctionDef) and n.name[0] != "_")


def all_tests() -> str:
    return "\n".join(p.read_text() for root in (KITH, settings.ROOT / "tests") for p in root.rglob("test_*.py"))


def test_files_stay_small():
    long = [f"{p.relative_to(KITH)}: {n}" for p in sources() if (n := len(p.read_text().splitlines())) > 400]
    assert long == []


def test_no_junk_drawers():
    assert [p for p in sources() if {p.stem, p.parent.name} & FORBIDDEN_NAMES and p.parent.name != "models"] == []


def test_every_module_opens_with_one_sentence():
    silent = [p for p in sources() if p.read_text().strip() and not ast.get_docstring(ast.parse(p.read_text()))]
    assert [str(p.relative_to(KITH)) for p in silent] == []


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda d: d.name)
def test_every_domain_has_a_charter(domain):
    tree = ast.parse((domain / "__init__.py").read_text())
    charter = " ".join((ast.get_docstring(tree) or "").split())
    assert len(tree.body) == 1, "the package's first file holds the charter only"
    assert "Owns the words" in charter
    assert re.search(r"R00\d-\d|X-\d|product\.md|settled\.md", charter)


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda d: d.name)
def test_every_action_is_a_use_case_with_a_row_and_a_test(domain):
    tests = all_tests()
    for path in own_code(domain, "actions"):
        for function in functions(path):
            names = [
                ast.literal_eval(d.args[0])
                for d in function.decorator_list
                if isinstance(d, ast.Call) and ast.unparse(d.func) == "use_case"
            ]
            assert names, f"{path.relative_to(KITH)}: {function.name} is no use case"
            assert ast.get_docstring(function), f"{names[0]} has no sentence"
            assert Policy.rule(names[0]), f"{names[0]} has no row"
            assert re.search(rf"\b{function.name}\b|{re.escape(names[0])}", tests), f"{names[0]} is named by no test"


def test_every_policy_row_has_its_use_case():
    idle = [
        f"{d}.{verb}" for d, policy in Policy.all.items() for verb in policy.rows if f"{d}.{verb}" not in UseCase.all
    ]
    assert idle == []


@pytest.mark.parametrize("domain", [*DOMAINS, KITH / "front"], ids=lambda d: d.name)
def test_views_are_short_and_never_touch_the_tables(domain):
    for path in own_code(domain, "views"):
        source = path.read_text()
        assert ".objects" not in source, f"{path.relative_to(KITH)} asks a table itself"
        for function in functions(path):
            size = (function.end_lineno or 0) - function.lineno + 1
            assert size <= 25, f"{path.relative_to(KITH)}: {function.name} has {size} lines"


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda d: d.name)
def test_every_public_query_takes_the_viewer_first(domain):
    for path in own_code(domain, "queries"):
        for function in functions(path):
            arguments = [a.arg for a in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
            decorated = any("predicate" in ast.unparse(d) for d in function.decorator_list)
            asks_a_table = ".objects" in ast.unparse(function)
            is_fine = arguments[:1] == ["viewer"] or decorated or not asks_a_table or function.name in WHO_IS_LOOKING
            assert is_fine, f"{path.relative_to(KITH)}: {function.name}"


# These make the viewer, or answer before anyone is signed in; what asks no table only puts words to what was seen.
WHO_IS_LOOKING = {"viewer_of", "viewer_of_person", "own_nation"}


def test_every_url_name_has_a_test():
    tests = all_tests()
    untested = [name for name, pattern in all_patterns() if name not in tests and not _is_visited(pattern, tests)]
    assert untested == []


def _is_visited(pattern: object, tests: str) -> bool:
    """Its address stands in a test, each parameter as some expression; a longer start may be named beforehand."""
    parts = re.split(r"<[^>]+>", str(pattern.pattern))  # type: ignore[attr-defined]
    whole = r"/" + r"[^\"'\s]+".join(re.escape(part) for part in parts) + r"[\"'?]"
    tail = rf"\}}{re.escape(parts[-1])}[\"'?]" if parts[-1] else rf"[\"']/{re.escape(parts[0].rstrip('/'))}[\"']"
    return bool(re.search(whole, tests) or (len(parts) > 1 and re.search(tail, tests)))


def test_no_save_override_no_signals_no_default_ordering():
    for domain in DOMAINS:
        for path in own_code(domain, "models"):
            source = path.read_text()
            assert not re.search(r"def save\(|\bordering\s*=|signals", source), path.relative_to(KITH)

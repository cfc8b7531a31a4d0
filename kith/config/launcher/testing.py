"""The tests' ground: a PostgreSQL, a database of this run's own, and an empty state directory.

A pytest plugin, named in pyproject.toml; it works the same under `./run test` and under plain pytest.
"""

import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kith.config.launcher import postgres, prepared
from kith.config.launcher.words import Trouble

_state: list[Path] = []
_OF_DATABASES = {"db", "transactional_db", "django_db_serialized_rollback"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """The first hook of all: pytest-django reads the settings in the next one, so the ground is laid here."""
    parser.addoption("--only-database", action="store_true", help="leave out tests that never ask a database")
    os.environ["KITH_ENV"] = "test"
    try:
        # A worker of a parallel run finds the server that the first process holds.
        url = os.environ.get("POSTGRESQL_OF_TESTS") or postgres.ready()
        prepared.catalogues()
    except Trouble as trouble:
        raise pytest.UsageError(str(trouble)) from trouble
    _drop_left_behind(url)
    os.environ["POSTGRESQL_OF_TESTS"] = url
    parts = urlsplit(url)
    # Django puts test_ before the name; two runs at once never meet.
    os.environ["DATABASE_URL"] = parts._replace(path=f"/kith_{os.getpid()}").geturl()
    _state.append(Path(tempfile.mkdtemp(prefix="kith-test-")))
    os.environ["KITH_STATE_DIR"] = str(_state[0])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Another PostgreSQL changes nothing for a test that asks none."""
    if config.getoption("--only-database"):
        left_out = [item for item in items if not asks_a_database(item)]
        items[:] = [item for item in items if asks_a_database(item)]
        config.hook.pytest_deselected(items=left_out)


def asks_a_database(item: pytest.Item) -> bool:
    """pytest-django keeps every other test from it; what starts servers of its own lies in kith/config."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & _OF_DATABASES) or "kith/config" in item.nodeid


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    while _state:
        shutil.rmtree(_state.pop(), ignore_errors=True)


def _drop_left_behind(url: str) -> None:
    """Remove the databases of runs that were killed."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(url, autocommit=True) as connection:
        mine = "SELECT datname FROM pg_database JOIN pg_roles r ON r.oid = datdba WHERE rolname = current_user"
        for (name,) in connection.execute(mine).fetchall():
            owner = name.removeprefix("test_kith_")
            if owner != name and owner.isdigit() and not Path(f"/proc/{owner}").exists() and Path("/proc").exists():
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

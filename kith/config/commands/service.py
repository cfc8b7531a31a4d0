"""The commands of a service: web process, worker, what an upgrade needs, new keys."""

import argparse
import compileall
import os
import sys
import sysconfig

from kith.config import production
from kith.config.launcher import keys, postgres, prepared
from kith.config.launcher.places import ROOT
from kith.config.launcher.words import Trouble, say


def serve(arguments: list[str]) -> None:
    """Serve pages until told to stop, after asking whether it is safe to."""
    parser = argparse.ArgumentParser(prog="./run serve", description="A service's web process.")
    parser.add_argument("--host", default=os.environ.get("KITH_HOST", "127.0.0.1"))
    parser.add_argument("--port", default=os.environ.get("KITH_PORT", "8000"))
    parser.add_argument("--socket", default=os.environ.get("KITH_SOCKET", ""), help="a Unix socket instead of a port")
    parser.add_argument("--workers", default=os.environ.get("KITH_WORKERS", "2"), help="how many processes")
    wanted = parser.parse_args(arguments)
    _start_safely()
    where = ["--uds", wanted.socket] if wanted.socket else ["--host", wanted.host, "--port", wanted.port]
    how = ["--workers", wanted.workers, "--lifespan", "on", "--no-access-log", "--no-server-header"]
    how += ["--loop", "uvloop", "--http", "httptools"]
    how += ["--no-proxy-headers", "--timeout-graceful-shutdown", "5", "--log-level", "warning"]
    command = [sys.executable, "-P", "-m", "uvicorn", "kith.config.asgi:application", *where, *how]
    os.execv(sys.executable, command)  # noqa: S606


def worker(arguments: list[str]) -> None:
    """Run jobs and schedules, and seal the audit, until told to stop."""
    argparse.ArgumentParser(prog="./run worker", description="A service's worker.").parse_args(arguments)
    _start_safely()
    from kith.config import worker as process

    process.main()


def prepare(arguments: list[str]) -> None:
    """Make what is made from the sources; needs no database."""
    argparse.ArgumentParser(prog="./run prepare", description="Compile words, collect styles.").parse_args(arguments)
    _setup()
    prepared.all_of_it()
    prepared.postcodes()


def compile_all(arguments: list[str]) -> None:
    """Compile words and byte code, as the owner of the program's folder: the service's account may not write there."""
    argparse.ArgumentParser(prog="./run compile", description="Compile words and code.").parse_args(arguments)
    prepared.catalogues()
    say("Compiling the code ...")
    for folder in (sysconfig.get_path("purelib"), str(ROOT / "kith")):
        compileall.compile_dir(folder, quiet=2, workers=0)


def make_keys(arguments: list[str]) -> None:
    """Print new keys; nothing is stored."""
    parser = argparse.ArgumentParser(prog="./run make-keys", description="Print new keys for an environment file.")
    parser.add_argument("name", help="what these keys will be called, for example 2026-11")
    name = parser.parse_args(arguments).name
    if ":" in name or "," in name or not name.isascii():
        raise Trouble("A key's name holds letters, digits and hyphens only, for example 2026-11.")
    sys.stdout.write(keys.lines(keys.make(name)))


def _setup() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Trouble(str(error)) from error


def _start_safely() -> None:
    """Look at the settings and ask the database before a page is served: see kith/config/production.py."""
    if os.environ.get("KITH_ENV", "demo") == "demo":
        keys.of_demo()
    postgres.ready()
    _setup()
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    try:
        call_command("check", databases=["default"], verbosity=0)
        if settings.IS_PRODUCTION:
            production.ask_server()
    except (ImproperlyConfigured, SystemCheckError) as error:
        raise Trouble(str(error)) from error
    _look_at_tables()


def _look_at_tables() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Trouble("The database is older than this program: run ./run migrate, then start again.")

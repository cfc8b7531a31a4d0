"""What must be made from the sources before a page can be shown, each only when something changed."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from kith.config.launcher.places import ROOT
from kith.config.launcher.words import Trouble, say

LOCALE = ROOT / "kith" / "locale"


def all_of_it() -> None:
    """Catalogues and static files; the database is another matter."""
    catalogues()
    static()


def catalogues() -> None:
    """Compile the catalogues of words that are newer than their compiled form (no gettext program needed)."""
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        say(f"Compiling the words of {source.parent.parent.name} ...")
        _compile(source, target)


def _compile(source: Path, target: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    half = target.with_suffix(f".{os.getpid()}")
    try:
        with source.open("rb") as po, half.open("wb") as mo:
            write_mo(mo, read_po(po, locale=source.parent.parent.name))
        half.replace(target)
    except OSError as error:
        raise Trouble(
            f"Kith cannot write {target} ({error.strerror}): run it once as the owner of the folder."
        ) from error


def static() -> None:
    """Collect the static files under their hashed names."""
    from django.conf import settings
    from django.core.management import call_command

    home = Path(settings.STATIC_ROOT)
    mark = home / "collected-from"
    now = _fingerprint()
    if mark.exists() and mark.read_text(encoding="utf-8") == now:
        return
    say("Collecting styles, scripts and fonts ...")
    home.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(now, encoding="utf-8")


def _fingerprint() -> str:
    seen = hashlib.sha256()
    for name, path in sorted(_static_files()):
        about = path.stat()
        seen.update(f"{name}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _static_files() -> Iterator[tuple[str, Path]]:
    from django.contrib.staticfiles.finders import get_finders

    for finder in get_finders():
        for name, storage in finder.list([]):
            yield name, Path(storage.path(name))


def postcodes() -> None:
    """Make the file that finds a postcode's place, when it is not there yet."""
    from kith.domains.directory import geo

    geo.prepare(lambda done, whole: say(f"Reading postcodes ({100 * done // whole} %) ...") if not done else None)


def database() -> None:
    """Bring the tables up to date, when they are not."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"Bringing the database up to date ({len(plan)} steps) ...")
        call_command("migrate", interactive=False, verbosity=0)

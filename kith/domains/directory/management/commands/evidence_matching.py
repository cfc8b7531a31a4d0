"""./run evidence-matching: measure the matching again and write docs/evidence/matching.md."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Runs invented people over an invented directory and over real lists, and leaves the database as it was."""

    help = "Measure the matching and write docs/evidence/matching.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        beside = Path(settings.ROOT).parent / "shared" / "data" / "directory"
        parser.add_argument("--real", type=Path, default=beside, help="a folder of lists that others wrote")

    def handle(self, *_: Any, **options: Any) -> None:
        # The people and the directory are test data: a service that only suggests never loads them.
        from kith.domains.directory.tests.matching.evidence import page

        real = options["real"] if options["real"].is_dir() else None
        if real is None:
            self.stderr.write(f"{options['real']} is not there: only the invented directory is measured.")
        target = Path(settings.ROOT) / "docs" / "evidence" / "matching.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page(real), encoding="utf-8")
        self.stdout.write(f"Written: {target.relative_to(settings.ROOT)}")

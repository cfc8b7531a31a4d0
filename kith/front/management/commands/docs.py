"""./run docs: print the pages of record; --check fails when one is out of date."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kith.front.docs import PAGES


class Command(BaseCommand):
    """Writes docs/*.md from the code."""

    help = "Write the generated pages of docs/, or with --check say which are out of date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is out of date")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        stale = []
        for name, text in PAGES.items():
            path = settings.ROOT / "docs" / name
            if path.exists() and path.read_text() == text():
                continue
            stale.append(name)
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text())
        if check and stale:
            raise CommandError(f"Out of date: {', '.join(stale)}. Write them with ./run docs and commit them.")
        self.stdout.write(f"{len(PAGES)} pages, {len(stale)} {'written' if not check else 'stale'}.")

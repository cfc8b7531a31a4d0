"""./run prepare-postcodes: build the file of Great Britain's postcodes, once, or after an upgrade."""

from typing import Any

from django.core.management.base import BaseCommand

from kith.domains.directory.geo import codepoint, places


class Command(BaseCommand):
    """Builds it when it is missing or old; says when there is nothing to build it from."""

    help = "Build the postcode file that places are found with."

    def handle(self, *_: Any, **__: Any) -> None:
        if codepoint.source_folder() is None:
            self.stderr.write("No postcode tables are installed: places in Great Britain cannot be found by postcode.")
            return
        built = places.prepare(self._progress)
        size = places.postcode_file().stat().st_size / 1e6
        self.stdout.write(f"{'Built' if built else 'Up to date'}: {places.postcode_file().name}, {size:.1f} MB")

    def _progress(self, done: int, of: int) -> None:
        if done == of or done % 20 == 0:
            self.stderr.write(f"{done} of {of} tables")

"""./run words: bring the Welsh catalogue to what the sources say now; --open lists what has no Welsh yet."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kith.front import words


class Command(BaseCommand):
    """Keeps kith/locale in step with the sources; what is translated stays."""

    help = "Update the Welsh catalogue from the sources."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--open", action="store_true", help="list the messages that have no Welsh yet")

    def handle(self, *args: Any, **options: Any) -> None:
        open_count = words.update()
        if options["open"]:
            for message in words.welsh():
                if message.id and not words.is_said(message):
                    self.stdout.write(str(message.id))
        self.stderr.write(f"{len(words.welsh())} messages, {open_count} without Welsh.")

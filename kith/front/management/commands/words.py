"""./run words: bring the Welsh catalogue to what the sources say now; --open and --safety list parts of it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kith.front import reviewed, words


class Command(BaseCommand):
    """Keeps kith/locale in step with the sources; what is translated stays."""

    help = "Update the Welsh catalogue from the sources."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--open", action="store_true", help="list the messages that have no Welsh yet")
        parser.add_argument("--safety", action="store_true", help="print the safety words for a reviewer to sign")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["safety"]:
            self._print_safety_words()
            return
        open_count = words.update()
        if options["open"]:
            for message in words.welsh():
                if message.id and not words.is_said(message):
                    self.stdout.write(str(message.id))
        self.stderr.write(f"{len(words.welsh())} messages, {open_count} without Welsh.")

    def _print_safety_words(self) -> None:
        for message in words.safety_words():
            self.stdout.write(f"{message.id}\n    {message.string}\n")
        self.stdout.write(f"digest: {reviewed.digest_now()}")
        self.stderr.write(reviewed.why_not() or "The signature holds.")

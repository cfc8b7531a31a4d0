"""`./run up`, `./run test`, `./run COMMAND`: which is which."""

import os
import sys

from kith.config.launcher import postgres
from kith.config.launcher.places import ROOT
from kith.config.launcher.words import Trouble

USAGE = """./run up              start Kith on this machine and open it in a browser
./run test [...]      the tests, as pytest takes them
./run COMMAND [...]   a command of Kith; `./run help` lists them
"""


def main(arguments: list[str]) -> None:
    """Do what was asked; say in one sentence what stands in the way."""
    try:
        _do(arguments)
    except Trouble as trouble:
        sys.exit(str(trouble))
    except KeyboardInterrupt:
        sys.exit(130)


def _do(arguments: list[str]) -> None:
    if not arguments:
        sys.stdout.write(USAGE)
        raise SystemExit(2)
    word, rest = arguments[0], arguments[1:]
    if word == "test":
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "pytest", *rest])  # noqa: S606
    _command(word, rest)


def _command(word: str, rest: list[str]) -> None:
    """A management command, with PostgreSQL up; hyphens and underscores are the same to us."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    postgres.ready()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["./run", word.replace("-", "_") if not word.startswith("-") else word, *rest])


if __name__ == "__main__":
    main(sys.argv[1:])

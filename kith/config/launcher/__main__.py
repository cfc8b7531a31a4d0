"""`./run up`, `./run test`, `./run COMMAND`: which is which."""

import importlib
import os
import pkgutil
import sys

from kith.config.launcher import keys, postgres
from kith.config.launcher.places import ROOT
from kith.config.launcher.words import Trouble

OURS = {
    "up": ("kith.config.launcher.up", "start Kith with its demo on this machine"),
    "test": ("kith.config.commands.checks:test", "the fast tests; what follows is handed to pytest"),
    "proofs": ("kith.config.commands.checks:proofs", "the long proofs"),
    "bench": ("kith.config.commands.checks:bench", "one benchmark; without a name, which there are"),
    "lint": ("kith.config.commands.checks:lint", "style, types, floors, templates"),
    "serve": ("kith.config.commands.service:serve", "a service's web process (docs/running.md)"),
    "worker": ("kith.config.commands.service:worker", "a service's worker: jobs, schedules, the audit's seal"),
    "prepare": (
        "kith.config.commands.service:prepare",
        "compile words and collect styles, in the demo or after an upgrade",
    ),
    "compile": ("kith.config.commands.service:compile_all", "compile words and code, as the owner of this folder"),
    "screen": ("kith.config.commands.screening:screen_file", "what the words of each row of a CSV may mean for safety"),
    "screen-identity": ("kith.config.commands.screening:screen_identity", "identifying details in each row of a CSV"),
    "screener-evidence": (
        "kith.config.commands.screening:evidence",
        "measure the screener and write docs/evidence/screener.md",
    ),
    "make-keys": ("kith.config.commands.service:make_keys", "print new keys for a service's environment file"),
    "backup": ("kith.config.commands.backup", "write an encrypted copy of the database to FILE"),
    "restore": ("kith.config.commands.restore", "put the copy in FILE in the database's place"),
}


def main(arguments: list[str]) -> None:
    """Do what was asked; say in one sentence what stands in the way."""
    word, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    word = word.replace("_", "-") if not word.startswith("-") else word
    try:
        if word in OURS:
            _ours(word, rest)
        elif word in {"help", "-h", "--help"} and not rest:
            sys.stdout.write(usage())
        else:
            _djangos(word, rest)
    except Trouble as trouble:
        sys.exit(str(trouble))
    except KeyboardInterrupt:
        sys.exit(130)


def _ours(word: str, rest: list[str]) -> None:
    module, _, function = OURS[word][0].partition(":")
    getattr(importlib.import_module(module), function or "main")(rest)


def _djangos(word: str, rest: list[str]) -> None:
    """A management command, with PostgreSQL up; only what it answers goes to stdout, for a program may read it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    if os.environ.get("KITH_ENV", "demo") == "demo":
        keys.of_demo()
    postgres.ready()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["./run", word.replace("-", "_"), *rest])


def usage() -> str:
    """Every command of Kith with its sentence."""
    lines = [f"  ./run {word:<20} {sentence}" for word, (_, sentence) in OURS.items()]
    lines += [f"  ./run {name:<20} {sentence}" for name, sentence in sorted(_of_domains())]
    return "\n".join(["Usage:", *lines, "  ./run COMMAND --help        what a command takes", ""])


def _of_domains() -> list[tuple[str, str]]:
    """The management commands beside our code, read without starting Django."""
    found = []
    for folder in ROOT.glob("kith/**/management/commands"):
        package = ".".join(folder.relative_to(ROOT).parts)
        for module in pkgutil.iter_modules([str(folder)]):
            sentence = _sentence((folder / f"{module.name}.py").read_text(encoding="utf-8"))
            if not module.name.startswith("_") and package:
                found.append((module.name.replace("_", "-"), sentence))
    return found


def _sentence(source: str) -> str:
    return source.partition('"""')[2].partition('"""')[0].strip().partition("\n")[0]


if __name__ == "__main__":
    main(sys.argv[1:])

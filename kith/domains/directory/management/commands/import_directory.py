"""./run import-directory PATH: take in lists and feeds; a person reads the table, a program reads --json."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kith.domains.directory.imports.mapping import MappingError
from kith.domains.directory.imports.run import Report, Whole, bring_in
from kith.kernel.access import system


class Command(BaseCommand):
    """Takes in a file or a folder, says what became of every record, and may be run again at any time."""

    help = "Read a list (CSV) or an Open Referral feed (JSON), or a folder of them, into the directory."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a file, or a folder with everything in it")
        parser.add_argument("--mapping", type=Path, help="a mapping file (TOML or JSON) for lists with other columns")
        parser.add_argument("--source", default="", help="what to call where it comes from; by itself the file's name")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            whole = bring_in(
                options["path"],
                by=system("import-directory"),
                mapping=options["mapping"],
                source=options["source"],
                progress=None if options["verbosity"] == 0 else self._progress,
            )
        except FileNotFoundError as error:
            raise CommandError(f"{error} is not there.") from error
        except MappingError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(whole.as_json() if options["json"] else "\n".join(_table(whole)))
        if any(report.problem for report in whole.lists) or not whole.lists:
            raise SystemExit(1)

    def _progress(self, title: str, done: int) -> None:
        self.stderr.write(f"{title}: {done:,} read")


def _table(whole: Whole) -> list[str]:
    lines = [f"{'list':44} {'in':>7} = {'kept':>6} + {'merge?':>6} + {'refused':>7}   services  changed  warnings"]
    lines += [_line(report) for report in whole.lists]
    if len(whole.lists) > 1:
        lines.append(_line(_sum(whole)))
    for report in whole.lists:
        lines += [f"  {report.file}: refused {n:,} because {reason}" for reason, n in report.refused_because.items()]
        lines += [f"  {report.file}: {n:,} x {warning}" for warning, n in report.warned_because.items()]
        lines += [f"  {report.file}: STOPPED: {report.problem}. Nothing was deleted; run it again to go on."] * bool(
            report.problem
        )
    lines += [f"  not read: {name} ({why})" for name, why in sorted(whole.not_read.items())]
    return lines


def _sum(whole: Whole) -> Report:
    total = Report(source="together", file="together", mapping="")
    for name in ("records_in", "kept", "candidates", "refused", "services", "changed", "warnings"):
        setattr(total, name, sum(getattr(report, name) for report in whole.lists))
    return total


def _line(report: Report) -> str:
    sums = f"{report.records_in:7,} = {report.kept:6,} + {report.candidates:6,} + {report.refused:7,}"
    return f"{report.file[:44]:44} {sums}   {report.services:8,} {report.changed:8,} {report.warnings:9,}"

"""Screens a CSV file row by row: for evidence and for trying the lexicon, without Django or a database."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kith.config.launcher.places import ROOT
from kith.config.launcher.words import Trouble
from kith.screening import Hit, identity, screen
from kith.screening.lexicon import FAMILIES

PAGE = ROOT / "docs" / "evidence" / "screener.md"


def screen_file(arguments: list[str]) -> None:
    """`./run screen FILE.csv --text COLUMN --json`: tier, families, spans and reasons of each row."""
    parser = _parser("./run screen", "What words may mean for somebody's safety, row by row.")
    parser.add_argument("--room", action="append", default=[], choices=FAMILIES, help="what the room is about")
    parser.add_argument("--language", default="en", choices=("en", "cy"))
    parser.add_argument("--mentions-only", action="store_true", help="tiers switched off: a mention is 1")
    options = parser.parse_args(arguments)
    rooms = frozenset(options.room)
    for key, text in _rows(options):
        verdict = screen(text, room_subjects=rooms, language=options.language, mentions_only=options.mentions_only)
        row = {
            "id": key,
            "tier": verdict.tier,
            "families": list(verdict.families),
            "spans": [_span(hit) for hit in verdict.hits],
            "held": [{"start": held.start, "end": held.end, "family": held.family} for held in verdict.held],
            "reasons": _reasons(verdict.hits),
            "lexicon": verdict.lexicon,
        }
        _say(row, f"{key}\t{verdict.tier}\t{', '.join(verdict.families)}", as_json=options.json)


def screen_identity(arguments: list[str]) -> None:
    """`./run screen-identity FILE.csv --text COLUMN --json`: identifying details of each row."""
    parser = _parser("./run screen-identity", "Identifying details, row by row.")
    parser.add_argument("--own", action="append", default=[], metavar="NAME", help="the writer's own name")
    parser.add_argument("--own-column", metavar="COLUMN", help="a column that holds the writer's own name")
    parser.add_argument(
        "--staff", action="append", default=[], metavar="NAME", help="the name of somebody on the staff"
    )
    parser.add_argument("--allowed", action="append", default=[], help="a number or address that may be published")
    options = parser.parse_args(arguments)
    columns = [options.own_column] if options.own_column else []
    for key, text, *own in _rows(options, *columns):
        names = [*options.own, *filter(None, own)]
        hits = identity(text, own_names=names, staff_names=options.staff, allowed=options.allowed)
        kinds = list(dict.fromkeys(hit.rule.partition(".")[2] for hit in hits))
        row = {
            "id": key,
            "found": bool(hits),
            "kinds": kinds,
            "spans": [_span(hit) for hit in hits],
            "reasons": _reasons(hits),
        }
        _say(row, f"{key}\t{', '.join(kinds)}", as_json=options.json)


def evidence(arguments: list[str]) -> None:
    """`./run screener-evidence`: measure the screener again and write docs/evidence/screener.md."""
    parser = argparse.ArgumentParser(prog="./run screener-evidence", description=evidence.__doc__)
    parser.add_argument("--sealed", type=Path, help="a sealed set, while it is not in the repository")
    options = parser.parse_args(arguments)
    # The sets of lines are test data: a service that only screens never loads them.
    from kith.screening.tests.evidence import page

    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(options.sealed), encoding="utf-8")
    sys.stdout.write(f"Written: {PAGE.relative_to(ROOT)}\n")


def _parser(program: str, sentence: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=program, description=sentence)
    parser.add_argument("file", type=Path, metavar="FILE.csv")
    parser.add_argument("--text", required=True, metavar="COLUMN", help="the column that holds the text")
    parser.add_argument("--id", metavar="COLUMN", help="the column that names the row; else `id`, else its number")
    parser.add_argument("--json", action="store_true", help="one JSON object a row")
    return parser


def _rows(options: argparse.Namespace, *others: str) -> Iterator[tuple[str, ...]]:
    """Each row's name, its text, and what stands in other columns."""
    try:
        file = options.file.open(newline="", encoding="utf-8-sig")
    except OSError as error:
        raise Trouble(f"{options.file} cannot be read: {error.strerror}.") from error
    with file:
        rows = csv.DictReader(file)
        columns = list(rows.fieldnames or [])
        for wanted in filter(None, (options.text, options.id, *others)):
            if wanted not in columns:
                raise Trouble(f"{options.file} has no column {wanted!r}: it has {', '.join(columns) or 'none'}.")
        name = options.id or ("id" if "id" in columns else None)
        for number, row in enumerate(rows, 1):
            key = row[name] if name else str(number)
            yield (key, row[options.text] or "", *(row[other] or "" for other in others))


def _span(hit: Hit) -> dict[str, Any]:
    return {
        "start": hit.start, "end": hit.end, "family": hit.family, "tier": hit.tier, "rule": hit.rule, "who": hit.who,
    }  # fmt: skip


def _reasons(hits: tuple[Hit, ...]) -> list[dict[str, str]]:
    reasons = dict.fromkeys(reason for hit in hits for reason in hit.reasons)
    return [{"code": reason.code, "words": reason.words} for reason in reasons]


def _say(row: dict[str, Any], line: str, *, as_json: bool) -> None:
    sys.stdout.write((json.dumps(row, ensure_ascii=False) if as_json else line) + "\n")

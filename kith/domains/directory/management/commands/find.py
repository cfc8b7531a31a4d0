"""./run find "words" --near POSTCODE: the search of /things-to-do, for a terminal or a program."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from argparse import ArgumentParser
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand

from kith.domains.directory.models import Access, Format, Kind
from kith.domains.directory.queries import Hit, Results, Search, search
from kith.kernel.access import ANYONE

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Command(BaseCommand):
    """Prints what was found, the best first; with --json one document on stdout and nothing else."""

    help = "Find things to do by words, near a postcode."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("words", nargs="?", default="", help="what to look for, in plain words")
        parser.add_argument("--near", default="", metavar="POSTCODE")
        parser.add_argument("--within", type=float, metavar="KM")
        parser.add_argument("--day", action="append", default=[], choices=DAYS, help="may be given several times")
        parser.add_argument("--part", action="append", default=[], choices=["morning", "afternoon", "evening"])
        parser.add_argument("--free", action="store_true", help="free ones, then those whose price is not known")
        parser.add_argument("--max-price", type=Decimal, metavar="POUNDS")
        parser.add_argument("--access", action="append", default=[], choices=Access.values)
        parser.add_argument("--format", action="append", default=[], choices=Format.values, dest="formats")
        parser.add_argument("--kind", action="append", default=[], choices=Kind.values)
        parser.add_argument("--open-to-everyone", action="store_true")
        parser.add_argument("--age", type=int)
        parser.add_argument("--page", type=int, default=1)
        parser.add_argument("--size", type=int, default=20)
        parser.add_argument("--as-of", type=dt.date.fromisoformat, metavar="DATE", help="search as if it were this day")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_: Any, **options: Any) -> None:
        results = search(
            ANYONE,
            Search(
                words=options["words"],
                near=options["near"],
                within_km=options["within"],
                days=tuple(DAYS.index(day) + 1 for day in options["day"]),
                parts=tuple(options["part"]),
                is_free=options["free"],
                max_price=options["max_price"],
                access=tuple(options["access"]),
                formats=tuple(options["formats"]),
                kinds=tuple(options["kind"]),
                open_to_everyone=options["open_to_everyone"],
                age=options["age"],
                page=max(1, options["page"]),
                size=min(max(1, options["size"]), 200),
                as_of=options["as_of"],
            ),
        )
        self.stdout.write(as_json(results) if options["json"] else "\n".join(as_lines(results)))


def as_json(results: Results) -> str:
    """The whole answer as a document."""
    return json.dumps(
        {
            "total": results.total,
            "page": results.search.page,
            "pages": results.pages,
            "near": dataclasses.asdict(results.here) if results.here else None,
            "place_not_found": results.is_place_unknown,
            "words_mended": results.corrected,
            "any_of_the_words": results.is_loose,
            "counts": results.facets,
            "found": [hit._asdict() for hit in results.hits],
        },
        indent=2,
        default=str,
    )


def as_lines(results: Results) -> list[str]:
    """A line for each, for reading."""
    lines = [f"{results.total:,} found"]
    lines += [f"(looked for {after!r} instead of {before!r})" for before, after in results.corrected.items()]
    lines += ["(we do not know this postcode)"] * results.is_place_unknown
    lines += [_line(hit) for hit in results.hits]
    return lines


def _line(hit: Hit) -> str:
    km = f"{hit.km:6.1f} km" if hit.km is not None and hit.place_kind == "venue" else f"{hit.scope or 'not known':>9}"
    checked = f"checked {hit.assured_on}" if hit.assured_on else "not checked: ring first"
    return f"{km}  {hit.name}, {hit.town or hit.postcode}  [{', '.join(hit.kinds)}]  {checked}"

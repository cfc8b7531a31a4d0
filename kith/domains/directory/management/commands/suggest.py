"""./run suggest --profile FILE.json: three ideas for somebody, with reasons; --json for a program."""

from __future__ import annotations

import datetime as dt
import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kith.domains.directory.geo import prepare
from kith.domains.directory.matching.answer import as_json
from kith.domains.directory.matching.candidates import candidates
from kith.domains.directory.matching.ideas import Suggestions, ideas
from kith.domains.directory.matching.profile import Profile
from kith.domains.directory.matching.reading import NotAProfile, read_profiles
from kith.kernel.access import system
from kith.kernel.clock import today


class Command(BaseCommand):
    """Suggests from the directory as it is; nothing is kept about the profile."""

    help = "Suggest things to do for one profile or a list of profiles (docs/reference/suggest.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--profile", required=True, help="a JSON file with a profile or a list; - reads from stdin")
        parser.add_argument("--as-of", type=_date, help="the day to suggest for, such as 2026-11-21; by itself today")
        parser.add_argument("--count", type=int, default=3, help="how many ideas; three by itself")
        parser.add_argument("--skip", type=int, default=0, help="how many ideas were shown before")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        text = _text(options["profile"])
        prepare(self._progress)
        try:
            profiles = read_profiles(text)
        except NotAProfile as error:
            raise CommandError("This is not a profile:\n  " + "\n  ".join(error.problems)) from error
        if options["count"] < 1 or options["skip"] < 0:
            raise CommandError("Ask for one idea or more, and skip none or more.")
        as_of = options["as_of"] or today()
        found = list(_suggest(profiles, as_of, options["count"], options["skip"]))
        if options["json"]:
            answers = [as_json(profile, as_of, one) for profile, one in zip(profiles, found, strict=True)]
            is_list = text.lstrip().startswith("[")
            self.stdout.write(json.dumps(answers if is_list else answers[0], ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n\n".join(_page(p, one) for p, one in zip(profiles, found, strict=True)))

    def _progress(self, done: int, of: int) -> None:
        if done in {1, of} or done % 20 == 0:
            self.stderr.write(f"Preparing postcodes, once: {done} of {of}")


def _suggest(profiles: list[Profile], as_of: dt.date, count: int, skip: int) -> Iterator[Suggestions]:
    viewer = system("suggest")
    for profile in profiles:
        yield ideas(profile, candidates(profile, as_of, viewer), as_of, count, skip)


def _text(path: str) -> str:
    if path == "-":
        return sys.stdin.read()
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is not a day; write it as 2026-11-21") from error


def _page(profile: Profile, found: Suggestions) -> str:
    lines = [f"For {profile.id}:" if profile.id else "Ideas:"]
    for title, group in (("", found.ideas), ("Instead:", found.instead)):
        lines += [title] if title and group else []
        for idea in group:
            away = f", {idea.distance_km:.1f} km" if idea.distance_km is not None else ""
            lines.append(f"* {idea.candidate.name} ({idea.candidate.organisation or idea.candidate.source}{away})")
            lines += [f"    {reason}" for reason in idea.reasons]
            lines += [f"    ! {caution}" for caution in idea.cautions]
    return "\n".join(lines + [f"({note})" for note in found.notes])

"""The vale's 188 things to do, read in as any directory is, with their dates counted from today."""

from __future__ import annotations

import copy
import datetime as dt
import io
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management import call_command

from kith.domains.directory.queries import listing_by_slug
from kith.front.demo.story import story
from kith.kernel import clock
from kith.kernel.access import system

if TYPE_CHECKING:
    from kith.domains.directory.models import Listing


def fill() -> None:
    """Import them through ./run import-directory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "marlbeck-vale.json"
        path.write_text(json.dumps([_dated(s) for s in story("services")], ensure_ascii=False), encoding="utf-8")
        call_command("import_directory", str(path), source="Marlbeck Vale", verbosity=0, stdout=io.StringIO())


def listing_of(slug: str) -> Listing | None:
    """The listing of a service of the story."""
    return listing_by_slug(system("demo"), slug)


def _dated(service: dict[str, Any]) -> dict[str, Any]:
    """The record with the date on which somebody made sure of it, when somebody did."""
    told = copy.deepcopy(service)
    days = told.get("x_checked_days_ago")
    if days is not None:
        told["assured_date"] = (clock.today() - dt.timedelta(days=days)).isoformat()
    return told

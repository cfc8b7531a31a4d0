"""The copy itself: a page to read, the same as data, and pictures, packed into one file."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import uuid
import zipfile
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from kith.domains.people.queries.looks import everyone_who_looked
from kith.kernel.access import Viewer
from kith.kernel.records import records
from kith.ui.words import long_day, time_of_day

PICTURE = "_svg"  # a value under a name that ends so is a picture, and becomes a file of its own
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d)?)?")
_STYLE = """body { font-family: Arial, sans-serif; line-height: 1.5; max-width: 44rem; margin: 2rem auto }
dt { font-weight: 600 }
"""


def packed(person_id: uuid.UUID, language: str) -> bytes:
    """Everything about the person, as a zip file."""
    about = records.everything_about(person_id)
    about["people"]["who_looked"] = [
        {"on": row.on.isoformat(), "team": row.team, "what": list(row.deeds)}
        for row in everyone_who_looked(Viewer(id=person_id, sphere="member"))
    ]
    pictures = _pictures(about)
    with override(language):
        known = {
            "about": _readable(about),
            "pictures": sorted(pictures),
            "made_on": timezone.localdate(),
            "service": settings.KITH_SERVICE_NAME,
            "run_by": settings.KITH_RUN_BY,
        }
        page = render_to_string("people/you/copy.html", known, using="jinja2")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("my-copy/read-me.html", page)
        archive.writestr("my-copy/style.css", _STYLE)
        archive.writestr("my-copy/data.json", json.dumps(about, ensure_ascii=False, indent=1, default=str))
        for name, svg in pictures.items():
            archive.writestr(f"my-copy/pictures/{name}", svg)
    return buffer.getvalue()


def _readable(value: Any) -> Any:
    """The same with dates in words, for the page that people read."""
    if isinstance(value, dict):
        return {name: _readable(inside) for name, inside in value.items()}
    if isinstance(value, list):
        return [_readable(inside) for inside in value]
    if isinstance(value, str) and _DATE.fullmatch(value):
        at = dt.datetime.fromisoformat(value)
        return long_day(at) if len(value) == len("2026-01-31") else f"{long_day(at)}, {time_of_day(at)}"
    return value


def _pictures(about: dict[str, Any]) -> dict[str, str]:
    """Take the pictures out of the data, by file name; where each one was stands the name of its file."""
    found = {}
    for domain, kept in about.items():
        for name in [name for name in kept if name.endswith(PICTURE)]:
            file = f"{domain}-{name.removesuffix(PICTURE)}.svg"
            found[file] = str(kept[name])
            kept[name] = f"pictures/{file}"
    return found

"""The help numbers beside the database, so that they are there when it is not.

Written whenever they change and every hour; read at each look at /help-now. A file that is missing or broken gives way
to the numbers Kith was shipped with.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import structlog
from django.conf import settings

from kith.domains.safety.models import Nation

log = structlog.get_logger("kith.safety")
SHIPPED = Path(__file__).parent / "data" / "help_numbers.toml"


@dataclass(frozen=True)
class HelpLine:
    """One number as a page shows it."""

    nation: str
    code: str
    kind: str
    name: str
    words: str
    hours: str
    phone: str = ""
    sms: str = ""
    sms_words: str = ""
    name_cy: str = ""
    words_cy: str = ""
    hours_cy: str = ""
    """Welsh is empty where nobody has signed for it and production asks for that."""

    def is_in(self, language: str) -> bool:
        """Whether it is there in this language; else it is shown in English and says so to screen readers."""
        return language == "en" or bool(self.words_cy)

    def said(self, language: str) -> str:
        return self.words_cy if language == "cy" and self.words_cy else self.words

    def named(self, language: str) -> str:
        return self.name_cy if language == "cy" and self.words_cy else self.name

    def open_when(self, language: str) -> str:
        return self.hours_cy if language == "cy" and self.words_cy else self.hours

    @property
    def call_href(self) -> str:
        return f"tel:{self.phone.replace(' ', '')}" if self.phone else ""

    @property
    def text_href(self) -> str:
        return f"sms:{self.sms.replace(' ', '')}?body={self.sms_words}" if self.sms else ""


def own_nation() -> str:
    """The nation this service stands in; England where the settings name none of the four."""
    given = str(settings.KITH_NATION)
    return given if given in Nation.values else Nation.ENGLAND.value


def numbers_file() -> Path:
    folder: Path = settings.STATE_DIR / "help-now"
    return folder / "numbers.json"


def write(lines: Iterable[HelpLine]) -> None:
    """Keep them beside the database; a reader sees the old file or the new one, never half of one."""
    put(numbers_file(), json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=1))


def put(path: Path, text: str) -> None:
    """Write a file as a whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def read() -> list[HelpLine]:
    """The numbers last kept, in their order; those shipped with Kith where none can be read."""
    try:
        kept = [HelpLine(**row) for row in json.loads(numbers_file().read_text(encoding="utf-8"))]
    except FileNotFoundError:
        return shipped()
    except (OSError, ValueError, TypeError) as error:
        log.error("safety.help_file_broken", reason=type(error).__name__)  # noqa: TRY400  (its name says it all)
        return shipped()
    return kept or shipped()


def shipped() -> list[HelpLine]:
    """The numbers Kith comes with, for every nation."""
    may_show_welsh = not settings.IS_PRODUCTION
    return [line if may_show_welsh else without_welsh(line) for line in _shipped()]


def without_welsh(line: HelpLine) -> HelpLine:
    """For production, where safety words in Welsh wait for a named reviewer."""
    return HelpLine(**{**asdict(line), "name_cy": "", "words_cy": "", "hours_cy": ""})


@cache
def _shipped() -> tuple[HelpLine, ...]:
    rows = shipped_rows()
    known = set(HelpLine.__dataclass_fields__)
    return tuple(HelpLine(**{key: value for key, value in row.items() if key in known}) for row in rows)


def shipped_rows() -> list[dict[str, str]]:
    """One row a nation and number, as the data file says."""
    given = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["contact"]
    rows = [{**row, "nation": nation} for row in given for nation in row["nations"]]
    for row in rows:
        del row["nations"]
    return rows

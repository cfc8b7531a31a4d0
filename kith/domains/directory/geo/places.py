"""From a postcode to a place on the map, saying how sure we are."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from kith.domains.directory.geo import codepoint
from kith.domains.directory.geo.gazetteer import owner_of
from kith.domains.directory.geo.grid import to_wgs84
from kith.domains.directory.geo.postcodes import Postcode, read_postcode

_FILE = "postcodes.bin"


class Precision(StrEnum):
    """How near the point is to the postcode that was asked for."""

    EXACT = "exact"
    SECTOR = "sector"
    OUTCODE = "outcode"


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map for a postcode, and what the point stands for."""

    postcode: str
    lat: float
    lon: float
    precision: Precision
    stands_for: str

    @property
    def is_exact(self) -> bool:
        """Whether the point is the postcode's own."""
        return self.precision is Precision.EXACT

    @property
    def note(self) -> str:
        """What to tell a person about the point; empty when it is exact."""
        if self.is_exact:
            return ""
        return _("We could not place %(postcode)s exactly, so distances are from the middle of %(area)s.") % {
            "postcode": self.postcode,
            "area": self.stands_for,
        }


def locate(text: str) -> Place | None:
    """Where a postcode is: exactly, else the middle of its sector, else of its district, else not known."""
    postcode = read_postcode(text)
    return _place(postcode) if postcode else None


def _place(postcode: Postcode) -> Place | None:
    owner = owner_of(postcode.outward)
    if owner:
        exact = owner.postcodes.get(str(postcode))
        lat, lon = exact or owner.districts[postcode.outward]
        if exact:
            return Place(str(postcode), lat, lon, Precision.EXACT, str(postcode))
        return Place(str(postcode), lat, lon, Precision.OUTCODE, postcode.outward)
    return _place_in_britain(postcode)


@lru_cache(maxsize=4096)
def _place_in_britain(postcode: Postcode) -> Place | None:
    britain = great_britain()
    if britain is None:
        return None
    tries = (
        (Precision.EXACT, str(postcode), postcode.is_whole and britain.exact(postcode.sector, postcode.inward[1:])),
        (Precision.SECTOR, postcode.sector, postcode.sector and britain.area(postcode.sector)),
        (Precision.OUTCODE, postcode.outward, britain.area(postcode.outward)),
    )
    for precision, stands_for, point in tries:
        if point:
            lat, lon = to_wgs84(*point)
            return Place(str(postcode), round(lat, 6), round(lon, 6), precision, stands_for)
    return None


@cache
def great_britain() -> codepoint.CodePoint | None:
    """The postcode file of this installation, built on first use; None when no tables are installed."""
    prepare()
    return codepoint.CodePoint(postcode_file()) if postcode_file().exists() else None


def prepare(progress: codepoint.Progress | None = None) -> bool:
    """Build the postcode file when it is missing or old; says whether it had to."""
    folder = codepoint.source_folder()
    if folder is None or _is_current(folder):
        return False
    codepoint.build(folder, postcode_file(), progress)
    return True


def postcode_file() -> Path:
    """Where this installation keeps the file."""
    return Path(settings.STATE_DIR) / _FILE


def _is_current(folder: Path) -> bool:
    if not postcode_file().exists():
        return False
    try:
        opened = codepoint.CodePoint(postcode_file())
    except ValueError:
        return False
    opened.close()
    return opened.mark == codepoint.fingerprint(folder)

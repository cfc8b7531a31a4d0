"""Extra gazetteers beside Great Britain's: Northern Ireland's districts, and the invented towns of a demo."""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Position = tuple[float, float]


@dataclass(frozen=True)
class Gazetteer:
    """Positions (latitude, longitude) by postcode or district, for the districts it owns.

    Whole postcodes are exact; districts stand for everything inside them that is not listed.
    """

    name: str
    postcodes: Mapping[str, Position] = field(default_factory=dict)
    districts: Mapping[str, Position] = field(default_factory=dict)

    def owns(self, outward: str) -> bool:
        """Whether it answers for this district, instead of Code-Point Open."""
        return outward in self.districts

    @classmethod
    def from_csv(cls, name: str, path: Path) -> "Gazetteer":
        """Read rows of `outcode,lat,lon` or `postcode,lat,lon`; a district without a row gets its postcodes' middle."""
        with path.open(encoding="utf-8", newline="") as lines:
            rows = [
                (row.get("postcode") or row["outcode"], (float(row["lat"]), float(row["lon"])))
                for row in csv.DictReader(lines)
            ]
        return cls._of(name, rows)

    @classmethod
    def from_json(cls, name: str, path: Path) -> "Gazetteer":
        """Read `{"towns": [{"outcode": ..}], "postcodes": [{"postcode": ..}]}`, each with latitude and longitude."""
        data = json.loads(path.read_text(encoding="utf-8"))
        places = [*data.get("towns", []), *data.get("postcodes", [])]
        return cls._of(
            name, [(p.get("postcode") or p["outcode"], (float(p["latitude"]), float(p["longitude"]))) for p in places]
        )

    @classmethod
    def _of(cls, name: str, rows: list[tuple[str, Position]]) -> "Gazetteer":
        postcodes = {code: position for code, position in rows if " " in code}
        districts = _middles(postcodes) | {code: position for code, position in rows if " " not in code}
        return cls(name, postcodes, districts)


def _middles(postcodes: Mapping[str, Position]) -> dict[str, Position]:
    grouped: dict[str, list[Position]] = {}
    for code, position in postcodes.items():
        grouped.setdefault(code.partition(" ")[0], []).append(position)
    return {outward: _middle(positions) for outward, positions in grouped.items()}


def _middle(positions: Iterable[Position]) -> Position:
    lats, lons = zip(*positions, strict=True)
    return sum(lats) / len(lats), sum(lons) / len(lons)


_REGISTERED: dict[str, Gazetteer] = {}


def register(gazetteer: Gazetteer) -> None:
    """Add a gazetteer; one of the same name is replaced."""
    _REGISTERED[gazetteer.name] = gazetteer


def owner_of(outward: str) -> Gazetteer | None:
    """The registered gazetteer that answers for a district, newest first."""
    return next((g for g in reversed(_REGISTERED.values()) if g.owns(outward)), None)


# Northern Ireland is not in Code-Point Open. The middle of each district, to 0.01 of a degree (about a kilometre):
# approximate facts rounded from the public-domain list of UK outward codes at github.com/gibbs/uk-postcodes.
register(Gazetteer.from_csv("ni-outcodes", Path(__file__).parent / "data" / "ni-outcodes.csv"))

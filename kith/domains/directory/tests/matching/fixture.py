"""The invented directory and the invented people, as candidates and profiles."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from functools import cache
from pathlib import Path
from typing import Any

from kith.domains.directory.classify import Words, read
from kith.domains.directory.geo import Gazetteer, register
from kith.domains.directory.matching.candidate import Candidate

HERE = Path(__file__).parent
AS_OF = dt.date(2026, 11, 21)
_ACCESS = frozenset({
    "step_free", "accessible_toilet", "hearing_loop", "parking", "public_transport", "quiet_space", "sign_language",
    "childcare", "assistance_dog", "sighted_guide", "plain_words",
})  # fmt: skip
_FITS = frozenset({
    "mental_health_aware", "small_group", "peer_led", "trauma_informed", "come_when_you_can", "newcomer_welcome",
})  # fmt: skip


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((HERE / "fixture.json").read_text(encoding="utf-8"))
    return data


@cache
def personas() -> tuple[dict[str, Any], ...]:
    """Sixty people who do not exist, in their own words, with what they said as a profile."""
    return tuple(json.loads((HERE / "personas.json").read_text(encoding="utf-8")))


def use_invented_towns() -> None:
    """Let postcodes of the invented towns be found."""
    towns, sites = _data()["towns"], _data()["sites"]
    postcodes = {
        f"{town['outcode']} {site['inward']}": (town["lat"] + site["north"], town["lon"] + site["east"])
        for town, site in itertools.product(towns, sites.values())
    }
    districts = {town["outcode"]: (town["lat"], town["lon"]) for town in towns}
    register(Gazetteer("matching-fixture", postcodes, districts))


@cache
def directory() -> tuple[Candidate, ...]:
    """Every thing to do of the invented directory. No limit is unknown."""
    local = itertools.product(_data()["towns"], enumerate(_data()["in_each_town"]))
    return (
        *(_local(town, number, row) for town, (number, row) in local),
        *(_national(number, row) for number, row in enumerate(_data()["national"])),
    )


def _local(town: dict[str, Any], number: int, row: dict[str, Any]) -> Candidate:
    site = _data()["sites"][row["site"]]
    yes = frozenset(site["yes"]) | set(row["fits"]) | set(row.get("yes", []))
    return Candidate(
        id=f"{town['outcode'].lower()}-{number:02}",
        name=row["name"],
        source="fixture",
        organisation=f"{town['name']} {row['site']}",
        summary=row["summary"],
        postcode=f"{town['outcode']} {site['inward']}",
        lat=town["lat"] + site["north"],
        lon=town["lon"] + site["east"],
        scope="place",
        formats=frozenset({"in_person"}),
        languages=frozenset({"en"}),
        assured_on=AS_OF - dt.timedelta(days=number % 80),
        **_shared(row, yes),
    )


def _national(number: int, row: dict[str, Any]) -> Candidate:
    return Candidate(
        id=f"national-{number:02}",
        name=row["name"],
        source="fixture",
        organisation="Invented together",
        summary=row["summary"],
        place_kind="nowhere",
        scope="national",
        formats=frozenset(row["formats"]),
        languages=frozenset(row.get("languages", ["en"])),
        assured_on=AS_OF - dt.timedelta(days=20),
        **_shared({"price": 0, "minimum_age": 18, "maximum_age": 120, "audiences": [], "only": False,
                   "sector": "community"} | row, frozenset(row["fits"]) | set(row.get("yes", []))),
    )  # fmt: skip


def _shared(row: dict[str, Any], yes: frozenset[str]) -> dict[str, Any]:
    times = frozenset((int(one[0]), one[2:]) for one in row["when"])
    reading = read(Words(name=row["name"], description=row["summary"]))
    return {
        "kinds": tuple(dict.fromkeys([row["kind"], *reading.kinds])),
        "topics": tuple(reading.topics),
        "cautions": frozenset(row.get("cautions", ())),
        "sector": row["sector"],
        "open_to_everyone": not row["only"],
        "needs_referral": row.get("needs_referral", False),
        "minimum_age": row["minimum_age"],
        "maximum_age": row["maximum_age"],
        "audiences": frozenset(row["audiences"]),
        "only_for_audiences": row["only"],
        "is_free": row["price"] == 0,
        "price": float(row["price"]),
        "days": frozenset(day for day, _part in times),
        "day_parts": times,
        "yes": yes,
        "no": (_ACCESS | _FITS) - yes,
    }

"""Sets of rooms to begin with, one for each kind of people that a service may bring together (R002-29).

The words are a beginning, for the service and its members to change; every name is a tree, and says nothing else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class StarterRoom:
    """One room of a set, as the model names its rules."""

    code: str
    rules: Mapping[str, Any]


@dataclass(frozen=True)
class Starter:
    """One set: rooms, which of them are kept apart, and a first agreement."""

    code: str
    rooms: Sequence[StarterRoom]
    agreement: Sequence[str]
    apart: Sequence[tuple[str, str]] = ()
    names: Sequence[str] = ()


TITLES = {
    "eating": _("People for whom eating is hard, and those who care for them"),
    "birth": _("Pregnancy and after birth, with partners and families"),
    "carers": _("Partners, families and carers of anybody"),
    "autism": _("Families with autism, also while they wait for an assessment"),
    "psychosis": _("Early psychosis, with families"),
}


def _read() -> dict[str, Starter]:
    told = tomllib.loads((Path(__file__).parent / "starters.toml").read_text(encoding="utf-8"))
    return {code: _starter(code, told[code], told) for code in TITLES}


def _starter(code: str, one: Mapping[str, Any], told: Mapping[str, Any]) -> Starter:
    rooms = [StarterRoom(room["code"], {k: v for k, v in room.items() if k != "code"}) for room in one["rooms"]]
    apart = [(first, second) for first, second in one.get("apart", [])]
    return Starter(code, rooms, [*told["everywhere"], *one["agreement"]], apart, [*one["names"], *told["more_names"]])


STARTERS = _read()

"""How good the search is: labelled questions over the invented vale, and the figure that sums them up (nDCG@10)."""

from __future__ import annotations

import datetime as dt
import json
import math
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from kith.domains.directory.imports.run import bring_in_records
from kith.domains.directory.queries import Search, search
from kith.kernel.access import ANYONE, system
from kith.kernel.clock import today

LABELS = Path(__file__).with_name("labelled.toml")
VALE = settings.ROOT / "kith" / "front" / "story" / "services.json"


@dataclass(frozen=True)
class Judged:
    """One question with what was found, and how good that is."""

    words: str
    ndcg: float
    found: tuple[str, ...]
    missed: tuple[str, ...]


def bring_in_the_vale() -> None:
    """The demo's things to do, with checks as many days ago as the story says."""
    records: list[dict[str, Any]] = json.loads(VALE.read_text())
    for record in records:
        ago = record.get("x_checked_days_ago")
        if ago is not None:
            record["assured_date"] = str(today() - dt.timedelta(days=int(ago)))
    bring_in_records(records, by=system("labelled questions"), source="The vale")


def judge_all() -> list[Judged]:
    return [judge(question) for question in tomllib.loads(LABELS.read_text())["query"]]


def judge(question: dict[str, Any]) -> Judged:
    gains = dict.fromkeys(question.get("good", []), 1) | dict.fromkeys(question["best"], 2)
    found = tuple(hit.slug for hit in search(ANYONE, Search(words=question["words"], size=10)).hits)
    ideal = _gain(sorted(gains.values(), reverse=True)[:10])
    missed = tuple(slug for slug in question["best"] if slug not in found)
    return Judged(question["words"], _gain([gains.get(slug, 0) for slug in found]) / ideal, found, missed)


def _gain(values: list[int]) -> float:
    return sum(value / math.log2(place + 2) for place, value in enumerate(values))


def mean(judged: list[Judged]) -> float:
    return sum(one.ndcg for one in judged) / len(judged)

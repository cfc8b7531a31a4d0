"""What the screener would say, made up: these tests are about what becomes of a verdict, not about words."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from kith.domains.safety.actions import Met, Written, keep_screened
from kith.kernel.access import Viewer, system
from kith.kernel.clock import database_now


@dataclass(frozen=True)
class Reason:
    code: str = "night"
    words: str = "written at night"


@dataclass(frozen=True)
class Hit:
    family: str = "suicide"
    rule: str = "suicide.plan"
    tier: int = 3
    start: int = 0
    end: int = 4
    reasons: tuple[Reason, ...] = (Reason(),)


@dataclass(frozen=True)
class Verdict:
    tier: int = 3
    hits: tuple[Hit, ...] = (Hit(),)
    held: tuple[object, ...] = ()
    lexicon: str = "2026.11.1+400"

    @property
    def families(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(hit.family for hit in self.hits))


def verdict(tier: int, family: str = "suicide", rule: str = "") -> Verdict:
    """A verdict with one hit; nothing noticed at tier 0."""
    hits = (Hit(family=family, rule=rule or f"{family}.words", tier=tier),) if tier else ()
    return Verdict(tier=tier, hits=hits)


def written(team_id: uuid.UUID, tier: int = 3, *, author: uuid.UUID | None = None, **more: object) -> Written:
    """A post of this tier by some handle."""
    given = {
        "kind": "rooms.post",
        "contribution_id": uuid.uuid4(),
        "author_id": author or uuid.uuid4(),
        "team_id": team_id,
        "place_id": uuid.uuid4(),
        "verdict": verdict(tier),
        "written_at": database_now(),
    }
    return Written(**{**given, **more})


def write(team_id: uuid.UUID, tier: int = 3, *, by: Viewer | None = None, **more: object) -> Met:
    """Somebody posts it."""
    return keep_screened(by=by or system("tests"), written=written(team_id, tier, **more))

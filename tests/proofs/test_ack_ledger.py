"""P1: what a member was told is kept, is kept: while web, worker and database are killed again and again (H1).

Each member notes every line that was acknowledged before sending the next one. Afterwards the notes are held against
the database: nothing is missing, nothing is there twice, the order has no gap, and each worrying line has its alert.
"""

from __future__ import annotations

import http.client
import itertools
import json
import os
import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.proofs.chaos import House

MEMBERS = 50
SHORT = {"acks": 2_000, "kills": 6, "seconds": 240}
LONG = {"acks": 10_000, "kills": 60, "seconds": 3_600}
"""`./run proofs tests/proofs/test_ack_ledger.py -s` runs the long one, which takes an hour at most."""
RISKY = "I have written the letters and I am going to end my life tonight"
PLAIN = (
    "the kettle is on if anyone wants one",
    "my cat has found the warm washing again",
    "rain all day here, so a film it is",
    "I walked to the corner and back",
    "thank you, that made me smile",
)
PAUSE_BETWEEN_KILLS = 1.5


@dataclass
class Ledger:
    """What members were told is kept; each line of it is on the disk before the next one is sent."""

    path: Path
    acked: dict[str, bool] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._file = self.path.open("a", encoding="utf-8")

    def note(self, key: str, *, is_risky: bool) -> None:
        with self.lock:
            self.acked[key] = is_risky
            self._file.write(f"{key} {int(is_risky)}\n")
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


class Writer(threading.Thread):
    """One member: sends a line, waits for the answer, notes it; after a failure sends the same line again."""

    def __init__(self, house: House, who: dict[str, str], ledger: Ledger, end: threading.Event, seed: int) -> None:
        super().__init__(daemon=True)
        self.house, self.who, self.ledger, self.end = house, who, ledger, end
        self.chance = random.Random(seed)  # noqa: S311
        self.fates: Counter[str] = Counter()

    def run(self) -> None:
        while not self.end.is_set():
            key, is_risky = str(uuid.uuid4()), self.chance.random() < 0.05
            words = RISKY if is_risky else self.chance.choice(PLAIN)
            if self._until_told(key, words):
                self.ledger.note(key, is_risky=is_risky)

    def _until_told(self, key: str, words: str) -> bool:
        while not self.end.is_set():
            try:
                fate = self._send(key, words)
            except (OSError, http.client.HTTPException, ValueError):
                fate = "no answer"
            self.fates[fate] += 1
            if fate == "said":
                return True
            time.sleep(0.05 + self.chance.random() * 0.2)
        return False

    def _send(self, key: str, words: str) -> str:
        line = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=10)
        try:
            headers = {
                "Content-Type": "application/json",
                "Cookie": self.who["cookies"],
                "X-CSRFToken": self.who["csrf"],
                "Origin": self.house.address,
            }
            body = json.dumps({"words": words, "key": key, "held": "ask"})
            line.request("POST", "/rooms/living-room/lines", body, headers)
            answer = line.getresponse()
            told = answer.read()
            return str(json.loads(told)["fate"]) if answer.status == 200 else str(answer.status)
        finally:
            line.close()


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A whole Kith of its own."""
    found = House(tmp_path_factory.mktemp("chaos"))
    try:
        found.open()
        yield found
    finally:
        found.close()


def run(
    house: House, folder: Path, *, acks: int, kills: int, seconds: int
) -> tuple[Ledger, list[dict[str, Any]], Counter[str]]:
    """Let everybody write while processes are killed, until there are enough of both."""
    told = json.loads(house.python("-m", "tests.proofs.chaos_members", str(MEMBERS)))
    ledger, end = Ledger(folder / "ledger"), threading.Event()
    writers = [Writer(house, who, ledger, end, n) for n, who in enumerate(told["members"])]
    for writer in writers:
        writer.start()
    stop = time.monotonic() + seconds
    for number, name in enumerate(itertools.cycle(("web", "database", "worker"))):
        if number >= kills and len(ledger.acked) >= acks:
            break
        fates = sum((writer.fates for writer in writers), Counter())
        assert time.monotonic() < stop, f"{len(ledger.acked)} acknowledged after {number} kills: {fates}"
        time.sleep(PAUSE_BETWEEN_KILLS)
        if number < kills:
            house.kill(name)
            house.wait()
    end.set()
    for writer in writers:
        writer.join(30)
    ledger.close()
    return ledger, told["members"], sum((writer.fates for writer in writers), Counter())


def kept(house: House) -> list[tuple[str, int, bool, int]]:
    """Each line in the database: its key, its place, whether it worries, and how many alerts it has."""
    with psycopg.connect(house.environment["DATABASE_URL"]) as database:
        return database.execute(
            """SELECT l.sent_key::text, l.seq, l.body = %s, count(a.id)
               FROM rooms_line l
               LEFT JOIN safety_screened s ON s.kind = 'rooms.line' AND s.contribution_id = l.id
               LEFT JOIN safety_alert a ON a.screened_id = s.id
               GROUP BY l.id ORDER BY l.seq""",
            [RISKY],
        ).fetchall()


def wrong(ledger: Ledger, rows: list[tuple[str, int, bool, int]]) -> list[str]:
    """What does not agree: nothing, if the promise holds."""
    counted = Counter(key for key, *_rest in rows)
    found = [f"lost: {key}" for key in ledger.acked if key not in counted]
    found += [f"twice: {key}" for key, times in counted.items() if times > 1]
    places = [seq for _key, seq, *_rest in rows]
    if places != list(range(1, len(places) + 1)):
        found.append("the order has a gap")
    found += [f"{alerts} alerts: {key}" for key, _seq, risky, alerts in rows if alerts != int(risky)]
    return found


def prove(house: House, folder: Path, profile: dict[str, int]) -> None:
    ledger, _members, fates = run(house, folder, **profile)
    rows = kept(house)
    assert len(ledger.acked) >= profile["acks"]
    assert sum(house.kills.values()) >= profile["kills"]
    assert wrong(ledger, rows) == []
    risky = sum(ledger.acked.values())
    assert risky > 0
    print(f"{len(ledger.acked)} acknowledged, {risky} worrying, kills {house.kills}, answers {dict(fates)}")  # noqa: T201
    # Negative control: a lost line, a gap and a missing alert would be seen.
    lost = dict(ledger.acked)
    lost[str(uuid.uuid4())] = False
    ledger.acked = lost
    assert [one for one in wrong(ledger, rows) if one.startswith("lost")]
    assert wrong(ledger, rows[1:])
    assert any("0 alerts" in one for one in wrong(ledger, [(k, s, r, 0) for k, s, r, _a in rows]))


@pytest.mark.req("R002-20", "R002-21")
@pytest.mark.chaos
@pytest.mark.timeout(900)
def test_nothing_acknowledged_is_lost(house: House, tmp_path: Path) -> None:
    prove(house, tmp_path, SHORT)


@pytest.mark.proof
@pytest.mark.timeout(7200)
def test_nothing_acknowledged_is_lost_through_sixty_kills(house: House, tmp_path: Path) -> None:
    prove(house, tmp_path, LONG)

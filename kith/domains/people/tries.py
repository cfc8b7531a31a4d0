"""How often a door may be tried in vain: from one address, and by everybody together, in one hour.

A try takes its place before the door is looked at, in one statement that two web workers cannot both win, and gives
it back when it was right: so only wrong tries count, and tries made at the same instant cannot pass together.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from kith.domains.people.digests import digest
from kith.domains.people.models import TryCount
from kith.kernel.clock import now

EVERYBODY = "all"


@dataclass(frozen=True)
class Limit:
    """Wrong tries in an hour: of one address, and of all together."""

    kind: str
    per_address: int
    together: int


# A key's words cannot be guessed, so that limit only keeps the door quiet. A PIN has four figures, and only who holds
# a key can try one: so many wrong ones in an hour mean that a batch of letters went astray.
KEYS = Limit("key", 20, 1_000)
PINS = Limit("pin", 10, 60)
CODES = Limit("code", 10, 200)
RECOVERY = Limit("recovery", 10, 200)
SECOND_STEP = Limit("second_step", 10, 200)
SENDING = Limit("sending", 5, 300)
PASSWORD = Limit("password", 10, 1_000)


def take(limit: Limit, address: str) -> bool:
    """Take a place for one try; False when there is none left this hour. To be called inside a use case."""
    if _is_spent(limit, address):
        return False  # known without a lock, so that a flood of tries holds nobody up
    mine = _add(limit, _bucket(address), 1)
    together = _add(limit, EVERYBODY, 1)
    if mine <= limit.per_address and together <= limit.together:
        return True
    give_back(limit, address)
    return False


def give_back(limit: Limit, address: str) -> None:
    """Return the place: the try was right, or never made."""
    _add(limit, _bucket(address), -1)
    _add(limit, EVERYBODY, -1)


def sweep() -> None:
    """Forget what is older than a day."""
    TryCount.objects.filter(hour_at__lt=now() - dt.timedelta(hours=23)).delete()


def _is_spent(limit: Limit, address: str) -> bool:
    counts = TryCount.objects.filter(kind=limit.kind, bucket__in=[_bucket(address), EVERYBODY], hour_at=_hour())
    found = dict(counts.values_list("bucket", "count"))
    return found.pop(EVERYBODY, 0) >= limit.together or any(n >= limit.per_address for n in found.values())


def _hour() -> dt.datetime:
    return now().replace(minute=0, second=0, microsecond=0)


def _bucket(address: str) -> str:
    return digest("address", f"{now():%Y-%m-%d} {address}")


def _add(limit: Limit, bucket: str, count: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO people_trycount AS t (id, kind, bucket, hour_at, count)
               VALUES (gen_random_uuid(), %(kind)s, %(bucket)s, %(hour)s, greatest(%(count)s, 0))
               ON CONFLICT (kind, bucket, hour_at) DO UPDATE SET count = greatest(t.count + %(count)s, 0)
               RETURNING count""",
            {
                "kind": limit.kind,
                "bucket": bucket,
                "hour": _hour(),
                "count": count,
            },
        )
        return int(cursor.fetchone()[0])

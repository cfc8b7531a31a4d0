"""Live wake-ups between processes: a topic and a key, never words. A lost one heals at the next."""

from __future__ import annotations

from django.db import connection

CHANNEL = "kith"


def tell(topic: str, key: str = "") -> None:
    """Wake whoever listens to this topic once the running transaction commits.

    Topics: `room:<room id>` (key: last seq), `desk:<team id>` (key: a case's id), `doors:<person id>` (keys changed).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{topic} {key}"])

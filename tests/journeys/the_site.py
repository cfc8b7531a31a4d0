"""`./run up` with two doors for the tests: the hour can be told, and somebody can be given what a worker gives.

Run by path, so that the clock is in place before anything of the house is loaded.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import threading
import traceback
from multiprocessing.connection import Listener
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from django.utils import timezone

from kith.kernel import clock

_ahead = dt.timedelta()


def _now() -> dt.datetime:
    return clock._told.get() or timezone.now() + _ahead


def move_clock(seconds: float) -> None:
    """From now on it is so much later than it is outside; 0 is the time outside again. The alarm is tried at once."""
    from kith.domains.safety.reactions import probe
    from kith.domains.safety.staffed import forget_promises

    global _ahead  # noqa: PLW0603 - one clock for the whole house
    _ahead = dt.timedelta(seconds=seconds)
    forget_promises()
    probe()


def _serve(door: str) -> None:
    with Listener(door, "AF_UNIX") as listener:
        while True:
            with listener.accept() as caller:
                caller.send(_answer(*caller.recv()))


def _answer(what: str, told: dict[str, Any]) -> tuple[bool, Any]:
    from django.db import connection

    from tests.journeys import given

    try:
        return True, move_clock(**told) if what == "move_clock" else getattr(given, what)(**told)
    except Exception:  # noqa: BLE001 - the test that asked hears of it
        return False, traceback.format_exc()
    finally:
        connection.close()


if __name__ == "__main__":
    clock.now = clock.database_now = _now
    from kith.config.launcher.__main__ import main

    threading.Thread(target=_serve, args=[os.environ["KITH_SITE_DOOR"]], daemon=True).start()
    main(sys.argv[1:])

"""Writing as tests do it: a topic, a reply, each with a form of its own."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from kith.domains.rooms import actions
from kith.kernel.access import system

TESTS = system("tests")
MONDAY_10 = dt.datetime(2037, 11, 23, 10, tzinfo=dt.UTC)


def start(by: Any, room: Any, title: str = "Mornings", body: str = "I get up late.", **more: Any) -> Any:
    more.setdefault("sent_key", uuid.uuid4())
    return actions.start_topic(by=by, room=room, title=title, body=body, **more)


def reply(by: Any, topic: Any, body: str = "Me too.", **more: Any) -> Any:
    more.setdefault("sent_key", uuid.uuid4())
    return actions.reply(by=by, topic=topic, body=body, **more)

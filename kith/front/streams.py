"""The stream of the desk: tells staff that there is something new for their teams, and not a word more."""

from __future__ import annotations

import json
import re

from kith.domains.people.queries import visits
from kith.kernel.clock import now
from kith.kernel.live import Live, Scope, answer_plainly, turn_away, visit_key_of
from kith.kernel.pages import STAFF
from kith.kernel.streams import Receive, Send, Stream, event, message
from kith.ui.pages import not_found

STREAM = r"/desk/stream"
ASK_AGAIN_SECONDS = 300.0


class Desk:
    """Everybody of the team who has a desk open here."""

    def __init__(self, live: Live) -> None:
        self._live = live
        live.route("GET", STREAM, self.listen, STAFF)
        live.hears("desk", self._hear)

    async def listen(self, scope: Scope, receive: Receive, send: Send, found: re.Match[str]) -> None:
        """A stream for staff: it is told of their own teams, as they were when it began, five minutes at most."""
        if not self._live.is_open:
            await turn_away(send)
            return
        visit = await self._live.ask(visits.visit_of, visit_key_of(scope))
        if visit is None or not visit.viewer.is_staff:
            await answer_plainly(send, 404, await self._live.ask(lambda: not_found().content))
            return
        until = min(visit.over_at, now().timestamp() + ASK_AGAIN_SECONDS)
        stream = Stream(send, browser=f"{visit.topic} desk", check_at=until)
        topics = {f"desk:{team}" for team in visit.viewer.teams}
        self._live.registry.add(stream, {*topics, visit.topic, f"doors:{visit.viewer.id}", f"desk:{visit.viewer.id}"})
        try:
            # What changed between reading who they are and listening is told as one change at once.
            await stream.begin()
            stream.push(message(_changed("")))
            await stream.last(receive)
        finally:
            stream.close()
            self._live.registry.remove(stream)

    def _hear(self, topic: str, key: str) -> None:
        told = message(_changed(key))
        for stream in self._live.registry.of(topic):
            stream.push(told)


def _changed(key: str) -> bytes:
    return event(json.dumps({"desk": "changed", "id": key}))

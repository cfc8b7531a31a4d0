"""First words get an answer by the time that was promised: who could give it hears before, and once it is over."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import structlog

from kith.domains.notices.actions import send
from kith.domains.people.queries.reach import who_holds
from kith.domains.rooms.models import Post
from kith.domains.rooms.talking import HOSTS
from kith.kernel.clock import now
from kith.kernel.contributions import State
from kith.kernel.use_cases import note, use_case

if TYPE_CHECKING:
    from kith.kernel.access import Viewer

log = structlog.get_logger("kith.rooms")
BEFORE = dt.timedelta(hours=1)


@use_case("rooms.remind_of_welcomes")
def remind_of_welcomes(*, by: Viewer) -> int:
    """Tell the room's team of first words that nobody has answered: an hour before the time is up, and when it is."""
    at = now()
    waiting = Post.objects.visible_to(by).filter(is_first=True, welcomed_at=None, welcome_due_at__lte=at + BEFORE)
    waiting = waiting.filter(state__in=[State.VISIBLE, State.HELD])
    found = list(waiting.values_list("pk", "welcome_due_at", "room__community__team_id"))
    for post_id, due_at, team_id in found:
        is_late = due_at is not None and due_at <= at
        if is_late:
            log.error("rooms.welcome_late", post=str(post_id))
        once = f"welcome:{post_id}:{'late' if is_late else 'soon'}"
        for person_id in who_holds(by, *HOSTS, team_id=team_id):
            send(by=by, person_id=person_id, kind="desk", data={"about": "welcome"}, once=once)
    note(waiting=len(found))
    return len(found)

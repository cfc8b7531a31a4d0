"""Who of the team sits in the living room, until when, and what follows for how fast people talk."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.domains.people.queries.apart import is_one_human
from kith.domains.rooms.models import Hosting, Key, Room, RoomKind, Slowing
from kith.domains.rooms.queries.reading import HOST_IS_GONE_AFTER
from kith.kernel.access import Viewer
from kith.kernel.clock import now
from kith.ui.words import time_of_day


@dataclass(frozen=True)
class Host:
    """One of the team who sits there."""

    person_id: uuid.UUID
    name: str
    until_at: dt.datetime


@dataclass(frozen=True)
class RoomState:
    """Hosted, quiet or closed; and how many seconds lie between two lines of one member."""

    hosts: tuple[Host, ...]
    slow_seconds: int
    is_closed: bool

    @property
    def code(self) -> str:
        return "hosted" if self.hosts else "closed" if self.is_closed else "quiet"

    @property
    def words(self) -> str:
        """How it is now, with no more in it than is true at this moment."""
        return " ".join(part for part in (self._who(), self._pace()) if part)

    def _who(self) -> str:
        if self.hosts:
            names = _(" and ").join(host.name for host in self.hosts)
            until = time_of_day(max(host.until_at for host in self.hosts))
            one = _("%(names)s of the team is here until %(time)s.")
            many = _("%(names)s of the team are here, until %(time)s.")
            return (one if len(self.hosts) == 1 else many) % {"names": names, "time": until}
        if self.is_closed:
            return _("The living room is closed now. You can read what was said.")
        return _("Nobody of the team is here now. You can talk with each other.")

    def _pace(self) -> str:
        if self.is_closed or not self.slow_seconds:
            return ""
        words = ngettext(
            "We go slowly: one line every second.", "We go slowly: one line every %(n)s seconds.", self.slow_seconds
        )
        return words % {"n": self.slow_seconds}


def hosts(viewer: Viewer, room: Room) -> tuple[Host, ...]:
    """Who sits there at this instant, first who came first."""
    at = now()
    rows = Hosting.objects.visible_to(viewer).filter(
        room=room, ended_at=None, from_at__lte=at, until_at__gt=at, last_here_at__gt=at - HOST_IS_GONE_AFTER
    )
    found = rows.order_by("from_at").values_list("person_id", "person__profile__shown_name", "until_at")
    return tuple(Host(person_id, name or "", until_at) for person_id, name, until_at in found)


_lately: dict[uuid.UUID, tuple[float, RoomState]] = {}
FRESH_SECONDS = 1.0


def state_lately(viewer: Viewer, room: Room) -> RoomState:
    """How the room was within the last second: near enough for the pace of lines, and not asked for each of them."""
    found = _lately.get(room.pk)
    if found is None or abs(now().timestamp() - found[0]) > FRESH_SECONDS:
        found = _lately[room.pk] = (now().timestamp(), state_of(viewer, room))
    return found[1]


def state_of(viewer: Viewer, room: Room) -> RoomState:
    """How the room is now."""
    here, at = hosts(viewer, room), now()
    slowed = Slowing.objects.filter(room=room, from_at__lte=at, until_at__gt=at).order_by("-from_at")
    asked = slowed.values_list("seconds", flat=True).first()
    usual = room.slow_seconds if here else max(room.slow_seconds, room.quiet_slow_seconds)
    slow = usual if asked is None else max(asked, room.slow_seconds)
    return RoomState(here, slow, room.closes_when_empty and not here)


def colleagues_here(viewer: Viewer, room: Room) -> tuple[Host, ...]:
    """The other hosts."""
    return tuple(host for host in hosts(viewer, room) if host.person_id != viewer.id)


def own_hosting(viewer: Viewer, room: Room) -> Hosting | None:
    """The viewer's own turn in this room, while it has not ended."""
    rows = Hosting.objects.visible_to(viewer).filter(room=room, person_id=viewer.id, ended_at=None)
    return rows.filter(until_at__gt=now()).first()


def sits_here_as_member(viewer: Viewer, person_id: uuid.UUID, room: Room) -> bool:
    """Whether somebody of the team sits here on their other side (J11): yes or no, and only the house hears it."""
    keys = Key.objects.visible_to(viewer).live()
    if room.kind != RoomKind.LIVING_ROOM:  # any key opens that one
        keys = keys.filter(room=room)
    return is_one_human(viewer, person_id, keys.values_list("person_id", flat=True).distinct())

"""Who reads a room, who of the team is there now, and when somebody next is: the words of every header (R003-46)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kith.domains.people.queries import names_of
from kith.domains.rooms.models import Entry, Hosting, Profile, Reader
from kith.domains.rooms.queries.doors import team_of
from kith.domains.safety.queries import Promise, next_read
from kith.kernel.access import Viewer, system
from kith.kernel.clock import now

if TYPE_CHECKING:
    import uuid

    from kith.domains.rooms.models import Room

HERE_FOR = dt.timedelta(minutes=10)
HOST_IS_GONE_AFTER = dt.timedelta(seconds=45)
HOUSE = system("rooms say who reads")


@dataclass(frozen=True)
class Here:
    """Somebody of the team who is in the room now."""

    name: str
    role: str
    until_at: dt.datetime | None = None
    """Until when they said that they would stay; None where they only look in."""


@dataclass(frozen=True)
class ReadingFacts:
    """What a room says about who reads it, before anybody writes."""

    who: str
    here: list[Here] = field(default_factory=list)
    promise: Promise = field(default_factory=Promise)
    reads_first: bool = False

    @property
    def is_somebody_here(self) -> bool:
        return bool(self.here)


def reading_facts(viewer: Viewer, room: Room) -> ReadingFacts:
    """Who reads this room, who of the team is here, and when what is written now will be read."""
    return ReadingFacts(
        who=_who(room),
        here=who_is_here(viewer, room),
        promise=next_read(viewer, team_of(viewer, room)),
        reads_first=room.reads_first,
    )


def who_is_here(viewer: Viewer, room: Room) -> list[Here]:
    """The team in one room."""
    return team_inside(viewer, [room]).get(room.pk, [])


def team_inside(viewer: Viewer, rooms: Iterable[Room]) -> dict[uuid.UUID, list[Here]]:
    """The team in each of these rooms: hosts first, then who looked in within the last minutes."""
    at = now()
    hosts = Hosting.objects.filter(
        room__in=rooms, ended_at=None, until_at__gt=at, last_here_at__gte=at - HOST_IS_GONE_AFTER
    ).values_list("room_id", "person_id", "until_at")
    until: dict[tuple[uuid.UUID, uuid.UUID], dt.datetime | None] = {(room, who): end for room, who, end in hosts}
    seen = Entry.objects.filter(room__in=rooms, last_at__gte=at - HERE_FOR).order_by("last_at")
    until = dict.fromkeys(seen.values_list("room_id", "person_id")) | until
    people = {person for _room, person in until}
    profiles = Profile.objects.visible_to(HOUSE).filter(person_id__in=people).in_bulk(field_name="person_id")
    found: dict[uuid.UUID, list[Here]] = defaultdict(list)
    for (room_id, person_id), end in sorted(until.items(), key=lambda one: one[1] is None):
        if profile := profiles.get(person_id):
            found[room_id].append(Here(profile.shown_name, profile.role_words, end))
    return found


def _who(room: Room) -> str:
    """Who can read the room, in one or two sentences that hold for every room of its kind."""
    if room.is_living_room:
        return _(
            "Everybody with a key to a room can read this."
            " So can the moderators, peer workers and clinicians of every house."
        )
    team = room.community.team.name  # type: ignore[union-attr]
    clinicians = room.clinicians_read and (room.clinicians_from_at is None or room.clinicians_from_at <= now())
    if clinicians:
        words = _(
            "Members with a key to this room can read it. So can moderators, peer workers and clinicians of %(team)s."
        )
    else:
        words = _(
            "Members with a key to this room can read it."
            " So can moderators and peer workers of %(team)s. Clinicians cannot."
        )
    also = ", ".join(_named(room))
    return " ".join(filter(None, [words % {"team": team}, also and _("By name: %(names)s.") % {"names": also}]))


def _named(room: Room) -> list[str]:
    """Who was named as a reader and may read by now."""
    rows = Reader.objects.filter(room=room, from_at__lte=now()).exclude(until_at__lte=now()).order_by("from_at")
    people = list(rows.values_list("person_id", flat=True))
    names = names_of(HOUSE, people) if people else {}
    return [names[one] for one in people if one in names]

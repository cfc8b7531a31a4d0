"""Hosting the living room: being there, slowing it, hiding a line, a word to one member, and handing over."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kith.domains.rooms.line_port import tell_alone
from kith.domains.rooms.models import Hosting, Line, Room, Side, Slowing, Whisper
from kith.domains.rooms.queries.hosting import sits_here_as_member
from kith.domains.rooms.speaking import KIND
from kith.domains.safety import actions as safety
from kith.domains.safety.queries.found import screened_of
from kith.kernel import bus
from kith.kernel.access import Viewer, system
from kith.kernel.acting import acting_as
from kith.kernel.clock import now
from kith.kernel.use_cases import NotPossible, note, use_case

if TYPE_CHECKING:
    from kith.domains.safety.models import Screened

HOUSE = system("rooms ask about a line")
OVERLAP = dt.timedelta(seconds=15)
LONGEST_TURN = 240
SLOWEST = 300


@use_case("rooms.begin_hosting", on="room", lock=False)
def begin_hosting(*, by: Viewer, room: Room, minutes: int) -> Hosting:
    """Sit in the living room as its host, until when one says; who asked to hand over goes 15 seconds later."""
    if not 5 <= minutes <= LONGEST_TURN:
        raise NotPossible(_("Choose between 5 minutes and 4 hours."), field="minutes")
    if sits_here_as_member(HOUSE, by.id, room):
        raise NotPossible(_("You cannot host this room. Please ask a colleague to."))
    at = now()
    rows = Hosting.objects.select_for_update().filter(room=room, ended_at=None)
    rows.filter(person_id=by.id, until_at__lte=at).update(ended_at=at)
    waiting = rows.exclude(person_id=by.id).exclude(hands_over_at=None).filter(until_at__gt=at + OVERLAP)
    waiting.update(until_at=at + OVERLAP)
    told = {"until_at": at + dt.timedelta(minutes=minutes), "last_here_at": at, "hands_over_at": None}
    hosting, _is_new = Hosting.objects.update_or_create(
        room=room, person_id=by.id, ended_at=None, defaults=told, create_defaults={**told, "from_at": at}
    )
    _tell(room)
    return hosting


@use_case("rooms.stay_here", on="room", lock=False, recorded=False)
def stay_here(*, by: Viewer, room: Room) -> bool:
    """Say that one still sits there; the host's page does it every few seconds. False when the turn is over."""
    at = now()
    mine = Hosting.objects.filter(room=room, person_id=by.id, ended_at=None, until_at__gt=at)
    return mine.update(last_here_at=at) > 0


@use_case("rooms.offer_hosting", on="room", lock=False)
def offer_hosting(*, by: Viewer, room: Room, is_on: bool = True) -> None:
    """Ask somebody else of the team to take over. Until they sit there, one stays the host."""
    mine = Hosting.objects.filter(room=room, person_id=by.id, ended_at=None, until_at__gt=now())
    if not mine.update(hands_over_at=now() if is_on else None):
        raise NotPossible(_("Your turn is over already."))


@use_case("rooms.end_hosting", on="room", lock=False)
def end_hosting(*, by: Viewer, room: Room) -> None:
    """Leave the host's chair; the room says so at once."""
    Hosting.objects.filter(room=room, person_id=by.id, ended_at=None).update(ended_at=now())
    _tell(room)


@use_case("rooms.slow_down", on="room", lock=False)
def slow_down(*, by: Viewer, room: Room, seconds: int, minutes: int = 30) -> None:
    """Let everybody write more slowly for a while; 0 seconds ends it."""
    if not 0 <= seconds <= SLOWEST or not 1 <= minutes <= LONGEST_TURN:
        raise NotPossible(_("Choose one of these."), field="seconds")
    at = now()
    Slowing.objects.filter(room=room, until_at__gt=at).update(until_at=at)
    if seconds:
        until = at + dt.timedelta(minutes=minutes)
        Slowing.objects.create(room=room, seconds=seconds, by_id=by.id, from_at=at, until_at=until)
    note(seconds=seconds, minutes=minutes)
    _tell(room)


@use_case("rooms.whisper", on="line", lock=False)
def whisper(*, by: Viewer, line: Line, body: str) -> Whisper:
    """Say something to the writer of a line that nobody else sees."""
    if line.author.side == Side.TEAM:
        raise NotPossible(_("A whisper is for a member."), field="body")
    return tell_alone(by, line, body)


@use_case("rooms.read_whisper", on="whisper", lock=False, recorded=False)
def read_whisper(*, by: Viewer, whisper: Whisper) -> None:
    """Put a word from the host away."""
    whisper.read_at = now()
    whisper.save(update_fields=["read_at"])


@use_case("rooms.hide_line", on="line", lock=False)
def hide_line(*, by: Viewer, line: Line, why: str) -> None:
    """Hide a line from the room, with a reason. Its writer is told, and can ask somebody else to look again."""
    safety.hide_on_the_spot(by=by, screened=_watched(line), why=why)


@use_case("rooms.put_line_aside", on="line", lock=False)
def put_line_aside(*, by: Viewer, line: Line, why: str) -> None:
    """Let a line wait for a moderator, with a reason: all that a peer who hosts may take away."""
    safety.put_aside_on_the_spot(by=by, screened=_watched(line), why=why)


@use_case("rooms.show_line", on="line", lock=False)
def show_line(*, by: Viewer, line: Line) -> None:
    """Show a line again that was hidden, or one that waited for the team."""
    safety.show_on_the_spot(by=by, screened=_watched(line))


def _watched(line: Line) -> Screened:
    """What safety keeps of a line, also where its writer belongs to another team than the host."""
    with acting_as(HOUSE):
        return screened_of(HOUSE, KIND, line.pk)


def _tell(room: Room) -> None:
    bus.tell(f"room:{room.pk}", "!")

"""The rooms of the story: houses, doors, keys, and what was said there."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.utils import timezone

from kith.domains.rooms import actions as rooms
from kith.domains.rooms.actions.loading import BroughtIn, Door, Holder, House, Said, Thread
from kith.front.demo.story import person_id, story
from kith.kernel import clock
from kith.kernel.access import Viewer

_AT = re.compile(r"-(\d+)d (\d\d):(\d\d)")
_LOOKS = {"meadow": "sage", "orchard": "sand", "bridge": "sky", "lantern": "lilac"}
_TOPICS = ("willow", "rowan", "hazel", "alder", "linden", "aspen", "maple", "juniper", "elm")
_SUBJECTS = {"willow": ["eating"], "rowan": ["eating"], "hazel": ["eating"], "alder": ["perinatal"]}
_FOR_WHOM = {"hazel": "carers", "linden": "carers", "maple": "carers", "elm": "waiting"}
_NOTES = {
    "meadow": ["food", "self_harm", "loss", "other"],
    "orchard": ["birth", "loss", "other"],
    "bridge": ["self_harm", "loss", "other"],
    "lantern": ["loss", "other"],
}
_CARERS = set(_FOR_WHOM) - {"elm"}
_PARTS = ("rooms/keys-a", "rooms/keys-b")


def fill(by: Viewer, teams: dict[str, uuid.UUID]) -> BroughtIn:
    """Build the houses, give out the keys, and tell what was said, as of today."""
    threads = [_thread(slug, told) for slug in _TOPICS for told in story(f"rooms/{slug}")["threads"]]
    talk = {"living-room": [_said("living-room", n, line) for n, line in enumerate(_lines())]}
    return rooms.bring_in(
        by=by,
        houses=[_house(told, teams) for told in _agreements()["agreements"]],
        doors=[_door(told) for told in _agreements()["rooms"]],
        apart=[("willow", "rowan")],
        holders=list(_holders()),
        members=_writers(threads, talk["living-room"]),
        threads=threads,
        talk=talk,
    )


def staff_of_rooms() -> dict[str, set[str]]:
    """In which houses somebody of the team reads: key of the person, codes of the houses."""
    house_of = {told["code"]: told["community"] for told in _agreements()["rooms"]}
    found: dict[str, set[str]] = {}
    for part in _PARTS:
        for key, its_rooms in story(part)["staff"].items():
            found.setdefault(key, set()).update(house_of[room] for room in its_rooms)
    return {key: {house for house in houses if house} for key, houses in found.items()}


def post_id(key: str) -> uuid.UUID:
    """The id that a text of the story has in every demo."""
    return uuid.uuid5(person_id("rooms"), key)


def instant(told: str) -> dt.datetime:
    """ "-3d 21:10": so many days ago, at that hour on the wall."""
    found = _AT.fullmatch(told)
    if found is None:
        raise ValueError(f"{told!r} is no instant of the story")
    days, hour, minute = map(int, found.groups())
    day = clock.today() - dt.timedelta(days=days)
    at = dt.datetime.combine(day, dt.time(hour, minute), timezone.get_current_timezone())
    # Whoever installs at night must not read what is said in the morning.
    return min(at, clock.now() - dt.timedelta(minutes=2)) if days == 0 else at


@cache
def _agreements() -> Any:
    return story("rooms/agreements")


def _lines() -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = story("rooms/living-room")["lines"]
    return lines


def _house(told: dict[str, Any], teams: dict[str, uuid.UUID]) -> House:
    code = told["community"]
    name = next(s["name"] for s in story("people")["services"] if s["key"] == code)
    return House(
        code=code,
        name=name,
        team_id=teams[f"{code}-team"],
        look=_LOOKS[code],
        opened_at=clock.now() - dt.timedelta(days=113),
        agreements=[(_days_ago(one["from"]), one["lines"]) for one in told["versions"]],
    )


def _days_ago(told: str) -> dt.datetime:
    return clock.now() - dt.timedelta(days=int(told.strip("-d")))


def _door(told: dict[str, Any]) -> Door:
    slug, house, board = told["code"], told["community"], told.get("noticeboard")
    rules: dict[str, object] = {
        "for_whom": _FOR_WHOM.get(slug, "members" if house else "everybody"),
        "subjects": _SUBJECTS.get(slug, []),
        "notes": _NOTES.get(house, []),
    }
    if house is None:
        rules |= {"kind": "living_room", "quiet_slow_seconds": 20}
    return Door(
        slug=slug,
        house=house,
        name=told["name"],
        opening=told["opening"],
        inside=told["inside"],
        rules=rules,
        board=(person_id(board["by"]), instant(board["at"]), board["body"]) if board else None,
    )


def _holders() -> Iterator[Holder]:
    joined = {one["key"]: one["joined_days_ago"] for one in story("people")["people"]}
    for part in _PARTS:
        told = story(part)
        alumni = {(one["person"], one["room"]) for one in told["alumni"]}
        waiting = {(one["person"], one["room"]) for one in told.get("waiting_list", ())}
        for key, its_rooms in told["holds"].items():
            since = clock.now() - dt.timedelta(days=joined[key])
            for room in its_rooms:
                kind = "carer" if room in _CARERS else "waiting" if (key, room) in waiting else "care"
                kind = "alumni" if (key, room) in alumni else kind
                yield Holder(person_id(key), room, kind, since)


def _writers(threads: list[Thread], lines: list[Said]) -> dict[uuid.UUID, str]:
    sphere = {person_id(one["key"]): one["sphere"] for one in story("people")["people"]}
    wrote = [said.by for thread in threads for said in thread.said] + [said.by for said in lines]
    held = [holder.person_id for holder in _holders()]
    return {who: sphere[who] for who in dict.fromkeys([*held, *wrote])}


def _thread(slug: str, told: dict[str, Any]) -> Thread:
    said = [_text(told), *(_text(one) for one in told["replies"])]
    return Thread(slug, told["title"], said, is_pinned=told.get("is_pinned", False))


def _text(told: dict[str, Any]) -> Said:
    return Said(
        by=person_id(told["by"]),
        at=instant(told["at"]),
        body=told["body"],
        id=post_id(told["key"]),
        notes=told.get("notes") or (),
        quotes=post_id(told["quotes"]) if told.get("quotes") else None,
        state="held" if told["key"] in _held() else "visible",
        reactions={kind: [person_id(key) for key in who] for kind, who in (told.get("reactions") or {}).items()},
    )


@cache
def _held() -> frozenset[str]:
    """What waits for the team in the story."""
    return frozenset(one["post"] for one in story("rooms/flags")["flags"] if one["state"] == "held")


def _said(slug: str, number: int, told: dict[str, Any]) -> Said:
    return Said(by=person_id(told["by"]), at=instant(told["at"]), body=told["body"], id=post_id(f"{slug}-{number}"))

"""What a story begins with, done inside the site by the house's own actions."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.http import HttpRequest
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from kith.domains.people import actions as people
from kith.domains.people.models import Person, Team
from kith.domains.people.queries import person_seen, viewer_of_person
from kith.domains.rooms import actions as rooms
from kith.domains.rooms.models import Post, Room
from kith.domains.safety import actions as safety
from kith.domains.safety.queries.cases import desk, open_cases
from kith.domains.safety.queries.found import screened_of
from kith.front.demo.fill import HOUSE
from kith.front.demo.story import person_id
from kith.kernel import clock
from kith.kernel.access import Viewer
from kith.kernel.acting import acting_as
from kith.kernel.clock import now
from kith.kernel.sealed import forget_keys

ELEVEN = (
    "Brisk Lantern", "Copper Fern", "Dozy Lighthouse", "Early Plum", "Frosted Gate", "Gentle Anchor", "Humble Comet",
    "Ivory Pebble", "Jolly Thimble", "Knitted Cloud", "Lively Otter",
)  # fmt: skip
WORRIES = (
    "I feel hopeless and I am a burden on everyone.",
    "I have been cutting again.",
    "I do not want to wake up tomorrow.",
    "I want to die tonight.",
    "I feel hopeless and I am a burden on all of them.",
)
AGAIN = ("I feel hopeless and I am a burden on everyone. Still.", "I am a burden and I feel hopeless today too.")


def visit(who: str) -> dict[str, str]:
    """Somebody of the story is signed in, also who has no card: the cookie of their visit."""
    person = person_seen(HOUSE, person_id(who))
    assert person is not None, who
    request = HttpRequest()
    request.session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
    request.META["REMOTE_ADDR"] = "127.0.0.1"
    people.enter_demo(by=HOUSE, person=person, request=request)
    session: SessionBase = request.session
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key)}


def newcomer(name: str, team: str, worker: str) -> dict[str, Any]:
    """Somebody the team works with, who has a key to join with on paper."""
    with acting_as(HOUSE):
        its = Team.objects.get(name=team)
    new = people.Newcomer(name=name, known_as=name.split(maxsplit=1)[0], since_at=now(), has_login=False)
    bond = people.Bond(person_id=new.id, worker_id=person_id(worker), team_id=its.pk, why="worker", since_at=now())
    person = people.bring_in(by=HOUSE, newcomers=[new], bonds=[bond])[0]
    key = people.issue_key(by=HOUSE, person=person, team=its)
    return {"person": str(person.pk), "words": " ".join(key.words), "pin": key.pin}


def key_to(person: str, room: str, worker: str, kind: str = "care") -> None:
    """The worker gives them the key to a room."""
    with acting_as(HOUSE):
        who = Person.objects.get(pk=uuid.UUID(person))
        where = Room.objects.get(slug=room)
    rooms.give_key(by=viewer_of_person(person_id(worker), "staff"), person=who, room=where, kind=kind)


def topic(room: str, by: str, title: str, body: str) -> str:
    """Somebody of the story starts a topic; returns its address."""
    viewer = viewer_of_person(person_id(by), "member")
    with acting_as(viewer):
        where = Room.objects.get(slug=room)
    sent = rooms.start_topic(by=viewer, room=where, title=title, body=body, sent_key=uuid.uuid4())
    return f"/rooms/{room}/{sent.post.topic_id}"


def break_from_writing(room: str, of: str, by: str) -> None:
    """A moderator asks somebody of the story for a break, for words of theirs that were hard on somebody."""
    path = topic(room, of, "That again", "Some of you never listen.")
    moderator = viewer_of_person(person_id(by), "staff")
    with acting_as(HOUSE):
        post = Post.objects.get(topic_id=path.rpartition("/")[2])
    with acting_as(moderator):
        screened = screened_of(moderator, "rooms.post", post.pk)
    screened = safety.claim(by=moderator, screened=screened)
    told = {"days": "3", "why": "unkind", "words": "Let us all breathe for a while."}
    safety.cool_off(by=moderator, screened=screened, version=screened.version, **told)


def worrying_weekend(room: str, team: str, giver: str, hours: float) -> list[dict[str, Any]]:
    """Eleven people write forty texts that worry somebody, over the last so many hours; who, how soon, since when."""
    with acting_as(HOUSE):
        its, where = Team.objects.get(name=team), Room.objects.get(slug=room)
    start = now() - dt.timedelta(hours=hours)
    eleven = [_neighbour(name, its, where, giver, start) for name in ELEVEN]
    for number in range(40):
        who = number % len(eleven)
        words = WORRIES[who % len(WORRIES)] if number < len(eleven) else AGAIN[number % len(AGAIN)]
        with clock.at(start + dt.timedelta(hours=hours * number / 41)):
            title = f"{ELEVEN[who]} {number}"
            rooms.start_topic(by=eleven[who], room=where, title=title, body=words, sent_key=uuid.uuid4())
    reader = viewer_of_person(person_id(giver), "staff")
    with acting_as(reader):
        rows = [row for row in open_cases(reader) if row.handle in ELEVEN]
    return [{"name": one.handle, "tier": one.tier, "since": one.opened_at, "alerts": one.alerts} for one in rows]


def statements_of_the_desk(who: str) -> int:
    """How many statements the duty desk takes."""
    viewer = viewer_of_person(person_id(who), "staff")
    forget_keys()
    with acting_as(viewer), CaptureQueriesContext(connection) as seen:
        desk(viewer)
    return len(seen)


def _neighbour(name: str, team: Team, room: Room, giver: str, since: dt.datetime) -> Viewer:
    """A member of that room, who agreed to what all agreed on."""
    new = people.Newcomer(name="Wilhelmina Thrupp", handle=name, since_at=since)
    bond = people.Bond(person_id=new.id, worker_id=None, team_id=team.pk, why="team", since_at=since)
    person = people.bring_in(by=HOUSE, newcomers=[new], bonds=[bond])[0]
    with clock.at(since):
        rooms.give_key(by=HOUSE, person=person, room=room, kind="care")
        viewer = viewer_of_person(person.pk, "member")
        rooms.enter(by=viewer, room=room)
    return viewer

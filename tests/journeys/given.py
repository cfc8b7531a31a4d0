"""What a story begins with, done inside the site by the house's own actions."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.module_loading import import_string

from kith.domains.people import actions as people
from kith.domains.people.models import Person, Team
from kith.domains.people.queries import person_seen, viewer_of_person
from kith.domains.rooms import actions as rooms
from kith.domains.rooms.models import Room
from kith.front.demo.fill import HOUSE
from kith.front.demo.story import person_id
from kith.kernel.acting import acting_as
from kith.kernel.clock import now


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

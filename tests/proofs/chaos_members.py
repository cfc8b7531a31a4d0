"""Fills a house of its own with members who hold a key, and prints what they need to write: run inside that house."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys

import django

from kith.config.launcher import keys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
keys.of_demo()
django.setup()

from django.conf import settings  # noqa: E402
from django.middleware.csrf import _get_new_csrf_string  # noqa: E402
from django.test import Client  # noqa: E402

from kith.domains.people.models import Account  # noqa: E402
from kith.domains.people.tests import factories as people  # noqa: E402
from kith.domains.rooms.tests import factories as rooms  # noqa: E402
from kith.domains.safety import actions as safety  # noqa: E402
from kith.kernel.access import system  # noqa: E402
from kith.kernel.clock import now  # noqa: E402

HOUSE = system("tests")


def main(count: int) -> None:
    """A community with a living room, its team on duty day and night, and so many members inside."""
    team = people.make_team("Team of chaos")
    community = rooms.make_community("chaos", team=team)
    room = rooms.make_room("chaos-topics", community=community)
    rooms.make_living_room("living-room")
    clinician = people.make_staff("Dr Storm", "clinician", team=team)
    for weekday in range(1, 8):
        safety.set_hours(by=HOUSE, team=team, weekday=weekday, opens=dt.time(0), closes=dt.time(23, 59))
    safety.add_turn(
        by=HOUSE,
        team=team,
        person_id=clinician.id,
        from_at=now() - dt.timedelta(hours=1),
        until_at=now() + dt.timedelta(hours=20),
    )
    told = {"members": [_member(n, room) for n in range(count)], "clinician": _visit(clinician, second_step=True)}
    sys.stdout.write(json.dumps(told))


def _member(number: int, room: object) -> dict[str, str]:
    viewer = people.make_member(f"Member {number}")
    rooms.make_key(viewer, room)  # type: ignore[arg-type]
    profile = rooms.make_profile(viewer)
    return _visit(viewer) | {"profile": str(profile.pk)}


def _visit(viewer: object, **kept: object) -> dict[str, str]:
    browser = Client()
    account = Account.objects.get(person_id=viewer.id)  # type: ignore[attr-defined]
    browser.force_login(account, "kith.domains.people.backends.ByName")
    session = browser.session
    session.update(kept)
    session.save()
    csrf = _get_new_csrf_string()
    cookies = {settings.SESSION_COOKIE_NAME: session.session_key, settings.CSRF_COOKIE_NAME: csrf}
    return {"cookies": "; ".join(f"{name}={value}" for name, value in cookies.items()), "csrf": csrf}


main(int(sys.argv[1]))

"""Notices for tests, and the post they went out with."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from django.conf import settings
from procrastinate.contrib.django.models import ProcrastinateJob

from kith.domains.notices import actions
from kith.domains.notices.actions.delivering import deliver
from kith.domains.notices.models import Channel, Delivery, Notice
from kith.domains.people.models import ContactRoute, Person
from kith.kernel.access import Viewer, system

HOUSE = system("tests")


def can_be_reached(viewer: Viewer, **contact: str) -> None:
    """Give somebody an e-mail address, a number or a postal address."""
    person = Person.objects.get(pk=viewer.id)
    person.contact = {**(person.contact or {}), **contact}
    person.save()


def by_route(viewer: Viewer, route: str, **contact: str) -> None:
    """This way for everything, and what it needs."""
    can_be_reached(viewer, **contact)
    for purpose in ("account", "reminders", "offers", "news"):
        ContactRoute.objects.update_or_create(person_id=viewer.id, purpose=purpose, defaults={"route": route})


def outside(viewer: Viewer) -> Any:
    """Their deliveries that left the site, or will."""
    return Delivery.objects.filter(person_id=viewer.id).exclude(channel=Channel.APP)


def make_notice(viewer: Viewer, kind: str = "copy_ready", **more: Any) -> Notice | None:
    return actions.send(by=HOUSE, person_id=viewer.id, kind=kind, **more)


def run_post() -> int:
    """Do what the worker would: every delivery that is queued now, and those queued meanwhile."""
    done = 0
    while jobs := list(ProcrastinateJob.objects.filter(task_name="notices.deliver", status="todo").order_by("id")):
        for job in jobs:
            deliver.now(**job.args)
            _finish(job.id)
            done += 1
    return done


def _finish(job_id: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job_id])


def post() -> list[Any]:
    """Everything that left the house, as it lies in the folder of the file provider."""
    folder: Path = settings.MAIL_DIR
    emails = [message_from_bytes(p.read_bytes(), policy=policy.default) for p in sorted(folder.glob("*.eml"))]
    return [*emails, *(json.loads(p.read_text()) for p in sorted(folder.glob("*.json")))]


def as_text(message: Any) -> str:
    """All of an e-mail or text message that somebody could read."""
    if isinstance(message, dict):
        return str(message["text"])
    return f"{message['from']} {message['subject']} {message.get_content()}"

"""All ways by which words could leave a room beside its own pages: searches, jobs, notices, post, audit, logs."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core import serializers
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from kith.domains.notices.models import Delivery, Letter, Notice
from kith.kernel.access import system
from kith.kernel.acting import acting_as
from kith.kernel.models import AuditEntry
from kith.kernel.records import records
from kith.kernel.sealed import unlock
from tests.proofs.houses import INSIDE, client, viewer
from tests.proofs.room_tokens import LOOKED_FOR

Found = tuple[str, str, str]
"""Who met it, by which channel, and the text."""
NOBODY = "nobody at all"
HOUSE = system("tests")


def searches(houses: SimpleNamespace) -> Iterator[Found]:
    """Everybody inside looks for the word that stands in every post, in one room and in all of theirs."""
    for slug, people in INSIDE.items():
        for who in people:
            browser = client(houses, who)
            for where in ("", "here"):
                answer = browser.post(f"/rooms/{slug}/search", {"words": LOOKED_FOR, "where": where})
                yield who, f"search in {slug}", answer.content.decode()


def downloads(houses: SimpleNamespace, *people: str) -> Iterator[Found]:
    """What each is handed as everything about them."""
    with acting_as(HOUSE):
        for who in people:
            yield who, "download", json.dumps(records.everything_about(viewer(houses, who).id), default=str)


def audit() -> Iterator[Found]:
    """Lines of the audit, with their facts: codes and ids only."""
    for entry in AuditEntry.objects.all():
        yield NOBODY, f"audit of {entry.use_case}", serializers.serialize("json", [entry])


def jobs() -> Iterator[Found]:
    """What waits in the queue."""
    for one in ProcrastinateJob.objects.all():
        yield NOBODY, f"job {one.task_name}", json.dumps(one.args)


def run_jobs() -> list[Found]:
    """Do what the worker would, until nothing waits; gives back what the queue held meanwhile."""
    held: list[Found] = []
    while waiting := list(ProcrastinateJob.objects.filter(status="todo").order_by("id")):
        held += [(NOBODY, f"job {one.task_name}", json.dumps(one.args)) for one in waiting]
        for one in waiting:
            app.tasks[one.task_name](**one.args)
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [one.pk])
    return held


def sent() -> Iterator[Found]:
    """Notices, what was sent by them as it is kept, letters, and files as they left the house."""
    with acting_as(HOUSE):
        deliveries = list(Delivery.objects.all())
        unlock(deliveries)
        for kind, rows in (("notice", Notice.objects.all()), ("letter", Letter.objects.all())):
            yield from ((NOBODY, kind, serializers.serialize("json", [row])) for row in rows)
        yield from ((NOBODY, "delivery", json.dumps(one.sent)) for one in deliveries)
    for path in Path(settings.MAIL_DIR).rglob("*"):
        if path.is_file():
            yield NOBODY, "post", path.read_text(errors="replace")


@contextmanager
def logs() -> Iterator[list[Found]]:
    """Every line that the process logs meanwhile, as an operator would find it."""
    kept: list[Found] = []
    ours = next(one for one in logging.getLogger().handlers if type(one.formatter).__name__ == "ProcessorFormatter")
    listener = _Listener(lambda record: kept.append((NOBODY, "log", ours.format(record))))
    logging.getLogger().addHandler(listener)
    try:
        yield kept
    finally:
        logging.getLogger().removeHandler(listener)


class _Listener(logging.Handler):
    def __init__(self, hear: Callable[[logging.LogRecord], None]) -> None:
        super().__init__(logging.INFO)
        self._hear = hear

    def emit(self, record: logging.LogRecord) -> None:
        self._hear(record)


@contextmanager
def bus(monkeypatch: Any) -> Iterator[list[Found]]:
    """Every wake-up: a topic and a key, never words."""
    from kith.kernel import bus as own

    kept: list[Found] = []
    tell = own.tell

    def heard(topic: str, key: str = "") -> None:
        kept.append((NOBODY, "bus", f"{topic} {key}"))
        tell(topic, key)

    monkeypatch.setattr(own, "tell", heard)
    yield kept
